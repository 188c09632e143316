import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PinGuard } from '../../../../electron/chat/limits/pin-guard.ts';

const PIN = '271828';
/** The same guard, answering in a word, or with the seconds to wait. */
class WordyGuard {
  readonly #guard: PinGuard;
  constructor(...parts: ConstructorParameters<typeof PinGuard>) {
    this.#guard = new PinGuard(...parts);
  }
  change(pin: string | undefined): void {
    this.#guard.change(pin);
  }
  check(...asked: Parameters<PinGuard['check']>): Verdict {
    const checked = this.#guard.check(...asked);
    if (checked.ok) return 'right';
    if (checked.error.code === 'pin-wait') return { waitSeconds: checked.error.seconds };
    return checked.error.code === 'pin-wrong' ? 'wrong' : 'required';
  }
}
type Verdict = 'right' | 'required' | 'wrong' | { readonly waitSeconds: number };

const MINUTE_MS = 60_000;
const quiet = () => undefined;
const times = (count: number, check: (turn: number) => Verdict) =>
  Array.from({ length: count }, (_, turn) => check(turn));
const waitOf = (verdict: Verdict) => (typeof verdict === 'string' ? 0 : verdict.waitSeconds);

test('without a PIN everybody is right', () => {
  const guard = new WordyGuard(undefined, quiet);
  expect([guard.check(undefined, '192.0.2.1', 0), guard.check('1', '192.0.2.1', 0)]).toEqual([
    'right',
    'right',
  ]);
});

test.each([
  [PIN, 'right'],
  [undefined, 'required'],
  ['', 'wrong'],
  ['27182', 'wrong'],
  ['2718281', 'wrong'],
  [' 271828', 'wrong'],
  ['9'.repeat(100_000), 'wrong'],
] as const)('%s is %s', (given, verdict) => {
  expect(new WordyGuard(PIN, quiet).check(given, '192.0.2.1', 0)).toBe(verdict);
});

test('after five wrong guesses an address is shut out for fifteen minutes, even with the right PIN', () => {
  const guard = new WordyGuard(PIN, quiet);
  expect(times(5, () => guard.check('1', '192.0.2.1', 1_000))).toEqual(Array(5).fill('wrong'));
  expect(guard.check(PIN, '192.0.2.1', 1_000)).toEqual({ waitSeconds: 900 });
  expect(guard.check(PIN, '::ffff:192.0.2.1', 900_500)).toEqual({ waitSeconds: 1 });
  expect(guard.check(PIN, '192.0.2.2', 1_000)).toBe('right');
  expect(guard.check(PIN, '192.0.2.1', 901_000)).toBe('right');
});

test('fifteen minutes later an address has five guesses again', () => {
  const guard = new WordyGuard(PIN, quiet);
  times(5, () => guard.check('1', '192.0.2.1', 0));
  const later = times(6, () => guard.check('1', '192.0.2.1', 15 * MINUTE_MS));
  expect(later.map(waitOf)).toEqual([0, 0, 0, 0, 0, 900]);
});

test('all addresses of an IPv6 network of 64 bits count as one', () => {
  const guard = new WordyGuard(PIN, quiet);
  times(5, (turn) => guard.check('1', `2001:db8::${turn}`, 0));
  expect(guard.check(PIN, '2001:db8::ffff:1', 0)).toEqual({ waitSeconds: 900 });
  expect(guard.check(PIN, '2001:db8:0:1::1', 0)).toBe('right');
});

test('to ask without a PIN is never a failure', () => {
  const guard = new WordyGuard(PIN, quiet);
  expect(times(1_000, () => guard.check(undefined, '192.0.2.1', 0))).toEqual(Array(1_000).fill('required'));
  expect(guard.check(PIN, '192.0.2.1', 0)).toBe('right');
});

test('another PIN counts from now on, and whoever is shut out stays so', () => {
  const guard = new WordyGuard(PIN, quiet);
  times(5, () => guard.check('1', '192.0.2.1', 0));
  guard.change('314159');
  expect(guard.check(PIN, '192.0.2.2', 0)).toBe('wrong');
  expect(guard.check('314159', '192.0.2.2', 0)).toBe('right');
  expect(waitOf(guard.check('314159', '192.0.2.1', 0))).toBe(900);
  guard.change(undefined);
  expect(guard.check(undefined, '192.0.2.1', 0)).toBe('right');
});

/** Guesses from many addresses in turn, one every `everyMs`; returns when those were that were looked at. */
function attack(
  guard: WordyGuard,
  addresses: number,
  guesses: number,
  everyMs: number,
  fromMs = 0,
): number[] {
  const looked: number[] = [];
  for (let turn = 0; turn < guesses; turn++) {
    const nowMs = fromMs + turn * everyMs;
    const verdict = guard.check(String(turn), `127.0.1.${turn % addresses}`, nowMs);
    if (verdict === 'wrong') looked.push(nowMs);
  }
  return looked;
}

