/** A clock that is wrong, a host that is off for long, and what is kept all the same. On the real disk. */
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { ClockJump, HeldDeletion } from '../../../contract/model/clock.ts';
import type { NewEntry, Entry } from '../../../contract/model/entry.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import { History } from '../../../electron/history/history.ts';
import { inMemory, openHistory, type KeptHistory } from '../../support/host/kept-history.ts';
import { build } from '../../support/app/program.ts';
import { ADA } from '../../support/said.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

const BYTES_MAX = 536_870_912;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

beforeAll(() => build('history'));

const say = (text: string): NewEntry => ({ type: 'message', room: LOBBY, from: ADA, text });

/** A computer, whose clock may be wrong, and the host on it, which may be started anew. */
class Computer {
  readonly folder = temporaryFolder();
  readonly jumps: ClockJump[] = [];
  held: HeldDeletion | undefined;
  /** The wall clock, and what really ran; milliseconds. */
  wall = 1_795_000_000_000;
  ran = 0;
  #kept: KeptHistory | undefined;

  get history(): History {
    return this.#kept!.history;
  }

  async close(): Promise<void> {
    await this.history.close();
  }

  /** Off, and on again when the clock was moved by so much. */
  async restart(moved: number, days = 90): Promise<void> {
    await this.close();
    this.wall += moved;
    await this.start(days);
  }

  async start(days = 90): Promise<void> {
    this.#kept = await openHistory(this.folder, {
      ...{ now: () => this.wall, elapsed: () => this.ran },
      jumped: (jump) => this.jumps.push(jump),
      held: (held) => (this.held = held),
    });
    await this.prune(days);
  }

  /** As every ten minutes. */
  async prune(days = 90, asked = false): Promise<void> {
    this.history.keep(days, BYTES_MAX, asked);
    await this.history.pruned();
  }

  /** Time that passes while it is on. */
  run(ms: number): void {
    this.wall += ms;
    this.ran += ms;
  }

  async says(...texts: string[]): Promise<void> {
    for (const text of texts) this.history.append(say(text));
    await this.history.settled();
  }

  async entries(): Promise<readonly Entry[]> {
    return (await this.history.page(LOBBY, { before: 1_000 }))?.entries ?? [];
  }

  async texts(): Promise<readonly string[]> {
    return (await this.entries()).map((entry) => (entry.type === 'message' ? entry.text : entry.type));
  }
}

const NINE = Array.from({ length: 9 }, (_, i) => `minutes ${i}`);

test.each([100, 200, 44_000])(
  'one start with the clock %i days ahead deletes nothing, and is told',
  async (days) => {
    const computer = new Computer();
    await computer.start();
    await computer.says(...NINE);
    await computer.restart(days * DAY);
    computer.run(HOUR);
    await computer.prune();
    expect(await computer.texts()).toEqual(NINE);
    expect(computer.held).toEqual({ due: 9, all: 9, days: 90, hours: 23 });
    expect(computer.jumps).toEqual([{ when: 'start', ms: days * DAY }]);
    await computer.restart(-days * DAY);
    expect(await computer.texts()).toEqual(NINE);
    expect(computer.held).toBeUndefined();
    computer.run(3 * DAY);
    await computer.prune();
    expect(await computer.texts()).toEqual(NINE);
  },
);

test('eight hours ahead for one message, and the next ones have the right time again, also after a start', async () => {
  const computer = new Computer();
  const right = computer.wall;
  computer.wall += 8 * HOUR;
  await computer.start();
  await computer.says('ahead');
  await computer.restart(right - computer.wall);
  await computer.says('right');
  computer.wall += 30 * DAY;
  await computer.says('while it is on and ahead');
  computer.wall = right + 5_000;
  await computer.says('right again');
  expect((await computer.entries()).map(({ at }) => at - right)).toEqual([8 * HOUR, 0, 30 * DAY, 5_000]);
  expect(computer.jumps.slice(1)).toEqual([
    { when: 'running', ms: 30 * DAY },
    { when: 'running', ms: 5_000 - 30 * DAY },
  ]);
});

test('a computer that was a hundred days behind, and learns the time, deletes nothing', async () => {
  const computer = new Computer();
  await computer.start();
  await computer.says('one', 'two', 'three');
  await computer.restart(100 * DAY);
  expect(await computer.texts()).toEqual(['one', 'two', 'three']);
  computer.run(12 * HOUR);
  await computer.prune();
  expect(await computer.texts()).toHaveLength(3);
});

