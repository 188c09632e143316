/**
 * How old things are, by time that passed and not by one look at the clock of the computer, which may be wrong. It
 * goes on with the running time, and over a time off as far as the clock can be believed. Pure: both clocks come in.
 *
 * What happens is stamped with `age`, which starts at the wall clock of the first start, in milliseconds, and never goes
 * back. A longer time off makes older what was stamped before it, once it is believed, and nothing that came after it.
 */
import { isNumber, parseEach, toFields } from '../../contract/model/fields.ts';

/** As a mark: the state of the clock. */
export const CLOCK_SETTING = 'clock';

/** Time off that is believed at once: a night, or a day. What is more may be a wrong clock. */
export const PLAUSIBLE_OFF_MS = 86_400_000;
/** A longer time off is believed once the host ran for so long, and the clock did not go back. */
export const DOUBT_MS = 86_400_000;
/** A clock that ran for so long without a jump is right, whatever it said before. */
const SETTLED_MS = 7 * 86_400_000;
/** A jump of less is the clock being set by a hair, as every computer does. */
export const JUMP_MS = 300_000;
const OFFS_MAX = 64;

/** A longer time off, after all that was stamped up to `at`; milliseconds. */
interface Off {
  readonly at: number;
  readonly ms: number;
}

/** One that is not believed yet. */
interface Doubt extends Off {
  /** So long the host ran since. */
  readonly waitedMs: number;
}

/** As it is written down; milliseconds. */
export interface AgeState {
  readonly age: number;
  /** The wall clock at that moment. */
  readonly wall: number;
  /** How far the clock was moved forward, or back if negative, by what was no time that passed. */
  readonly lead: number;
  /** The oldest first, as the doubts. */
  readonly offs: readonly Off[];
  readonly doubts: readonly Doubt[];
  /** So long it ran without a jump. */
  readonly steadyMs: number;
}

export class AgeClock {
  #age: number;
  #wall: number;
  #elapsed: number;
  #lead: number;
  #offs: readonly Off[];
  #doubts: readonly Doubt[];
  #steadyMs: number;
  /** Between the wall clock when the host was on last and now; milliseconds, negative if the clock went back. */
  readonly offMs: number;

  /**
   * @param kept of the last time the host was on
   * @param wall milliseconds since 1970
   * @param elapsed monotonic, milliseconds
   */
  constructor(kept: AgeState | undefined, wall: number, elapsed: number) {
    this.#age = kept?.age ?? wall;
    this.#lead = kept?.lead ?? 0;
    this.#offs = kept?.offs ?? [];
    this.#doubts = kept?.doubts ?? [];
    this.#steadyMs = kept?.steadyMs ?? 0;
    this.#wall = wall;
    this.#elapsed = elapsed;
    this.offMs = wall - (kept?.wall ?? wall);
    if (this.offMs < 0) this.#wentBack(-this.offMs);
    else this.#claim(this.#restore(this.offMs));
    // A weekend off, or a week, says nothing against the clock.
    if (this.offMs < -JUMP_MS || this.offMs > SETTLED_MS) this.#steadyMs = 0;
  }

  /** What is stamped now. */
  get age(): number {
    return this.#age;
  }

  /** So much time passed since something was stamped; milliseconds. */
  passedSince(age: number): number {
    const off = this.#offs.reduce((sum, { at, ms }) => (at >= age ? sum + ms : sum), 0);
    return this.#age - age + off;
  }

  /** What was stamped before that is older than so many milliseconds. */
  before(ms: number): number {
    return this.#before(ms, this.#offs);
  }

  /** The same if all is believed that the clock says. */
  claimedBefore(ms: number): number {
    return this.#before(ms, [...this.#offs, ...this.#doubts]);
  }

