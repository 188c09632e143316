/** The history over places that are given at once, and over those of a shared log: late, in other batches, with entries of others. */
import { expect, onTestFinished, test } from 'vitest';
import type { Entry, NewEntry } from '../../../contract/model/entry.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import { History } from '../../../electron/history/history.ts';
import { LocalPlaces } from '../../../electron/history/local-places.ts';
import type { Places } from '../../../electron/history/places.ts';
import { SqliteStore } from '../../../electron/history/thread/sqlite-store.ts';
import { HISTORY_SCRIPT, inMemory } from '../../support/host/kept-history.ts';
import { build } from '../../support/app/program.ts';
import { ADA, BOB } from '../../support/said.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

const say = (text: string, more: object = {}): NewEntry => ({
  type: 'message',
  room: LOBBY,
  from: ADA,
  text,
  ...more,
});

/** A log that several servers share: it numbers what it was offered when the test says so. */
class SharedPlaces implements Places {
  readonly #last = new Map<string, number>();
  readonly #waiting: NewEntry[] = [];
  #placed: (entries: readonly Entry[]) => void = () => undefined;
  #settled: (() => void)[] = [];

  get waiting(): readonly NewEntry[] {
    return this.#waiting;
  }

  offer(entry: NewEntry): void {
    this.#waiting.push(entry);
  }

  onPlaced(placed: (entries: readonly Entry[]) => void): void {
    this.#placed = placed;
  }

  settled(): Promise<void> {
    if (this.#waiting.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#settled.push(resolve));
  }

  /** Gives places to the first that wait, behind what other servers said. */
  place(count: number, ...others: readonly NewEntry[]): void {
    const drafts = [...others, ...this.#waiting.splice(0, count)];
    this.#placed(
      drafts.map((draft): Entry => {
        const seq = (this.#last.get(draft.room) ?? 0) + 1;
        this.#last.set(draft.room, seq);
        return { ...draft, seq, at: 1_000 + seq };
      }),
    );
    if (this.#waiting.length > 0) return;
    for (const resolve of this.#settled) resolve();
    this.#settled = [];
  }
}

async function sharedHistory(disk = false) {
  const places = new SharedPlaces();
  const opened = disk
    ? await SqliteStore.open(HISTORY_SCRIPT, temporaryFolder())
    : { ok: true, ...inMemory() };
  if (!('store' in opened)) throw new Error(opened.detail);
  const history = new History({ store: opened, places, now: () => 1, elapsed: () => 1 });
  const heard: Entry[] = [];
  history.hear((entries) => heard.push(...entries));
  onTestFinished(async () => {
    places.place(Infinity);
    await history.close();
  });
  return { history, places, heard };
}

const placesOf = (entries: readonly Entry[]) =>
  entries.map((entry) => `${entry.room} ${entry.seq} ${'text' in entry ? entry.text : entry.type}`);

test('places that are counted here come before an offer returns, and go on where each room was', () => {
  const places = new LocalPlaces([['r1', 7]], () => 5);
  const placed: Entry[] = [];
  places.onPlaced((entries) => placed.push(...entries));
  for (const room of [LOBBY, 'r1', LOBBY]) places.offer(say('hi', { room }));
  expect(placed.map(({ room, seq, at }) => [room, seq, at])).toEqual([
    [LOBBY, 1, 5],
    ['r1', 8, 5],
    [LOBBY, 2, 5],
  ]);
});

test.each([false, true])(
  'entries are told in the order of their places, however late; on a disk: %s',
  async (disk) => {
    if (disk) await build('history');
    const { history, places, heard } = await sharedHistory(disk);
    for (const text of ['one', 'two', 'three', 'four']) history.append(say(text));
    history.append(say('beside', { room: 'r1' }));
    expect([heard, history.latest(LOBBY)]).toEqual([[], 0]);
    places.place(1, say('from elsewhere', { from: BOB }));
    places.place(3);
    const settled = history.settled();
    places.place(1, say('also from elsewhere', { from: BOB, room: 'r1' }));
    await settled;
    expect(placesOf(heard)).toEqual([
      'lobby 1 from elsewhere',
      'lobby 2 one',
      'lobby 3 two',
      'lobby 4 three',
      'lobby 5 four',
      'r1 1 also from elsewhere',
      'r1 2 beside',
    ]);
    expect(heard.every(({ seq, at }) => at === 1_000 + seq)).toBe(true);
    expect((await history.page(LOBBY, { after: 0 }))?.entries).toHaveLength(5);
  },
);

test('a message that waits for its place is offered once, and known by its place from then on', async () => {
  const { history, places } = await sharedHistory();
  const once = say('once', { ref: 'r' });
  expect([history.append(once), history.append(once)]).toEqual([undefined, undefined]);
  expect([places.waiting.length, history.isSaid(ADA.id, 'r'), history.isSaid(BOB.id, 'r')]).toEqual([
    1,
    true,
    false,
  ]);
  places.place(1, say('first', { from: BOB, ref: 'r' }));
  expect(history.append(once)).toEqual({ room: LOBBY, seq: 2 });
  // What another server took is known here too.
  expect(history.append(say('again', { from: BOB, ref: 'r' }))).toEqual({ room: LOBBY, seq: 1 });
  expect(places.waiting).toEqual([]);
});

test('what counts is the order of the places: an edit that comes behind a deletion tells nothing', async () => {
  const { history, places, heard } = await sharedHistory();
  history.append(say('the secret'));
  places.place(1);
  const change = { room: LOBBY, ref: 'r', target: 1 };
  history.append({ type: 'edited', ...change, by: ADA, text: 'the secret again' });
  expect(history.held(LOBBY, 1)).toMatchObject({ text: 'the secret' });
  places.place(1, { type: 'deleted', ...change, by: BOB });
  expect(heard.slice(1)).toMatchObject([
    { type: 'deleted', seq: 2 },
    { type: 'edited', seq: 3, text: '' },
  ]);
  expect(JSON.stringify(history.resume(LOBBY, undefined))).not.toContain('secret');
});

test('all is settled only when what was offered has its place', async () => {
  const { history, places } = await sharedHistory();
  history.append(say('hi'));
  let isSettled = false;
  const settled = history.settled().then(() => (isSettled = true));
  await Promise.resolve();
  expect(isSettled).toBe(false);
  places.place(1);
  await settled;
  expect(history.latest(LOBBY)).toBe(1);
});
