import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../../contract/model/entry.ts';
import { Refs, REFS_MAX } from '../../../electron/history/refs.ts';

function said(author: string, ref: string, seq: number): Message {
  return {
    type: 'message',
    room: 'lobby',
    seq,
    at: 0,
    from: { id: author, name: author, role: 'guest', via: 'page' },
    text: '',
    ref,
  };
}

/** Somebody's last two hundred messages, with one of each of so many others after each. */
function afterOthers(others: number, ownCount = 200): Refs {
  const refs = new Refs([]);
  for (let i = 0; i < ownCount; i += 1) refs.add(said('ada', `${i}`, i));
  for (let i = 0; i < others; i += 1) refs.add(said(`other ${i}`, 'one', 1_000 + i));
  return refs;
}

test('a message is found by its author and what their page calls it', () => {
  const refs = new Refs([{ author: 'ada', ref: 'a', room: 'lobby', seq: 7 }]);
  refs.add(said('bo', 'a', 8));
  expect([refs.isKnown('ada', 'a'), refs.isKnown('bo', 'a'), refs.isKnown('bo', 'b')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(refs.find(said('ada', 'a', 9))).toEqual({ room: 'lobby', seq: 7 });
  const { ref: _ref, ...plain } = said('ada', 'a', 9);
  expect(refs.find(plain)).toBeUndefined();
});

test('whoever floods makes nobody else forgotten', () => {
  const refs = afterOthers(0, 1);
  for (let author = 0; author < 20; author += 1)
    for (let i = 0; i < 1_000; i += 1) refs.add(said(`flood ${author}`, `${i}`, i));
  expect(refs.isKnown('ada', '0')).toBe(true);
  expect(refs.isKnown('flood 3', '999')).toBe(true);
  expect(refs.size).toBe(4_001);
});

test('past the most of all, those are forgotten who have written nothing for the longest', () => {
  expect(afterOthers(REFS_MAX - 200).isKnown('ada', '0')).toBe(true);
  expect(afterOthers(REFS_MAX - 199).isKnown('ada', '199')).toBe(false);
});

test('never are more known than the most, and the last of an author always is', () => {
  const asked = fc.array(
    fc.record({ author: fc.integer({ max: 9_000, min: 0 }), times: fc.integer({ max: 300, min: 1 }) }),
  );
  fc.assert(
    fc.property(asked, (list) => {
      const refs = new Refs([]);
      let seq = 0;
      for (const { author, times } of list) {
        for (let i = 0; i < times; i += 1) refs.add(said(`${author}`, `${(seq += 1)}`, seq));
        expect(refs.size).toBeLessThanOrEqual(REFS_MAX);
        expect(refs.isKnown(`${author}`, `${seq}`)).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});
