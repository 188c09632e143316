import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AgeClock,
  DOUBT_MS,
  PLAUSIBLE_OFF_MS,
  parseAgeState,
  type AgeState,
} from '../../../electron/history/age-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGAN = 1_795_000_000_000;

interface Said {
  readonly age: number;
  readonly real: number;
}

/** A host and its computer: what passes really, what the clock says, what is written down at a stop. */
class Computer {
  /** Since it began; milliseconds. */
  real = 0;
  /** By so much the clock is wrong. */
  wrong = 0;
  ran = 0;
  #kept: AgeState | undefined;
  clock = new AgeClock(undefined, BEGAN, 0);

  /** How much it counts beyond what passed. */
  get tooMuch(): number {
    return this.tooMuchSince({ age: BEGAN, real: 0 });
  }

  /** The same of something that came later. */
  tooMuchSince({ age, real }: Said): number {
    return Math.round(this.clock.passedSince(age) - (this.real - real));
  }

  /** Something comes now. */
  say(): Said {
    return { age: this.clock.age, real: this.real };
  }

  run(ms: number): void {
    this.real += ms;
    this.ran += ms;
    this.#tick();
  }

  jump(ms: number): number {
    this.wrong += ms;
    return this.#tick();
  }

  /** Off for so long; while it is off the clock may be set. */
  restart(off: number, jump = 0): void {
    this.#kept = parseAgeState(JSON.parse(JSON.stringify(this.clock.state)));
    this.real += off;
    this.wrong += jump;
    this.clock = new AgeClock(this.#kept, BEGAN + this.real + this.wrong, this.ran);
  }

  #tick(): number {
    return this.clock.tick(BEGAN + this.real + this.wrong, this.ran);
  }
}

const hours = (most: number) => fc.integer({ min: 0, max: most * 60 }).map((minutes) => minutes * 60_000);

test('a host that is on counts what passes, and so does one that is off for the night', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ on: hours(20), off: hours(24) })), (days) => {
      const computer = new Computer();
      for (const { on, off } of days) {
        computer.run(on);
        computer.restart(off);
      }
      expect(computer.tooMuch).toBe(0);
    }),
  );
});

test('a longer time off counts after a day on, however often it is started anew in that', () => {
  const off = fc.array(
    fc.integer({ min: 0, max: 400 }).map((days) => days * DAY),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(off, fc.array(hours(2), { minLength: 1, maxLength: 20 }), (offs, ons) => {
      const computer = new Computer();
      for (const ms of offs) computer.restart(ms);
      expect(computer.tooMuch).toBeLessThanOrEqual(offs.length);
      while (computer.ran < DOUBT_MS) {
        for (const ms of ons) {
          computer.run(ms + HOUR);
          computer.restart(HOUR);
        }
      }
      // One millisecond keeps what comes after a time off apart from what came before.
      expect(computer.tooMuch).toBeLessThanOrEqual(offs.length);
      expect(computer.tooMuch).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('what comes after a time off is never older than it is, and what is too old is what passed longer ago', () => {
  const step = fc.record({ on: hours(30), off: hours(24 * 60) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), hours(24 * 90), (steps, kept) => {
      const computer = new Computer();
      const said: Said[] = [];
      for (const { on, off } of steps) {
        said.push(computer.say());
        computer.run(on);
        computer.restart(off);
      }
      computer.run(DAY);
      for (const each of said) {
        expect(computer.tooMuchSince(each)).toBeLessThanOrEqual(steps.length);
        expect(each.age < computer.clock.before(kept)).toBe(computer.clock.passedSince(each.age) > kept);
      }
    }),
  );
});

test('never does it go back, and never more slowly than the host is on', () => {
  const step = fc.oneof(
    fc.record({ run: hours(200) }),
    fc.record({ jump: fc.integer({ min: -1e12, max: 1e12 }) }),
    fc.record({ restart: hours(200), jump: fc.integer({ min: -1e12, max: 1e12 }) }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const computer = new Computer();
      for (const each of steps) {
        const [before, ran] = [computer.clock.age, computer.ran];
        if ('run' in each) computer.run(each.run);
        else if ('restart' in each) computer.restart(each.restart, each.jump);
        else computer.jump(each.jump);
        expect(computer.clock.age - before).toBeGreaterThanOrEqual(computer.ran - ran);
        expect(computer.clock.claimedBefore(DAY)).toBeGreaterThanOrEqual(computer.clock.before(DAY));
      }
    }),
  );
});

test('a clock that goes wrong and right again, on or off, adds a day at the most, however often it does', () => {
  const flip = fc.record({ on: hours(1), off: hours(1), stopped: fc.boolean() });
  const wrong = fc.integer({ min: -1e12, max: 1e12 });
  fc.assert(
    fc.property(fc.array(flip, { maxLength: 20 }), wrong, (flips, by) => {
      const computer = new Computer();
      for (const { on, off, stopped } of flips) {
        const jump = computer.wrong === 0 ? by : -by;
        computer.run(on);
        if (stopped) computer.restart(off, jump);
        else computer.jump(jump);
      }
      expect(computer.tooMuch).toBeLessThanOrEqual(PLAUSIBLE_OFF_MS + flips.length);
    }),
  );
});

test('while it runs no jump makes anything older', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ on: hours(50), jump: fc.integer() })), (steps) => {
      const computer = new Computer();
      for (const { on, jump } of steps) {
        computer.run(on);
        computer.jump(jump);
      }
      expect(computer.tooMuch).toBe(0);
    }),
  );
});