const mostInAMinute = (looked: readonly number[]) =>
  Math.max(...looked.map((from) => looked.filter((at) => at >= from && at < from + MINUTE_MS).length));

test.each([
  ['at once', 0],
  ['within a minute', 6],
  ['within ten minutes', 60],
  ['within an hour', 360],
])('ten thousand guesses from 256 addresses %s: at most 60 a minute are looked at', (_, everyMs) => {
  const alarms: number[] = [];
  const guard = new WordyGuard(PIN, () => alarms.push(1));
  const looked = attack(guard, 256, 10_000, everyMs);
  expect(looked.length).toBeGreaterThanOrEqual(30);
  expect(mostInAMinute(looked)).toBeLessThanOrEqual(60);
  expect(alarms.length).toBeGreaterThanOrEqual(1);
  expect(alarms.length).toBeLessThanOrEqual((10_000 * everyMs) / MINUTE_MS + 1);
});

test('the host is told of an attack at its thirtieth wrong guess, and once a minute', () => {
  const alarms: number[] = [];
  let now = 0;
  const guard = new WordyGuard(PIN, () => alarms.push(now));
  const guess = (turn: number) => guard.check('1', `10.0.${turn >> 8}.${turn & 255}`, now);
  times(29, guess);
  expect(alarms).toEqual([]);
  for (let turn = 29; turn < 30_000; turn++, now += 10) guess(turn);
  expect(alarms[0]).toBe(0);
  for (const [turn, at] of alarms.entries()) {
    if (turn > 0) expect(at - (alarms[turn - 1] ?? 0)).toBeGreaterThanOrEqual(MINUTE_MS);
  }
});

test('while the attack goes on, whoever waits as they are told gets in with the right PIN', () => {
  const guard = new WordyGuard(PIN, quiet);
  let backAtMs = 30_000;
  let entered: number | undefined;
  for (let turn = 0; turn < 20_000 && entered === undefined; turn++) {
    const nowMs = turn * 6;
    guard.check(String(turn), `127.0.1.${turn % 256}`, nowMs);
    if (nowMs < backAtMs) continue;
    const verdict = guard.check(PIN, '192.0.2.7', nowMs);
    if (verdict === 'right') entered = nowMs;
    backAtMs = nowMs + waitOf(verdict) * 1_000;
  }
  expect(entered).toBeLessThanOrEqual(40_000);
});

test('a class with the right PIN comes in at once in an attack', () => {
  const guard = new WordyGuard(PIN, quiet);
  attack(guard, 256, 10_000, 0);
  const verdicts = times(30, (turn) => guard.check(PIN, `192.0.2.${turn}`, 5_000));
  expect(verdicts).toEqual(Array(30).fill('right'));
});

test('after an attack nobody waits', () => {
  const guard = new WordyGuard(PIN, quiet);
  attack(guard, 256, 10_000, 0);
  expect(guard.check('1', '192.0.2.7', 2 * MINUTE_MS)).toBe('wrong');
  expect(guard.check(PIN, '192.0.2.7', 2 * MINUTE_MS)).toBe('right');
});

test('an attacker with any number of addresses frees none that is shut out', () => {
  const guard = new WordyGuard(PIN, quiet);
  times(5, () => guard.check('1', '192.0.2.1', 0));
  for (let turn = 0; turn < 50_000; turn++)
    guard.check('1', `10.${turn >> 16}.${(turn >> 8) & 255}.${turn & 255}`, turn);
  expect(waitOf(guard.check(PIN, '192.0.2.1', 50_000))).toBe(850);
});

test('of too many addresses the one that was longest quiet is forgotten', () => {
  const guard = new WordyGuard(PIN, quiet);
  times(4, () => guard.check('1', '192.0.2.1', 0));
  for (let turn = 0; turn < 10_100; turn++) guard.check('1', `10.0.${turn >> 8}.${turn & 255}`, 0);
  expect(guard.check('1', '192.0.2.1', 2 * MINUTE_MS)).toBe('wrong');
  expect(guard.check(PIN, '192.0.2.1', 2 * MINUTE_MS)).toBe('right');
});

test('whatever is guessed from wherever, at most 60 wrong guesses a minute are looked at', () => {
  const guess = fc.record({
    address: fc.integer({ min: 0, max: 400 }),
    pauseMs: fc.constantFrom(0, 1, 50, 700, 2_000, 4_000),
  });
  fc.assert(
    fc.property(fc.array(guess, { minLength: 200, maxLength: 600 }), (guesses) => {
      const guard = new WordyGuard(PIN, quiet);
      const looked: number[] = [];
      let now = 0;
      for (const { address, pauseMs } of guesses) {
        now += pauseMs;
        if (guard.check('1', `10.0.${address >> 8}.${address & 255}`, now) === 'wrong') looked.push(now);
      }
      expect(mostInAMinute(looked)).toBeLessThanOrEqual(60);
    }),
    { numRuns: 50 },
  );
});
