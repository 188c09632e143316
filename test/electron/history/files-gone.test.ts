import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Message } from '../../../contract/model/entry.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import { Database } from '../../../electron/history/sqlite/database.ts';
import { RoomLog } from '../../../electron/history/room-log.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

const from = { id: 'a', name: 'Ada', role: 'guest', via: 'page' } as const;
const picture = { type: 'image/png', width: 9, height: 9 } as const;

/** With a file and its thumbnail. */
function sent(seq: number): Message {
  const files = [{ id: `f${seq}`, name: 'x.png', bytes: 1, picture: { ...picture, thumbnail: `t${seq}` } }];
  return { type: 'message', room: LOBBY, seq, at: seq * 1_000, from, text: '', files };
}
const deleted = (seq: number, target: number) =>
  ({ type: 'deleted', room: LOBBY, seq, at: seq * 1_000, target, by: from }) as const;

test('on the disk a file goes with a message that is deleted, or dropped for its age', () => {
  const database = new Database(join(temporaryFolder(), 'history.db'));
  database.commit([1, 2, 3].map((seq) => ({ kind: 'entry', entry: sent(seq) })));
  expect(database.filesGone()).toEqual([]);
  database.commit([{ kind: 'entry', entry: deleted(4, 2) }]);
  expect(database.filesGone()).toEqual(['f2', 't2']);
  expect(database.filesGone()).toEqual([]);
  while (!database.prune(1_500, 1e9));
  expect(database.filesGone()).toEqual(['f1', 't1']);
  expect(database.open().files.map(({ id, owner }) => [id, owner])).toEqual([['f3', from.id]]);
  database.close();
});

test.each([
  ['where nothing is kept elsewhere', false, ['f2', 't2', 'f1', 't1']],
  ['and it stays where a disk has the message', true, []],
])('in memory a file goes with its message, %s', (_, elsewhere, gone) => {
  const bounds = { entries: 10, units: 1_000, elsewhere };
  const log = new RoomLog(LOBBY, { entries: [], latest: 0, whole: true }, bounds);
  for (const seq of [1, 2, 3]) log.push(sent(seq));
  log.push(deleted(4, 2));
  log.forgetBefore(1_500);
  expect(log.filesGone()).toEqual(gone);
  expect(log.filesGone()).toEqual([]);
});
