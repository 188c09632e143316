import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Entry } from '../../../contract/model/entry.ts';
import { CommitQueue } from '../../../electron/history/commit-queue.ts';
import { StoreError, type StoreRecord, type Saving, type Store } from '../../../electron/history/store.ts';
import { edited, message } from '../../support/said.ts';

const RETRY_AFTER_MS = 5_000;

/** A disk that takes what it is given when it is told to, or has no room. */
class Disk {
  readonly saved: number[] = [];
  /** How many records came in one go. */
  readonly batches: number[] = [];
  full = false;
  /** So many more records fit, and no more. */
  room = Infinity;
  #held: (() => void) | undefined;
  holds = false;

  async commit(records: readonly StoreRecord[]): Promise<void> {
    this.batches.push(records.length);
    if (this.holds) await new Promise<void>((resolve) => (this.#held = resolve));
    if (this.full) throw new StoreError('disk-full', 'database or disk is full');
    if (records.length > this.room) throw new StoreError('disk-full', 'database or disk is full');
    this.room -= records.length;
    for (const record of records) if (record.kind === 'entry') this.saved.push(record.entry.seq);
  }

  letGo(): void {
    this.holds = false;
    this.#held?.();
  }
}

function outbound() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const disk = new Disk();
  const shown: number[] = [];
  const saving: string[] = [];
  /** What happens when the next commit is told of. */
  const told: (() => void)[] = [];
  const out = new CommitQueue(
    disk as unknown as Store,
    (entries: readonly Entry[]) => {
      shown.push(...entries.map(({ seq }) => seq));
      told.shift()?.();
    },
    (each: Saving) => saving.push(each.ok ? 'saved' : each.error.failure),
  );
  const say = (...seqs: number[]) => {
    for (const seq of seqs) out.add({ kind: 'entry', entry: message(seq, `text ${seq}`) });
  };
  return { disk, shown, saving, out, say, told };
}

const turns = async () => {
  for (let i = 0; i < 10; i += 1) await new Promise(setImmediate);
};

test('what comes in one turn is saved in one go, and shown once it is', async () => {
  const { disk, shown, say } = outbound();
  disk.holds = true;
  say(1, 2, 3);
  await turns();
  expect([disk.batches, shown]).toEqual([[3], []]);
  disk.letGo();
  await turns();
  expect([disk.saved, shown]).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
});

test('what comes while the disk is busy leaves with the next', async () => {
  const { disk, shown, say } = outbound();
  disk.holds = true;
  say(1);
  await turns();
  say(2);
  await turns();
  say(3);
  disk.letGo();
  await turns();
  expect([disk.batches, shown]).toEqual([
    [1, 2],
    [1, 2, 3],
  ]);
});

test('what comes a turn later than the first of many leaves with it', async () => {
  const { disk, say } = outbound();
  say(1);
  setImmediate(() => say(2));
  await turns();
  expect(disk.batches).toEqual([2]);
});

test('what comes while a commit is told of leaves with what waits', async () => {
  const { disk, shown, say, told } = outbound();
  disk.holds = true;
  say(1);
  await turns();
  say(2);
  told.push(() => setImmediate(() => say(3)));
  disk.letGo();
  await turns();
  expect([disk.batches, shown]).toEqual([
    [1, 2],
    [1, 2, 3],
  ]);
});

test('whoever waits for what was said so far does not wait for what comes next', async () => {
  const { disk, out, say } = outbound();
  disk.holds = true;
  say(1);
  await turns();
  say(2);
  const settled = out.settled();
  disk.letGo();
  await settled;
  expect(disk.saved).toEqual([1, 2]);
});

test('on a full disk the conversation goes on, and that it is not saved is said once', async () => {
  const { disk, shown, saving, say } = outbound();
  disk.full = true;
  for (const seq of [1, 2, 3]) {
    say(seq);
    await turns();
  }
  expect([shown, disk.saved, saving]).toEqual([[1, 2, 3], [], ['disk-full']]);
});

test('once there is room again everything is saved, in order and once', async () => {
  const { disk, shown, saving, say } = outbound();
  disk.full = true;
  say(1);
  await turns();
  say(2);
  await turns();
  await vi.advanceTimersByTimeAsync(RETRY_AFTER_MS);
  disk.full = false;
  say(3);
  await turns();
  expect(disk.saved).toEqual([]);
  await vi.advanceTimersByTimeAsync(RETRY_AFTER_MS);
  say(4);
  await turns();
  expect(disk.saved).toEqual([1, 2, 3, 4]);
  expect(shown).toEqual([1, 2, 3, 4]);
  expect(saving).toEqual(['disk-full', 'disk-full', 'saved']);
});

test('what comes while all is saved again follows, and nothing overtakes', async () => {
  const { disk, say } = outbound();
  disk.full = true;
  say(1);
  await turns();
  disk.full = false;
  disk.holds = true;
  vi.advanceTimersByTime(RETRY_AFTER_MS);
  await turns();
  say(2);
  await turns();
  disk.letGo();
  await turns();
  say(3);
  await turns();
  expect(disk.saved).toEqual([1, 2, 3]);
});

test('the end saves what waits', async () => {
  const { disk, shown, out, say } = outbound();
  say(1, 2);
  await out.close();
  expect([disk.saved, shown]).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

test('the end tries once more what could not be saved, before what came last', async () => {
  const { disk, out, say } = outbound();
  disk.full = true;
  say(1);
  await turns();
  disk.full = false;
  say(2);
  await out.close();
  expect(disk.saved).toEqual([1, 2]);
});

test('the end waits for what is being saved again', async () => {
  const { disk, out, say } = outbound();
  disk.full = true;
  say(1);
  await turns();
  disk.full = false;
  disk.holds = true;
  vi.advanceTimersByTime(RETRY_AFTER_MS);
  let ended = false;
  const closed = out.close().then(() => (ended = true));
  await turns();
  expect(ended).toBe(false);
  disk.letGo();
  await closed;
  expect(disk.saved).toEqual([1]);
});

test('after the end nothing is tried again', async () => {
  const { disk, out, say } = outbound();
  disk.full = true;
  say(1);
  await out.close();
  expect(vi.getTimerCount()).toBe(0);
});

test('of what waits the oldest part that fits is saved, and it is not called saved before all is', async () => {
  const { disk, saving, out, say } = outbound();
  disk.full = true;
  say(...Array.from({ length: 100 }, (_, i) => i + 1));
  await turns();
  disk.full = false;
  disk.room = 37;
  await vi.advanceTimersByTimeAsync(RETRY_AFTER_MS);
  expect(disk.saved).toEqual(Array.from({ length: 37 }, (_, i) => i + 1));
  expect(out.unsaved()).toEqual({ messages: 63 });
  expect(saving).toEqual(['disk-full', 'disk-full']);
  disk.room = Infinity;
  await vi.advanceTimersByTimeAsync(RETRY_AFTER_MS);
  expect(disk.saved).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  expect([out.unsaved(), saving.at(-1)]).toEqual([{}, 'saved']);
});

test('whatever room the disk has at each try, what is saved is the beginning of what was said', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ said: fc.nat(40), room: fc.nat(30) }), { maxLength: 12 }),
      async (rounds) => {
        const { disk, out, say } = outbound();
        let said = 0;
        for (const round of rounds) {
          disk.room = round.room;
          say(...Array.from({ length: round.said }, (_, i) => said + i + 1));
          said += round.said;
          await turns();
          await vi.advanceTimersByTimeAsync(RETRY_AFTER_MS);
        }
        expect(disk.saved).toEqual(disk.saved.map((_, i) => i + 1));
        expect(disk.saved.length + (out.unsaved().messages ?? 0)).toBe(said);
        disk.room = Infinity;
        await out.close();
        expect(disk.saved.length).toBe(said);
        expect(out.unsaved()).toEqual({});
      },
    ),
    { numRuns: 50 },
  );
});

