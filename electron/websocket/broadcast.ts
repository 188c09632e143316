/**
 * One encoded frame for many connections. A write costs a system call whatever its size, so frames that come
 * together are joined once, and every connection gets that one Buffer in one write.
 *
 * No timer waits for more. As long as each turn of the event loop reads another message from its sockets, the
 * frames are held; the first turn that reads none sends them. A lone frame waits for one look at the sockets.
 */
import type { Connection } from './connection.ts';

/** Past this, what is joined leaves at once. */
const JOIN_BYTES_MAX = 262_144;
/** So many turns at the most, however busy the sockets are. */
const TURNS_MAX = 8;

export class Broadcast {
  readonly #connections = new Set<Connection>();
  #frames: Buffer[] = [];
  #bytes = 0;
  #scheduled: NodeJS.Immediate | undefined;
  #turns = 0;
  /** How many frames waited a turn ago. */
  #waited = 0;

  /** From now on `connection` gets what is sent, and nothing of what was sent before. */
  add(connection: Connection): void {
    this.flush();
    this.#connections.add(connection);
  }

  delete(connection: Connection): void {
    this.flush();
    this.#connections.delete(connection);
  }

  /** Whether there is nobody to encode for. */
  get empty(): boolean {
    return this.#connections.size === 0;
  }

  /** Sends bytes that are one whole frame to everybody. */
  send(frame: Buffer): void {
    if (this.empty) return;
    this.#frames.push(frame);
    this.#bytes += frame.length;
    if (this.#bytes > JOIN_BYTES_MAX) this.flush();
    else this.#scheduled ??= setImmediate(() => this.#turn());
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
    this.#waited = 0;
    this.#turns = 0;
    for (const connection of this.#connections) connection.writeNow(joined);
  }

  /** The check phase of a turn: all sockets that were readable have been read. */
  #turn(): void {
    this.#turns += 1;
    if (this.#frames.length === this.#waited || this.#turns === TURNS_MAX) {
      this.flush();
      return;
    }
    this.#waited = this.#frames.length;
    this.#scheduled = setImmediate(() => this.#turn());
  }
}
