import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { Entry, Message } from '../../../../contract/model/entry.ts';
import { HOST_ID } from '../../../../contract/model/host-person.ts';
import { LOBBY } from '../../../../contract/model/room.ts';
import { Database } from '../../../../electron/history/sqlite/database.ts';
import { applyChange, isChange } from '../../../../contract/fold.ts';
import { messageFor } from '../../../../electron/history/named-reactions.ts';
import { salvage } from '../../../../electron/history/repair/salvage.ts';
import { PAGE_BYTES_MAX, RoomLog, type Bounds } from '../../../../electron/history/room-log.ts';
import { SqliteFile } from '../../../../electron/history/sqlite/sqlite-file.ts';
import { effortMs } from '../../../support/host/effort.ts';
import { ADA, deleted, edited, message, reacted } from '../../../support/said.ts';
import { temporaryFolder } from '../../../support/host/temporary-folder.ts';

const BOUNDS: Bounds = { entries: 100, units: 1_000_000, elsewhere: false };
const EMOJI = ['👍', '❤️', '🎉'];

function opened(path = join(temporaryFolder(), 'history.db')): Database {
  const database = new Database(path);
  onTestFinished(() => database.close());
  return database;
}

function say(database: Database, ...entries: readonly Entry[]): void {
  database.commit(entries.map((entry) => ({ kind: 'entry', entry })));
}

const person = (i: number) => ({ ...ADA, id: `person-${String(i).padStart(16, '0')}` });

/** So many people react to a message, each in several ways. */
function crowd(people: number, from = 2): Entry[] {
  return Array.from({ length: people }, (_, i) =>
    EMOJI.map((emoji, k) => reacted(from + i * EMOJI.length + k, 1, { by: person(i), emoji })),
  ).flat();
}

const folded = (first: Message, entries: readonly Entry[]) =>
  entries.filter(isChange).reduce(applyChange, first);

test('however a large message is read, it has all reactions, in order, at any time', () => {
  const step = fc.oneof(
    {
      weight: 20,
      arbitrary: fc.record({ by: fc.nat({ max: 30 }), emoji: fc.constantFrom(...EMOJI), on: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.constantFrom('edit', 'shorten', 'delete', 'answer') },
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
      const first = message(1, 'needle '.repeat(2_000));
      const entries = steps.map((each, i): Entry => {
        const seq = i + 2;
        if (typeof each === 'object') return reacted(seq, 1, { ...each, by: person(each.by) });
        if (each === 'answer') return message(seq, 'yes', { reply: { seq: 1, from: ADA, text: 'needle' } });
        if (each === 'delete') return deleted(seq, 1);
        return edited(seq, 1, each === 'edit' ? 'needle again '.repeat(1_000) : 'needle');
      });
      const folder = temporaryFolder();
      const database = new Database(join(folder, 'history.db'));
      say(database, first);
      for (const [i, entry] of entries.entries()) {
        say(database, entry);
        if (i % 9 > 0 && i < entries.length - 1) continue;
        const now = folded(first, entries.slice(0, i + 1));
        expect(database.entry(LOBBY, 1)).toEqual(now);
        expect(database.page(LOBBY, { after: 0 }, 1).entries).toEqual([now]);
        const found = database
          .search({ text: 'needle', person: ADA.id })
          .messages.filter(({ seq }) => seq === 1);
        expect(found).toEqual(now.deleted === true ? [] : [now]);
      }
      database.close();
    }),
    { numRuns: 12 },
  );
});

test('a message that is smaller once what it answers was deleted keeps what waited', () => {
  const database = opened();
  const reply = { seq: 1, from: ADA, text: 'q'.repeat(900) };
  const answer = message(2, 'y'.repeat(7_300), { reply });
  const reactions = crowd(3, 3).map((each) => ({ ...each, target: 2 }));
  say(database, message(1, 'hi'), answer, ...reactions, deleted(20, 1));
  expect(database.entry(LOBBY, 2)).toEqual({
    ...folded(answer, reactions),
    reply: { ...reply, text: '' },
  });
});

test('what waits is there when the file is opened again', () => {
  const path = join(temporaryFolder(), 'history.db');
  const [first, reactions] = [message(1, 'hi'), crowd(300)];
  const database = new Database(path);
  say(database, first, ...reactions);
  database.close();
  const again = opened(path);
  const whole = folded(first, reactions);
  expect(again.entry(LOBBY, 1)).toEqual(whole);
  expect(again.page(LOBBY, { after: 0 }, 1, 'reader').entries).toEqual([messageFor(whole, 'reader')]);
  expect(again.log({ kind: 'messages' }).entries).toEqual([messageFor(whole, HOST_ID)]);
});

test('however it is read, a message to which very many react is no longer than a page may be', () => {
  const people = Array.from({ length: 800 }, (_, i) => person(i));
  const reactions = Array.from({ length: 20 }, (_, k) => ({
    emoji: String.fromCodePoint(0x1f600 + k),
    by: people.map(({ id }) => id),
  }));
  const crowded = message(1, 'needle', { reactions });
  const database = opened();
  say(database, crowded, message(2, 'next'));
  const reader = people[799]?.id ?? '';
  const log = new RoomLog(LOBBY, { entries: [crowded], latest: 1, whole: true }, BOUNDS);
  log.push(message(2, 'next'));
  const places = [{ before: 3 }, { after: 0 }, { around: 1 }, { since: 0 }];
  const reads: (readonly Entry[] | undefined)[] = [
    ...places.map((place) => database.page(LOBBY, place, 50, reader).entries),
    ...places.map((place) => log.page(place, 50, reader)?.entries),
    log.last(50, reader).entries,
    log.resume(0, 50, reader).entries,
  ];
  for (const entries of reads) {
    expect(entries).toEqual([messageFor(crowded, reader), message(2, 'next')]);
    expect(Buffer.byteLength(JSON.stringify(entries))).toBeLessThan(PAGE_BYTES_MAX);
  }
  expect(database.search({ text: 'needle', person: reader }).messages).toEqual([messageFor(crowded, reader)]);
  expect(database.log({}).entries).toEqual([messageFor(crowded, HOST_ID), message(2, 'next')]);
});

test('what waits is in what is read out of a damaged file', () => {
  const folder = temporaryFolder();
  const [first, reactions] = [message(1, 'hi'), crowd(300)];
  const database = new Database(join(folder, 'damaged.db'));
  say(database, first, ...reactions);
  database.close();
  const file = new SqliteFile(join(folder, 'history.db'));
  expect(salvage(join(folder, 'damaged.db'), file)).toMatchObject({ read: 1 + reactions.length, lost: 0 });
  file.close();
  expect(opened(join(folder, 'history.db')).entry(LOBBY, 1)).toEqual(folded(first, reactions));
});

test('one more reaction costs about the same however many a message has', () => {
  const database = opened();
  const reactions = crowd(2_000);
  say(database, message(1, 'hi'), ...reactions);
  const next = reactions.length + 2;
  say(database, message(next, 'fresh'));
  const costOf = (target: number, from: number) => {
    const more = Array.from({ length: 300 }, (_, i) => reacted(from + i, target, { on: i % 2 === 0 }));
    return effortMs(() => say(database, ...more));
  };
  costOf(next, next + 1);
  expect(costOf(1, next + 301)).toBeLessThan(12 * costOf(next, next + 601));
});