test('nothing goes either if it learns it while it is on, however long it is on then', async () => {
  const computer = new Computer();
  await computer.start();
  await computer.says('one', 'two', 'three');
  computer.wall += 100 * DAY;
  await computer.prune();
  computer.run(20 * DAY);
  await computer.prune();
  expect(await computer.texts()).toHaveLength(3);
});

test('what is really too old goes: a host that was off for long waits for a day, and says so', async () => {
  const computer = new Computer();
  await computer.start();
  await computer.says(...NINE);
  // Started anew often: the wait goes on where it was.
  for (let hour = 0; hour < 23; hour += 1) {
    await computer.restart(hour === 0 ? 100 * DAY : 0);
    expect(await computer.texts()).toEqual(NINE);
    computer.run(HOUR);
    await computer.prune();
  }
  expect(computer.held).toMatchObject({ due: 9, all: 9, hours: 1 });
  computer.run(HOUR);
  await computer.prune();
  expect(await computer.texts()).toEqual([]);
  expect(computer.held).toBeUndefined();
});

test('it goes at once if somebody says that the clock is right', async () => {
  const computer = new Computer();
  await computer.start();
  await computer.says(...NINE);
  await computer.restart(100 * DAY);
  await computer.says('today');
  computer.history.trustClock();
  await computer.history.pruned();
  expect(await computer.texts()).toEqual(['today']);
});

test('a host that is started each day drops each day what is too old', async () => {
  const computer = new Computer();
  await computer.start(20);
  for (let day = 1; day <= 40; day += 1) {
    await computer.says(`day ${day}`);
    computer.run(8 * HOUR + 1);
    await computer.restart(16 * HOUR, 20);
    // A day has a millisecond more here, so that the twentieth is over.
    expect(await computer.texts()).toHaveLength(Math.min(day, 19));
  }
  expect(computer.held).toBeUndefined();
});

test('whoever chooses to keep less has it at once, and no more than what that is', async () => {
  const computer = new Computer();
  await computer.start();
  await computer.says('old');
  computer.run(8 * DAY);
  await computer.says('new');
  await computer.prune(7, true);
  expect(await computer.texts()).toEqual(['new']);
});

test('a clock ahead while it is on makes nobody choose more than they said', async () => {
  const computer = new Computer();
  await computer.start();
  await computer.says('one', 'two');
  computer.wall += 400 * DAY;
  await computer.prune(7, true);
  expect(await computer.texts()).toEqual(['one', 'two']);
});

test('without a disk it is the same', async () => {
  let [wall, ran] = [1_795_000_000_000, 0];
  const history = new History({ store: inMemory(), now: () => wall, elapsed: () => ran });
  onTestFinished(() => history.close());
  history.append(say('one'));
  wall += 400 * DAY;
  history.append(say('two'));
  wall -= 400 * DAY;
  history.append(say('three'));
  history.keep(7, BYTES_MAX);
  await history.pruned();
  const page = await history.page(LOBBY, { after: 0 });
  expect(page?.entries.map(({ at }) => at - wall)).toEqual([0, 400 * DAY, 0]);
  const log = await history.log({});
  expect(log?.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  // To a day leads where it was said, and not where a clock was wrong.
  expect((await history.page(LOBBY, { since: wall }))?.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  ran += 8 * DAY;
  wall += 8 * DAY;
  history.keep(7, BYTES_MAX);
  await history.pruned();
  ran += DAY;
  wall += DAY;
  history.keep(7, BYTES_MAX);
  await history.pruned();
  await vi.waitFor(async () => expect((await history.page(LOBBY, { after: 0 }))?.entries).toEqual([]));
});

test('a history whose last stamps an earlier version took from a clock that was ahead loses nothing young', async () => {
  const computer = new Computer();
  await computer.start();
  await computer.says(...NINE);
  computer.run(10 * DAY);
  await computer.says(...Array.from({ length: 95 }, (_, i) => `later ${i}`));
  await computer.close();
  // As an earlier version left it: no ages, and no clock of its own.
  const file = new DatabaseSync(join(computer.folder, 'history.db'));
  file.exec(`UPDATE entries SET at = at + ${200 * DAY} WHERE seq > 9; UPDATE entries SET age = NULL;
    DELETE FROM marks WHERE kind = 'clock'`);
  file.close();
  await computer.start();
  computer.run(3 * DAY);
  await computer.prune();
  const { entries = [] } = (await computer.history.page(LOBBY, { after: 0 })) ?? {};
  expect(entries.map(({ seq }) => seq).slice(0, 9)).toEqual(NINE.map((_, i) => i + 1));
});