test('a computer without a clock battery, which learns the time after each start, counts its nights', () => {
  const computer = new Computer();
  computer.run(HOUR);
  for (let night = 0; night < 30; night += 1) {
    computer.restart(12 * HOUR, -100 * DAY);
    computer.run(60_000);
    computer.jump(100 * DAY);
    computer.run(8 * HOUR);
  }
  expect(Math.abs(computer.tooMuch)).toBeLessThanOrEqual(HOUR);
});

test('one that was behind from its first start and learns the time makes nothing older', () => {
  const computer = new Computer();
  computer.run(HOUR);
  computer.jump(100 * DAY);
  computer.run(3 * DAY);
  expect(computer.tooMuch).toBe(0);
});

test('somebody who says that the clock is right is believed at once', () => {
  const computer = new Computer();
  computer.restart(100 * DAY);
  const today = computer.say();
  expect(computer.tooMuch).toBe(1 - 100 * DAY);
  computer.clock.trust();
  expect([computer.tooMuch, computer.tooMuchSince(today)]).toEqual([1, 0]);
});

test('a jump is told, a clock that is set by a hair is not', () => {
  const computer = new Computer();
  expect([
    computer.jump(2_000),
    computer.jump(-2_000),
    computer.jump(400_000),
    computer.jump(-400_000),
  ]).toEqual([0, 0, 400_000, -400_000]);
});

test('what is written down and damaged is none', () => {
  const whole = new AgeClock(undefined, BEGAN, 0).state;
  expect(parseAgeState(whole)).toEqual(whole);
  for (const damage of [{ age: 'x' }, { wall: null }, { steadyMs: undefined }, { lead: [] }])
    expect(parseAgeState({ ...whole, ...damage })).toBeUndefined();
});

test('a clock that was far ahead once does not stop what is off over the weekends from counting', () => {
  const computer = new Computer();
  computer.wrong = 200 * DAY;
  computer.clock = new AgeClock(undefined, BEGAN + computer.wrong, 0);
  const said = computer.say();
  computer.restart(16 * HOUR, -200 * DAY);
  for (let day = 1; day <= 140; day += 1) {
    computer.run(8 * HOUR);
    computer.restart(day % 5 === 0 ? 16 * HOUR + 2 * DAY : 16 * HOUR);
  }
  const passed = computer.clock.passedSince(said.age);
  // Until it has run for seven days the clock is not believed.
  expect(passed).toBeGreaterThan(computer.real - 40 * DAY);
  expect(passed).toBeLessThanOrEqual(computer.real);
});
