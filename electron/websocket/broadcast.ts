/**
 * One encoded frame for many connections. A write costs a system call whatever its size, so the frames of one
 * turn of the event loop are joined once, and every connection gets that one Buffer in one write. No timer waits
 * for more: a lone frame leaves in the turn it came in.
 */
import type { Connection } from './connection.ts';

/** Past this, what is joined leaves at once, so that one turn cannot pile up. */
const JOIN_BYTES_MAX = 262_144;

export class Broadcast {
  readonly #connections = new Set<Connection>();
  #frames: Buffer[] = [];
  #bytes = 0;
  #scheduled: NodeJS.Immediate | undefined;

  /** From now on `connection` gets what is sent, and nothing of what was sent before. */
  add(connection: Connection): void {
    this.flush();
    this.#connections.add(connection);
  }

  delete(connection: Connection): void {
    this.flush();
    this.#connections.delete(connection);
  }

  /** Sends bytes that are one whole frame to everybody. */
  send(frame: Buffer): void {
    if (this.#connections.size === 0) return;
    this.#frames.push(frame);
    this.#bytes += frame.length;
    if (this.#bytes > JOIN_BYTES_MAX) this.flush();
    // The check phase comes right after all sockets that were readable have been read.
    else this.#scheduled ??= setImmediate(() => this.flush());
  }

  /** Writes what waits. Call it before sending to one connection something that belongs after it. */
  flush(): void {
    if (this.#scheduled !== undefined) clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    const [first] = this.#frames;
    if (first === undefined) return;
    const joined = this.#frames.length === 1 ? first : Buffer.concat(this.#frames, this.#bytes);
    this.#frames = [];
    this.#bytes = 0;
    for (const connection of this.#connections) connection.writeNow(joined);
  }
}
