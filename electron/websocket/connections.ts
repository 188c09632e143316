/**
 * All connections of one server. They share one timer and one budget for waiting bytes, and can be closed together.
 */
import type { Socket } from 'node:net';
import { BacklogBudget } from './backlog-budget.ts';
import { Connection, type Listener, type Owner } from './connection.ts';
import type { WebSocketLimits } from './limits.ts';
import { Scratch } from './scratch.ts';

/** Checks for silent peers within the time until a ping. */
const PULSES_UNTIL_PING = 6;

export class Connections {
  readonly #limits: WebSocketLimits;
  readonly #open = new Set<Connection>();
  readonly #backlogs: BacklogBudget;
  readonly #pulseMs: number;
  #pulse: NodeJS.Timeout | undefined;
  #emptied: (() => void) | undefined;
  /** Shared by all connections. */
  readonly #owner: Owner;

  /** @param failed called for each of our own bugs, which closed one connection; it must not throw */
  constructor(limits: WebSocketLimits, failed: (error: unknown) => void) {
    this.#limits = limits;
    this.#backlogs = new BacklogBudget(limits);
    this.#owner = {
      scratch: new Scratch(),
      over: (connection) => this.#over(connection),
      failed,
      stalled: (connection) => this.#backlogs.note(connection, connection.backlogBytes()),
    };
    this.#pulseMs = limits.pingAfterMs / PULSES_UNTIL_PING;
  }

  /** The number of open connections. */
  get size(): number {
    return this.#open.size;
  }

  /** Takes over a socket whose 101 response was written. `head`: the bytes that followed the request. */
  open(socket: Socket, head: Buffer, listener: Listener): Connection {
    const connection = new Connection(socket, head, this.#limits, listener, this.#owner);
    this.#open.add(connection);
    this.#pulse ??= setInterval(() => this.#beat(), this.#pulseMs);
    return connection;
  }

  /** After the computer slept: pings every peer and closes those that send nothing within `withinMs`. */
  doubt(withinMs: number): void {
    for (const connection of this.#open) connection.probe(withinMs);
  }

  /** Starts the closing handshake with every peer and resolves when the last one ends. Throws as `Connection.close`. */
  async close(code: number): Promise<void> {
    for (const connection of this.#open) connection.close(code);
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#emptied = resolve;
    });
  }

  #beat(): void {
    for (const connection of this.#open) connection.tick(this.#pulseMs);
  }

  #over(connection: Connection): void {
    this.#open.delete(connection);
    this.#backlogs.note(connection, 0);
    if (this.#open.size > 0) return;
    clearInterval(this.#pulse);
    this.#pulse = undefined;
    this.#emptied?.();
  }
}
