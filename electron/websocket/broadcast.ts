/**
 * Sends one encoded frame to many connections. A write is a system call whatever its size, so frames that arrive
 * together are joined once and every connection gets the same Buffer in one write.
 *
 * There is no timer. In a calm room a message is written at once, otherwise at the end of the turn of the event loop in
 * which it arrived. While each turn brings several messages, they are collected for a few turns.
 */
import type { Connection } from './connection.ts';
import { joinFrames } from './frame.ts';

/** Once this many UTF-16 units are joined, they are written at once. */
const JOIN_LENGTH_MAX = 262_144;
/** The most turns that messages are collected for. */
const TURNS_MAX = 8;
/** A room without messages for this long is calm. */
const CALM_AFTER_MS = 2;

export class Broadcast {
  readonly #connections = new Set<Connection>();
  #texts: string[] = [];
  /** Their length in UTF-16 units, an estimate of the bytes. */
  #length = 0;
  #scheduled: NodeJS.Immediate | undefined;
  #turns = 0;
  /** Monotonic, milliseconds. */
  #flushedAt = 0;
  /** The number of frames waiting one turn ago. */
  #waited = 0;

  /** Adds a connection. It gets only what is sent from now on. */
  add(connection: Connection): void {
    this.flush();
    this.#connections.add(connection);
  }

  delete(connection: Connection): void {
    this.flush();
    this.#connections.delete(connection);
  }

  /** The number of connections. */
  get size(): number {
    return this.#connections.size;
  }

  /** Whether there is no connection to encode for. */
  get empty(): boolean {
    return this.#connections.size === 0;
  }

  /** Sends text messages to every connection. */
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

  /** Writes what is waiting. Call it before sending to one connection something that must come after it. */
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

  /** Runs in the check phase of a turn, when all readable sockets have been read. */
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
