/**
 * All connections of one server: they share one pulse and one budget for what waits for them, and can be told
 * goodbye together. It refuses to know who is behind them.
 */
import type { Socket } from 'node:net';
import { BacklogBudget } from './backlog-budget.ts';
import { Connection, type Listener, type Owner } from './connection.ts';
import type { WebSocketLimits } from './limits.ts';
import { Scratch } from './scratch.ts';

/** How often, in the time until a ping, the silent ones are looked for. */
const PULSES_UNTIL_PING = 6;

export class Connections {
  readonly #limits: WebSocketLimits;
  readonly #open = new Set<Connection>();
  readonly #backlogs: BacklogBudget;
  readonly #pulseMs: number;
  #pulse: NodeJS.Timeout | undefined;
  #emptied: (() => void) | undefined;
  /** One for all of them. */
  readonly #owner: Owner;

  /** @param failed hears of each mistake of our own, which ended one connection; it must not throw */
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

  /** How many are open. */
  get size(): number {
    return this.#open.size;
  }

  /** Takes over a socket whose 101 response was written; `head` are the bytes that came behind the request. */
  open(socket: Socket, head: Buffer, listener: Listener): Connection {
    const connection = new Connection(socket, head, this.#limits, listener, this.#owner);
    this.#open.add(connection);
    this.#pulse ??= setInterval(() => this.#beat(), this.#pulseMs);
    return connection;
  }

  /** Whoever gives no sign of life within so long is gone: after a sleep nobody knows who is still there. */
  doubt(withinMs: number): void {
    for (const connection of this.#open) connection.probe(withinMs);
  }

  /** Begins the closing handshake with everybody; resolves when the last one is over. Throws as `Connection.close`. */
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
