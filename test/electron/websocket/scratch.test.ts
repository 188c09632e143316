import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinFrames } from '../../../electron/websocket/frame.ts';
import { Scratch } from '../../../electron/websocket/scratch.ts';
import { anyCharacter } from '../../support/any-character.ts';

const text = (length: number, letter = 'x') => letter.repeat(length);

test('whatever is joined, one after the other, is what joining it in memory of its own gives', () => {
  const texts = fc.array(fc.string({ unit: anyCharacter, maxLength: 80 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, fc.boolean()), { maxLength: 12 }), (turns) => {
      const scratch = new Scratch();
      const kept: [Buffer, Buffer][] = [];
      for (const [outgoing, waits] of turns) {
        const joined = scratch.join(outgoing);
        expect(joined.equals(joinFrames(outgoing))).toBe(true);
        if (!waits) continue;
        scratch.giveAway();
        kept.push([joined, joinFrames(outgoing)]);
      }
      // What waited for a peer is not what came after it.
      for (const [joined, expected] of kept) expect(joined.equals(expected)).toBe(true);
    }),
  );
});

test.each([
  ['the same', 1_000, 1_000, true],
  ['a little less', 1_000, 700, true],
  ['far less: whoever kept it would keep more than is counted', 1_000, 400, false],
  ['more', 1_000, 1_001, false],
  ['more than is worth keeping', 300_000, 300_000, false],
])('memory is used again for %s', (_, first, second, again) => {
  const scratch = new Scratch();
  const before = scratch.join([text(first)]);
  const after = scratch.join([text(second, 'y')]);
  expect(after.buffer === before.buffer).toBe(again);
});