test('no transaction with what waited is larger than a quarter of a megabyte', async () => {
  const { disk, out } = outbound();
  disk.full = true;
  for (let seq = 1; seq <= 100; seq += 1) out.add({ kind: 'entry', entry: message(seq, 'x'.repeat(60_000)) });
  await turns();
  disk.full = false;
  disk.batches.length = 0;
  await vi.advanceTimersByTimeAsync(RETRY_AFTER_MS);
  expect(disk.saved).toHaveLength(100);
  expect(Math.max(...disk.batches)).toBe(4);
});

test('what could not be saved at the end is tried again once a second, and then told by what it is', async () => {
  const { disk, out, say } = outbound();
  disk.full = true;
  say(1, 2);
  out.add({ kind: 'entry', entry: { ...edited(3, 1, 'other') } });
  out.add({ kind: 'setting', setting: { kind: 'ban', name: 'b', value: '{}' } });
  out.add({ kind: 'setting', setting: { kind: 'rules', name: 'lobby', value: undefined } });
  await turns();
  const told: object[] = [];
  const closed = out.close({ tries: 3, waiting: (unsaved) => told.push(unsaved) });
  await vi.advanceTimersByTimeAsync(3_000);
  await closed;
  const lost = { messages: 2, changes: 1, bans: 1, settings: 1 };
  expect([told, out.unsaved()]).toEqual([[lost], lost]);
});

test('a disk that has room again while the end waits takes all', async () => {
  const { disk, out, say } = outbound();
  disk.full = true;
  say(1, 2);
  await turns();
  const closed = out.close({ tries: 3, waiting: () => (disk.full = false) });
  await vi.advanceTimersByTimeAsync(1_000);
  await closed;
  expect([disk.saved, out.unsaved()]).toEqual([[1, 2], {}]);
});

test('nobody has to wait for the next try', async () => {
  const { disk, saving, out, say } = outbound();
  expect(await out.saveNow()).toEqual({});
  disk.full = true;
  say(1);
  await turns();
  expect(await out.saveNow()).toEqual({ messages: 1 });
  disk.full = false;
  expect(await out.saveNow()).toEqual({});
  expect([disk.saved, saving.at(-1), vi.getTimerCount()]).toEqual([[1], 'saved', 0]);
});

test('whoever asks for a try while there is one waits for that one: nothing overtakes', async () => {
  const { disk, out, say } = outbound();
  disk.full = true;
  say(1, 2, 3, 4);
  await turns();
  disk.full = false;
  disk.room = 3;
  await Promise.all([out.saveNow(), out.saveNow()]);
  disk.room = Infinity;
  await Promise.all([out.saveNow(), out.saveNow()]);
  expect([disk.saved, out.unsaved(), vi.getTimerCount()]).toEqual([[1, 2, 3, 4], {}, 0]);
});

test('what the history keeps for itself is nothing that is lost, and the end neither waits for it nor tells of it', async () => {
  const { disk, saving, out } = outbound();
  disk.full = true;
  out.add({ kind: 'setting', setting: { kind: 'clock', name: '', value: '{}' } });
  out.add({ kind: 'setting', setting: { kind: 'waited', name: '', value: '0' } });
  const told: object[] = [];
  await out.close({ tries: 3, waiting: (unsaved) => told.push(unsaved) });
  expect([out.unsaved(), told, saving]).toEqual([{}, [], []]);
});
