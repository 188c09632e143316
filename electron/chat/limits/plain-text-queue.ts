/**
 * What somebody on plain text sent faster than it may be said: it waits, in order, and is said at the pace. What waits is
 * bounded: past the bound nothing more is read of them, and who goes on for more than a minute is muted for a while.
 */

/** In UTF-16 units; past it nothing more is read. One read more may come. */
const WAITING_UNITS_MAX = 65_536;
/** What a line takes beside its text. */
const LINE_UNITS = 64;
/** A person who still sends after lines have waited this long without a break is rate-limited. */
const EXCESS_MAX_MS = 60_000;
const MUTED_MS = 30_000;

export interface PlainTextQueueParts {
  /** Says a line; answers with 0, or with the milliseconds to wait if it came too fast and was not said. */
  readonly say: (line: string) => number;
  /** Nothing more is to be read, or something again. */
  readonly hold: (held: boolean) => void;
  /** What waited is dropped, and so is what comes in this time. */
  readonly muted: (seconds: number) => void;
  /** Monotonic, milliseconds. */
  readonly elapsed: () => number;
}

export class PlainTextQueue {
  readonly #parts: PlainTextQueueParts;
  #lines: string[] = [];
  #units = 0;
  /** Since when some wait. */
  #behindSinceMs = 0;
  #mutedUntilMs = -Infinity;
  #held = false;
  #next: NodeJS.Timeout | undefined;
  #done: (() => void) | undefined;

  constructor(parts: PlainTextQueueParts) {
    this.#parts = parts;
  }

  /** Says it, at once or when its turn comes. */
  take(line: string): void {
    const nowMs = this.#parts.elapsed();
    if (nowMs < this.#mutedUntilMs) return;
    if (this.#lines.length > 0) {
      if (nowMs - this.#behindSinceMs > EXCESS_MAX_MS) this.#mute(nowMs);
      else this.#push(line);
      return;
    }
    const waitMs = this.#parts.say(line);
    if (waitMs === 0) return;
    this.#behindSinceMs = nowMs;
    this.#push(line);
    this.#goOnIn(waitMs);
  }

  /** Nothing more comes; `done` is called when what waits is said, as far as it may wait. */
  finish(done: () => void): void {
    this.#done = done;
    if (this.#lines.length === 0) this.#finished();
  }

  /** Nothing of what waits is said. */
  drop(): void {
    clearTimeout(this.#next);
    this.#lines = [];
    this.#units = 0;
    this.#hold(false);
    this.#finished();
  }

  #push(line: string): void {
    this.#lines.push(line);
    this.#units += line.length + LINE_UNITS;
    if (this.#units >= WAITING_UNITS_MAX) this.#hold(true);
  }

  #mute(nowMs: number): void {
    this.#mutedUntilMs = nowMs + MUTED_MS;
    this.drop();
    this.#parts.muted(MUTED_MS / 1_000);
  }

  #goOnIn(waitMs: number): void {
    this.#next = setTimeout(() => this.#goOn(), waitMs).unref();
  }

  #goOn(): void {
    // A person who has gone cannot be told to slow down.
    if (this.#done !== undefined && this.#parts.elapsed() - this.#behindSinceMs > EXCESS_MAX_MS) this.drop();
    for (let [line] = this.#lines; line !== undefined; [line] = this.#lines) {
      const waitMs = this.#parts.say(line);
      if (waitMs > 0) {
        this.#goOnIn(waitMs);
        return;
      }
      // Dropped meanwhile: there is nobody any more who says it.
      if (this.#lines.length === 0) return;
      this.#lines.shift();
      this.#units -= line.length + LINE_UNITS;
      if (this.#units < WAITING_UNITS_MAX) this.#hold(false);
    }
    this.#finished();
  }

  #hold(held: boolean): void {
    if (this.#held === held) return;
    this.#held = held;
    this.#parts.hold(held);
  }

  #finished(): void {
    const done = this.#done;
    this.#done = undefined;
    done?.();
  }
}