  get state(): AgeState {
    const [age, wall, lead, offs] = [this.#age, this.#wall, this.#lead, this.#offs];
    return { age, wall, lead, offs, doubts: this.#doubts, steadyMs: this.#steadyMs };
  }

  /** Both clocks say so now. Answers with how far the wall clock jumped, 0 if it did not; milliseconds. */
  tick(wall: number, elapsed: number): number {
    const ran = Math.max(0, elapsed - this.#elapsed);
    const jump = Math.round(wall - this.#wall - ran);
    this.#elapsed = elapsed;
    this.#wall = wall;
    this.#run(ran);
    if (jump < 0) this.#wentBack(-jump);
    else this.#wentForward(jump);
    if (Math.abs(jump) < JUMP_MS) return 0;
    this.#steadyMs = 0;
    return jump;
  }

  /** Somebody says that the clock is right: all that it claims has passed. */
  trust(): void {
    this.#believe(this.#doubts);
    this.#doubts = [];
    this.#lead = 0;
  }

  #before(keptMs: number, offs: readonly Off[]): number {
    const now = this.#age - keptMs;
    // The time off that comes after something, seen from the newest to the oldest.
    let off = 0;
    let before = now;
    for (const { at, ms } of offs.toReversed()) {
      off += ms;
      before = Math.max(before, Math.min(now + off, at + 1));
    }
    return before;
  }

  #believe(doubts: readonly Doubt[]): void {
    const offs = [...this.#offs, ...doubts.map(({ at, ms }) => ({ at, ms }))];
    this.#offs = offs.toSorted((one, other) => one.at - other.at);
    // Of what lies between the two oldest it makes a little less.
    while (this.#offs.length > OFFS_MAX) this.#offs = merged(this.#offs);
  }

  #run(ran: number): void {
    this.#age += ran;
    this.#steadyMs += ran;
    if (this.#steadyMs >= SETTLED_MS) this.#lead = 0;
    const waited = this.#doubts.map((doubt) => ({ ...doubt, waitedMs: doubt.waitedMs + ran }));
    this.#believe(waited.filter(({ waitedMs }) => waitedMs >= DOUBT_MS));
    this.#doubts = waited.filter(({ waitedMs }) => waitedMs < DOUBT_MS);
  }

  /**
   * While it runs no time passes but what it ran: the clock was set. Where it was behind since the start, what it is
   * set forward by holds the time off.
   */
  #wentForward(ms: number): void {
    const rest = this.#restore(ms);
    if (rest < ms && this.offMs < 0) this.#claim(rest);
    else this.#lead += rest;
  }

  #wentBack(ms: number): void {
    let left = ms;
    const doubts = [...this.#doubts];
    while (left > 0) {
      const last = doubts.pop();
      if (last === undefined) break;
      if (last.ms > left) doubts.push({ ...last, ms: last.ms - left });
      left -= Math.min(left, last.ms);
    }
    this.#doubts = doubts;
    this.#lead -= left;
  }

  /** A clock that went back and comes forward again brings no time. Answers with what is more than that. */
  #restore(ms: number): number {
    const back = Math.min(ms, Math.max(0, -this.#lead));
    this.#lead += back;
    return ms - back;
  }

  #claim(ms: number): void {
    if (ms <= PLAUSIBLE_OFF_MS) {
      this.#age += ms;
      return;
    }
    this.#doubts = [...this.#doubts, { at: this.#age, ms, waitedMs: 0 }];
    // A newer one waits for longer.
    if (this.#doubts.length > OFFS_MAX) this.#doubts = this.#doubts.slice(-OFFS_MAX);
    // What comes now comes after it.
    this.#age += 1;
  }
}

/** The two oldest as one, which makes nothing older than it is. */
function merged(offs: readonly Off[]): readonly Off[] {
  const [first, second, ...more] = offs;
  if (first === undefined || second === undefined) return offs;
  return [{ at: first.at, ms: first.ms + second.ms }, ...more];
}

/** As it was written down; `undefined` if it is none. */
export function parseAgeState(value: unknown): AgeState | undefined {
  const { age, wall, lead, steadyMs, ...more } = toFields(value) ?? {};
  if (!isNumber(age) || !isNumber(wall) || !isNumber(lead) || !isNumber(steadyMs)) return undefined;
  const [offs, doubts] = [parseEach(more['offs'], parseOff), parseEach(more['doubts'], parseDoubt)];
  return { age, wall, lead, steadyMs, offs, doubts };
}

function parseOff(value: unknown): Off | undefined {
  const { at, ms } = toFields(value) ?? {};
  return isNumber(at) && isNumber(ms) ? { at, ms } : undefined;
}

function parseDoubt(value: unknown): Doubt | undefined {
  const off = parseOff(value);
  const { waitedMs } = toFields(value) ?? {};
  return off && isNumber(waitedMs) ? { ...off, waitedMs } : undefined;
}
