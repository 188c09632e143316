/**
 * One encoded frame for many connections. A write costs a system call whatever its size, so frames that come
 * together are joined once, and every connection gets that one Buffer in one write.
 *
 * No timer waits for more. Into a calm room a message leaves at once. Otherwise it leaves at the end of the turn of
 * the event loop in which it came; as long as each turn brings several, they are held, a few turns at the most.
 */
import type { Connection } from './connection.ts';
import { joinFrames } from './frame.ts';

/** Past this many UTF-16 units, what is joined leaves at once. */
const JOIN_LENGTH_MAX = 262_144;
/** So many turns at the most, however busy the sockets are. */
const TURNS_MAX = 8;
/** A room in which nothing was said for so long is calm. */
const CALM_AFTER_MS = 2;

export class Broadcast {
  readonly #connections = new Set<Connection>();
  #texts: string[] = [];
  /** Their length in UTF-16 units, which is near enough. */
  #length = 0;
  #scheduled: NodeJS.Immediate | undefined;
  #turns = 0;
  /** Monotonic, milliseconds. */
  #flushedAt = 0;
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

  /** How many get what is sent. */
  get size(): number {
    return this.#connections.size;
  }

  /** Whether there is nobody to encode for. */
  get empty(): boolean {
    return this.#connections.size === 0;
  }

  /** Sends text messages to everybody, those that come together in one write. */
  send(...texts: readonly string[]): void {
    if (this.empty || texts.length === 0) return;
    const calm = this.#texts.length === 0 && performance.now() - this.#flushedAt > CALM_AFTER_MS;
    for (const text of texts) {
      this.#texts.push(text);
      this.#length += text.length;
    }
    if (calm || this.#length > JOIN_LENGTH_MAX) this.flush();
    else this.#scheduled ??= setImmediate(() => this.#turn());
  }

  /** Writes what waits. Call it before sending to one connection something that belongs after it. */
  flush(): void {
    if (this.#scheduled !== undefined) clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    if (this.#texts.length === 0) return;
    const joined = joinFrames(this.#texts);
    this.#texts = [];
    this.#length = 0;
    this.#waited = 0;
    this.#turns = 0;
    for (const connection of this.#connections) connection.writeNow(joined);
    this.#flushedAt = performance.now();
  }

  /** The check phase of a turn: all sockets that were readable have been read. */
  #turn(): void {
    this.#turns += 1;
    if (this.#texts.length - this.#waited <= 1 || this.#turns === TURNS_MAX) {
      this.flush();
      return;
    }
    this.#waited = this.#texts.length;
    this.#scheduled = setImmediate(() => this.#turn());
  }
}
