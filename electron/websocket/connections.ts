/**
 * All connections of one server: they share one pulse, and can be told goodbye together. It refuses to know who
 * is behind them.
 */
import type { Socket } from 'node:net';
import { Connection, type Listener } from './connection.ts';
import type { Limits } from './limits.ts';

/** How often, in the time until a ping, the silent ones are looked for. */
const PULSES_UNTIL_PING = 6;

export class Connections {
  readonly #limits: Limits;
  readonly #open = new Set<Connection>();
  readonly #pulseMs: number;
  #pulse: NodeJS.Timeout | undefined;
  #emptied: (() => void) | undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#pulseMs = limits.pingAfterMs / PULSES_UNTIL_PING;
  }

  /** How many are open. */
  get size(): number {
    return this.#open.size;
  }

  /** Takes over a socket whose 101 response was written; `head` are the bytes that came behind the request. */
  open(socket: Socket, head: Buffer, listener: Listener): Connection {
    const connection = new Connection(socket, head, this.#limits, listener, this.#over);
    this.#open.add(connection);
    this.#pulse ??= setInterval(() => this.#beat(), this.#pulseMs);
    return connection;
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
    for (const connection of this.#open) connection.beat(this.#pulseMs);
  }

  /** One function for all of them. */
  readonly #over = (connection: Connection): void => {
    this.#open.delete(connection);
    if (this.#open.size > 0) return;
    clearInterval(this.#pulse);
    this.#pulse = undefined;
    this.#emptied?.();
  };
}
