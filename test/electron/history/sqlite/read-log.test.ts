import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { LOG_KINDS, type LogQuery, type LogPage } from '../../../../contract/ipc/log.ts';
import type { Entry } from '../../../../contract/model/entry.ts';
import type { Person } from '../../../../contract/model/person.ts';
import { LOBBY, privateRoom } from '../../../../contract/model/room.ts';
import { Database } from '../../../../electron/history/sqlite/database.ts';
import { MemoryStore } from '../../../../electron/history/memory/memory-store.ts';
import type { StoreRecord } from '../../../../electron/history/store.ts';
import { temporaryFolder } from '../../../support/host/temporary-folder.ts';

const people: readonly Person[] = ['ada', 'ben'].map((id) => ({ id, name: id, role: 'guest', via: 'page' }));
const rooms = [LOBBY, 'r1', 'closed', privateRoom('ada', 'ben')];

function file(entries: readonly Entry[]): Database {
  const database = new Database(join(temporaryFolder(), 'history.db'));
  onTestFinished(() => database.close());
  database.commit(recordsOf(entries));
  return database;
}

/** And a room is closed. */
function recordsOf(entries: readonly Entry[]): readonly StoreRecord[] {
  return [
    ...entries.map((entry) => ({ kind: 'entry', entry }) as const),
    { kind: 'room', room: { id: 'closed', name: 'Closed', closed: true } },
  ];
}

/** All pages of it, put together. */
async function readAll(
  read: (asked: LogQuery) => LogPage | Promise<LogPage>,
  filter: LogQuery,
): Promise<string[]> {
  const all: Entry[] = [];
  let before: LogQuery['before'];
  for (;;) {
    const { entries, older } = await read({ ...filter, ...(before && { before }) });
    all.unshift(...entries);
    if (older === undefined) return all.map(({ room, seq }) => `${room} ${seq}`);
    before = older;
  }
}

const anyHouse = fc
  .array(
    fc.record({
      room: fc.constantFrom(...rooms),
      from: fc.constantFrom(...people),
      type: fc.constantFrom('message', 'joined'),
      text: fc.constantFrom('a needle in it', 'hay', 'ne'),
    }),
    { maxLength: 40 },
  )
  .map((drafts) => {
    const last = new Map<string, number>();
    return drafts.map(({ room, from, type, text }, i): Entry => {
      const seq = (last.get(room) ?? 0) + 1;
      last.set(room, seq);
      const stamp = { room, seq, at: i };
      return type === 'message' ? { ...stamp, type, from, text } : { ...stamp, type: 'joined', person: from };
    });
  });

const anyFilter = fc.record(
  {
    room: fc.constantFrom(LOBBY, 'r1'),
    person: fc.constantFrom('ada', 'nobody'),
    kind: fc.constantFrom(...LOG_KINDS),
    text: fc.constantFrom('needle', 'ne'),
  },
  { requiredKeys: [] },
);

test('whatever is asked for, the disk and the memory answer the same, of open rooms of all alone', async () => {
  await fc.assert(
    fc.asyncProperty(anyHouse, anyFilter, async (entries, filter) => {
      const database = file(entries);
      const memory = new MemoryStore();
      await memory.commit(recordsOf(entries));
      const kept = await readAll((asked) => database.log(asked), filter);
      expect(kept).toEqual(await readAll((asked) => memory.log(asked), filter));
      if (Object.keys(filter).length > 0) return;
      const open = entries.filter(({ room }) => room === LOBBY || room === 'r1');
      expect(kept).toEqual(open.map(({ room, seq }) => `${room} ${seq}`));
    }),
    { numRuns: 25 },
  );
});

test('a stretch without a hit is left off, to go on from there: nobody waits for the whole disk', async () => {
  const many = Array.from({ length: 9_000 }, (_, i): Entry => {
    return { type: 'joined', room: LOBBY, seq: i + 1, at: i, person: people[i === 3 ? 1 : 0]! };
  });
  const database = file(many);
  const asked = { person: 'ben' };
  const first = database.log(asked);
  expect(first).toEqual({ entries: [], older: { room: LOBBY, seq: 5_001 } });
  expect(await readAll((each) => database.log(each), asked)).toEqual(['lobby 4']);
});

test('before what was dropped there is nothing', () => {
  const database = file([{ type: 'joined', room: LOBBY, seq: 9, at: 1, person: people[0]! }]);
  expect(database.log({ before: { room: LOBBY, seq: 3 } })).toEqual({ entries: [] });
});
