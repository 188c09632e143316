import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../../contract/model/entry.ts';
import { countOf, isGivenBy } from '../../../contract/model/reactions.ts';
import { messageFor } from '../../../electron/history/named-reactions.ts';
import { message } from '../../support/said.ts';

const idOf = (i: number) => String(i).padStart(16, '0');

/** A message with so many people for each of its emoji. */
function given(sizes: readonly number[], from = 0): Message {
  const reactions = sizes.map((size, k) => ({
    emoji: String.fromCodePoint(0x1f600 + k),
    by: Array.from({ length: size }, (_, i) => idOf(from + i)),
  }));
  return message(1, 'hi', { reactions });
}

test('as long as they are five hundred, all who reacted are named', () => {
  const said = given([300, 200]);
  expect(messageFor(said, idOf(0))).toBe(said);
  expect(messageFor(message(1, 'hi'))).not.toHaveProperty('reactions');
});

test('of more some are named, of each emoji the first, and the reader in any case', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(sizes, fc.nat(1_000), (each, person) => {
      const reader = idOf(person);
      const whole = given(each);
      const { reactions = [] } = messageFor(whole, reader);
      expect(reactions.map(countOf)).toEqual(each);
      expect(reactions.reduce((sum, { by }) => sum + by.length, 0)).toBeLessThanOrEqual(500 + each.length);
      for (const [k, { emoji, by, others }] of reactions.entries()) {
        expect(isGivenBy(reactions, emoji, reader)).toBe(person < (each[k] ?? 0));
        const first = whole.reactions?.[k]?.by.slice(0, by.length) ?? [];
        const isReaderBeside = by.at(-1) === reader;
        expect(by).toEqual(isReaderBeside ? [...first.slice(0, -1), reader] : first);
        expect(others).not.toBe(0);
      }
    }),
  );
});

test('twenty emoji of eight hundred people are less than twelve thousand bytes', () => {
  const told = messageFor(given(Array.from({ length: 20 }, () => 800)), idOf(799));
  expect(JSON.stringify(told).length).toBeLessThan(12_000);
});
