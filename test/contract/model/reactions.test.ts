import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reacted, Reaction } from '../../../contract/model/entry.ts';
import { countOf, isGivenBy, withReaction } from '../../../contract/model/reactions.ts';
import { ADA, reacted } from '../../support/said.ts';

const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];
const EMOJI = ['👍', '❤️'];

const steps = fc.array(
  fc.record({
    by: fc.constantFrom(...PEOPLE),
    emoji: fc.constantFrom(...EMOJI),
    on: fc.boolean(),
  }),
  { maxLength: 40 },
);

/** As the host writes them down: it says of each whether it was so already. */
function written(all: readonly { by: string; emoji: string; on: boolean }[]): Reacted[] {
  let now: readonly Reaction[] = [];
  return all.map(({ by, emoji, on }, i) => {
    const again = isGivenBy(now, emoji, by) === on;
    const change = reacted(i + 2, 1, {
      ...{ by: { ...ADA, id: by }, emoji, on },
      ...(again && { again }),
    });
    now = withReaction(now, change);
    return change;
  });
}

const fold = (changes: readonly Reacted[], from: readonly Reaction[] = []) =>
  changes.reduce(withReaction, from);

const counts = (reactions: readonly Reaction[]) =>
  Object.fromEntries(reactions.map((each) => [each.emoji, countOf(each)]));

test('whoever is named of those who reacted, the counts are right after all that follows, and so is what the reader gave', () => {
  fc.assert(
    fc.property(
      steps,
      fc.nat(40),
      fc.subarray(PEOPLE),
      fc.constantFrom(...PEOPLE),
      (all, cut, some, reader) => {
        const changes = written(all);
        const named = new Set([...some, reader]);
        const page = fold(changes.slice(0, cut)).map(({ emoji, by }) => {
          const told = by.filter((id) => named.has(id));
          return { emoji, by: told, ...(told.length < by.length && { others: by.length - told.length }) };
        });
        const [whole, read] = [fold(changes), fold(changes.slice(cut), page)];
        expect(counts(read)).toEqual(counts(whole));
        for (const emoji of EMOJI)
          expect(isGivenBy(read, emoji, reader)).toBe(isGivenBy(whole, emoji, reader));
      },
    ),
    { numRuns: 1_000 },
  );
});

test('somebody who is not named takes back what they gave, and the others are one less', () => {
  const before = [{ emoji: '👍', by: [], others: 1 }];
  expect(withReaction(before, reacted(2, 1, { on: false }))).toEqual([]);
  expect(withReaction(before, reacted(2, 1, { on: false, again: true }))).toEqual(before);
});

test('somebody who gives again what they gave is named from then on, and counted once', () => {
  const before = [{ emoji: '👍', by: ['ada'], others: 2 }];
  expect(withReaction(before, reacted(2, 1, { again: true }))).toEqual([
    { emoji: '👍', by: ['ada', 'bob'], others: 1 },
  ]);
  expect(withReaction(before, reacted(2, 1))).toEqual([{ emoji: '👍', by: ['ada', 'bob'], others: 2 }]);
});
