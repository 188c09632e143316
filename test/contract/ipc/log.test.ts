import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesLog, parseLogQuery } from '../../../contract/ipc/log.ts';
import type { Entry, Message } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import { privateRoom } from '../../../contract/model/room.ts';

const ada: Person = { id: 'a', name: 'Ada', role: 'guest', via: 'page' };
const said: Message = { type: 'message', room: 'lobby', seq: 1, at: 1, from: ada, text: 'Grüße  AN alle' };
const joined: Entry = { type: 'joined', room: 'lobby', seq: 2, at: 2, person: ada };
const file = { id: 'f', name: 'Plan.pdf', bytes: 1 };

test.each<[string, Entry, object, boolean]>([
  ['anything', joined, {}, true],
  ['its room', said, { room: 'lobby' }, true],
  ['another room', said, { room: 'r1' }, false],
  ['who said it', said, { person: 'a' }, true],
  ['who came', joined, { person: 'b' }, false],
  ['a text in another case', said, { text: 'grusse an' }, true],
  ['the name of a file', { ...said, files: [file] }, { text: 'plan.pdf' }, true],
  ['a name, which nobody said', joined, { text: 'ada' }, false],
  ['a name among comings', joined, { text: 'ada', kind: 'events' }, true],
  ['files where there are none', said, { kind: 'files' }, false],
  ['files', { ...said, files: [file] }, { kind: 'files' }, true],
  ['what two say to each other', { ...said, room: privateRoom('a', 'b') }, {}, false],
])('%s', (_, entry, filter, fits) => {
  expect(matchesLog(entry, filter)).toBe(fits);
});

test('nothing of chance makes it throw, and what it reads has no field of chance', () => {
  fc.assert(
    fc.property(fc.anything(), (raw) => {
      const asked = parseLogQuery(raw);
      const known = ['room', 'person', 'kind', 'text', 'before'];
      if (asked !== undefined) expect(Object.keys(asked).filter((key) => !known.includes(key))).toEqual([]);
    }),
  );
  expect(parseLogQuery({ text: '  A  b ', before: { room: 'r', seq: 1, more: 2 } })).toEqual({
    text: 'a b',
    before: { room: 'r', seq: 1 },
  });
  expect(parseLogQuery({ kind: 'nothing' })).toBeUndefined();
  expect(parseLogQuery({ before: { room: 'r', seq: 1.5 } })).toBeUndefined();
});
