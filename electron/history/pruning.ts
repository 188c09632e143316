/**
 * When what is too old, or too much, is dropped: every few minutes, and as soon as a good deal came. A large part at
 * once is dropped only after a day, in which somebody can say that the clock is wrong. It refuses to know how that is
 * done.
 */
import type { Entry } from '../../contract/model/entry.ts';
import type { HeldDeletion } from '../../contract/model/clock.ts';
import { ENTRY_BYTES } from './room-log.ts';
import type { DueDeletion } from './store.ts';

const PRUNE_INTERVAL_MS = 600_000;
/** Once so large a part of what may be kept came to it, what is too much goes. */
const PRUNED_PART = 1 / 32;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** What is more than that of all entries is too much to be dropped for one reading of the clock. */
export const LARGE_PART = 1 / 10;
/** So long the host is on before a large part goes. */
export const LARGE_WAIT_MS = DAY_MS;

/** Milliseconds. */
export interface Ages {
  /** What was stamped before that by `age-clock.ts` is too old. */
  readonly before: number;
  /** The same if all is believed that the clock of the computer says. */
  readonly claimed: number;
  /** So long the host is on. */
  readonly ran: number;
}

export interface PruningParts {
  readonly ages: (keptMs: number) => Ages;
  /** @param before as `age-clock.ts` counts; 0 drops nothing for its age */
  readonly prune: (before: number, bytesMax: number) => Promise<void>;
  /** How much was said before; `undefined` if it cannot be read. */
  readonly due: (before: number) => Promise<DueDeletion | undefined>;
  /** What waits, or that nothing does any more. */
  readonly held: (held: HeldDeletion | undefined) => void;
  /** So long a large part waited already; milliseconds. */
  readonly waitedMs: number;
}

/** As a setting: so long a large part waited already, in milliseconds. */
export const WAITED_SETTING = 'waited';

export class Pruning {
  readonly #parts: PruningParts;
  #days = 0;
  #bytesMax = Number.MAX_SAFE_INTEGER;
  #timer: NodeJS.Timeout | undefined;
  /** Bytes that were committed since then, nearly. */
  #grown = 0;
  #waitedMs: number;
  /** The host was on for so long at the last look, if a large part was due then. */
  #dueSince: number | undefined;
  #pruning: Promise<void> | undefined;
  #again = false;
  #isHeld = false;

  constructor(parts: PruningParts) {
    this.#parts = parts;
    this.#waitedMs = parts.waitedMs;
  }

  /** So long a large part waits; milliseconds the host was on. */
  get waitedMs(): number {
    return this.#waitedMs;
  }

  /**
   * From now on, and at once.
   *
   * @param days 0 drops nothing for its age
   * @param asked somebody chose so now, and was told that more goes if it is less: that does not wait
   */
  keep(days: number, bytesMax: number, asked: boolean): void {
    if (asked && (this.#days === 0 || days < this.#days)) this.#waitedMs = LARGE_WAIT_MS;
    this.#days = days;
    this.#bytesMax = bytesMax;
    this.stop();
    if (this.#isHeld) return;
    this.#timer = setInterval(() => this.pruneNow(), PRUNE_INTERVAL_MS);
    this.#timer.unref();
    this.pruneNow();
  }

  /** These are on the disk now. */
  grew(entries: readonly Entry[]): void {
    for (const entry of entries) this.#grown += ENTRY_BYTES + ('text' in entry ? entry.text.length : 0);
    if (this.#grown > this.#bytesMax * PRUNED_PART) this.pruneNow();
  }

  /** What is due need not wait any more. */
  trust(): void {
    this.#waitedMs = LARGE_WAIT_MS;
    this.pruneNow();
  }

  /** Nothing is dropped any more, and nothing waits for that. */
  hold(): void {
    this.#isHeld = true;
    this.stop();
    this.#parts.held(undefined);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Resolves when all that was begun is done. */
  async done(): Promise<void> {
    await this.#pruning;
  }

  /** One after the other. */
  pruneNow(): void {
    if (this.#isHeld) return;
    this.#grown = 0;
    this.#again = true;
    this.#pruning ??= this.#pruneAll().finally(() => (this.#pruning = undefined));
  }

  async #pruneAll(): Promise<void> {
    while (this.#again && !this.#isHeld) {
      this.#again = false;
      await this.#prune();
    }
  }

  async #prune(): Promise<void> {
    const { before, claimed, ran } = this.#parts.ages(this.#days * DAY_MS);
    const due = this.#days === 0 ? undefined : await this.#parts.due(claimed);
    const held = this.#wait(due, ran);
    // To count it may have come upon something damaged.
    if (this.#isHeld) return;
    // What cannot be counted is not dropped.
    const drops = due !== undefined && held === undefined;
    await this.#parts.prune(drops ? before : 0, this.#bytesMax);
    this.#tell(held);
  }

  /** Not where nothing is dropped any more, which may be since a moment ago. */
  #tell(held: HeldDeletion | undefined): void {
    if (!this.#isHeld) this.#parts.held(held);
  }

  /** What has to wait; `undefined` if nothing does. */
  #wait(due: DueDeletion | undefined, ran: number): HeldDeletion | undefined {
    const large = due !== undefined && due.due > due.all * LARGE_PART;
    if (!large) {
      this.#waitedMs = 0;
      this.#dueSince = undefined;
      return undefined;
    }
    this.#waitedMs += ran - (this.#dueSince ?? ran);
    this.#dueSince = ran;
    if (this.#waitedMs >= LARGE_WAIT_MS) return undefined;
    return { ...due, days: this.#days, hours: Math.ceil((LARGE_WAIT_MS - this.#waitedMs) / HOUR_MS) };
  }
}
