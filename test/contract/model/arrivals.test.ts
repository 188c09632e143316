import { parseAs } from '../../../contract/model/schema.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinedOf, withRuns, type Arrivals, ArrivalsSchema } from '../../../contract/model/arrivals.ts';
import type { Entry, Joined } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import { LOBBY } from '../../../contract/model/room.ts';

const guest = (id: string, name = `Guest ${id}`): Person => ({ id, name, role: 'guest', via: 'page' });
const joined = (seq: number, more: Partial<Joined> = {}): Joined => ({
  ...{ type: 'joined', room: LOBBY, seq, at: 1_000 + seq, person: guest(`g${seq}`) },
  ...more,
});
const singles = (told: readonly (Entry | Arrivals)[]) =>
  told.flatMap((each): Entry[] => (each.type === 'arrivals' ? joinedOf(each) : [each]));

test('guests who come together are told as one, with the number and time of the first', () => {
  expect(withRuns([4, 5, 6, 7].map((seq) => joined(seq)))).toEqual([
    {
      ...{ type: 'arrivals', room: LOBBY, seq: 4, at: 1_004 },
      people: ['g4 Guest g4', 'g5 Guest g5', 'g6 Guest g6', 'g7 Guest g7'],
    },
  ]);
});

test.each<[string, Joined]>([
  ['three alone', joined(9)],
  ['a moderator', joined(4, { person: { ...guest('g4'), role: 'moderator' } })],
  ['somebody on plain text', joined(4, { person: { ...guest('g4'), via: 'plain' } })],
  ['somebody who came later', joined(4, { at: 60_000 })],
  ['somebody after whom the clock went back', joined(4, { at: 1 })],
  ['somebody in another room', joined(4, { room: 'r1' })],
])('%s makes no run', (_, fourth) => {
  const entries = [joined(1), joined(2), joined(3), fourth];
  expect(withRuns(entries)).toEqual(entries);
});

const names = fc.constantFrom('Ada', 'Ada  Lovelace', ' x', 'a "b" c', '管理', '😀 😀');
/** What is told in the lobby, with the numbers that it gets when all of it is. */
const told = fc
  .array(
    fc.record({
      what: fc.constantFrom('joined', 'joined', 'joined', 'joined', 'left', 'message', 'moderator', 'plain'),
      name: names,
      passed: fc.constantFrom(0, 1, 40, 900, 5_000, -300),
      lost: fc.constantFrom(0, 0, 0, 0, 2),
    }),
    { maxLength: 60 },
  )
  .map((happenings) => {
    let [seq, at] = [0, 100_000];
    return happenings.map(({ what, name, passed, lost }): Entry => {
      seq += 1 + lost;
      at += passed;
      const person = guest(`g${seq}`, name);
      const stamp = { room: LOBBY, seq, at };
      if (what === 'message') return { type: 'message', ...stamp, from: person, text: name };
      if (what === 'left') return { type: 'left', ...stamp, person, goodbye: true };
      if (what === 'moderator') return { type: 'joined', ...stamp, person: { ...person, role: 'moderator' } };
      if (what === 'plain') return { type: 'joined', ...stamp, person: { ...person, via: 'plain' } };
      return { type: 'joined', ...stamp, person };
    });
  });

test('told together or each alone, it is the same in the same order, but for a second', () => {
  fc.assert(
    fc.property(told, (entries) => {
      const read = singles(withRuns(entries));
      expect(read.map(({ at: _, ...rest }) => rest)).toEqual(entries.map(({ at: _, ...rest }) => rest));
      for (const [i, { at }] of read.entries()) {
        const late = entries[i]!.at - at;
        expect(late >= 0 && late <= 1_000).toBe(true);
      }
    }),
  );
});

test('what is told together is read as it was written', () => {
  fc.assert(
    fc.property(told, (entries) => {
      for (const each of withRuns(entries)) {
        const read = parseAs(ArrivalsSchema, JSON.parse(JSON.stringify(each)));
        expect(read).toEqual(each.type === 'arrivals' ? each : undefined);
      }
    }),
  );
});

test.each([
  [{ people: 'g1 Ada' }],
  [{ people: ['g1 Ada', 7] }],
  [{ people: ['g1 Ada', 'nameless'] }],
  [{ seq: '1' }],
  [{ at: null }],
  [{ room: undefined }],
])('arrivals with %j are none: all numbers after a missing one would be wrong', (wrong) => {
  const right = { type: 'arrivals', room: LOBBY, seq: 1, at: 2, people: ['g1 Ada'] };
  expect(parseAs(ArrivalsSchema, right)).toEqual(right);
  expect(parseAs(ArrivalsSchema, { ...right, ...wrong })).toBeUndefined();
});
