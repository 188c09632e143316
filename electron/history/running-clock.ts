/** The age clock of a server that runs: it compares both clocks of the computer every minute, and tells of jumps. */
import type { ClockJump } from '../../contract/model/clock.ts';
import { AgeClock, JUMP_MS, type AgeState } from './age-clock.ts';
import type { Ages } from './pruning.ts';
import type { OpenedStore } from './store.ts';

/** How often both clocks are compared, and after how many of these the state is saved. */
const TICK_MS = 60_000;
const SAVED_EVERY_TICKS = 10;
/** The clocks are compared again before a stamp if the wall clock moved by more since, or back. */
const COMPARE_AGAIN_MS = 1_000;
/** A start after a longer time off is told: the clock may be wrong. */
const LONG_OFF_MS = 30 * 86_400_000;

export interface RunningClockParts {
  /** The wall clock, milliseconds since 1970. */
  readonly now: () => number;
  /** Monotonic, milliseconds; goes on while the computer sleeps, where it can. */
  readonly elapsed: () => number;
  /** What the last run left; left out at the first start. */
  readonly state: AgeState | undefined;
  readonly jumped: (jump: ClockJump) => void;
  /** Called when the state is worth saving. */
  readonly save: () => void;
}

export class RunningClock {
  readonly #parts: RunningClockParts;
  readonly #clock: AgeClock;
  #timer: NodeJS.Timeout | undefined;
  #ticks = 0;
  /** The wall clock when both were compared last. */
  #comparedAt: number;

  constructor(parts: RunningClockParts) {
    this.#parts = parts;
    this.#comparedAt = parts.now();
    this.#clock = new AgeClock(parts.state, this.#comparedAt, parts.elapsed());
  }

  get state(): AgeState {
    return this.#clock.state;
  }

  start(): void {
    const { offMs } = this.#clock;
    if (offMs < -JUMP_MS || offMs > LONG_OFF_MS) this.#parts.jumped({ when: 'start', ms: offMs });
    this.#parts.save();
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#compare();
    this.#parts.save();
  }

  /** A stamp for {@link passedSince}, also after another start; milliseconds. */
  age(): number {
    const now = this.#parts.now();
    if (now < this.#comparedAt || now > this.#comparedAt + COMPARE_AGAIN_MS) this.#compare(now);
    return this.#clock.age;
  }

  /** The time since a stamp, also over a time off; milliseconds. */
  passedSince(age: number): number {
    this.age();
    return this.#clock.passedSince(age);
  }

  /** Before which stamps an entry is older than this. */
  ages(keptMs: number): Ages {
    this.#compare();
    return {
      before: this.#clock.before(keptMs),
      claimed: this.#clock.claimedBefore(keptMs),
      ran: this.#parts.elapsed(),
    };
  }

  /** The wall clock is right. */
  trust(): void {
    this.#compare();
    this.#clock.trust();
    this.#parts.save();
  }

  #tick(): void {
    this.#compare();
    this.#ticks += 1;
    if (this.#ticks % SAVED_EVERY_TICKS === 0) this.#parts.save();
  }

  #compare(now = this.#parts.now()): void {
    this.#comparedAt = now;
    const ms = this.#clock.tick(now, this.#parts.elapsed());
    if (ms === 0) return;
    this.#parts.save();
    this.#parts.jumped({ when: 'running', ms });
  }
}

/** The state of a history of an earlier version, which stored none: its newest entry tells. */
export function stateSince(newest: OpenedStore['newest'], now: number): AgeState | undefined {
  if (newest === undefined) return undefined;
  // What it says of the future is no time that passed. Earlier versions stamped all with the latest time that they ever had.
  const wall = Math.min(newest.at, now);
  const age = Math.min(newest.age, now);
  return { age, wall, lead: 0, offs: [], doubts: [], steadyMs: 0 };
}
