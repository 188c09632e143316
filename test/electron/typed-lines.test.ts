import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TypedLines } from '../../electron/typed-lines.ts';

/** What is heard of pieces that come one after the other. */
async function heardOf(pieces: readonly string[], lines: number): Promise<string[]> {
  const input = new PassThrough();
  const heard: string[] = [];
  new TypedLines(input, async (line) => {
    await Promise.resolve();
    heard.push(line);
  }).listen(true);
  for (const piece of pieces) input.write(piece);
  await expect.poll(() => heard.length).toBe(lines);
  input.destroy(new Error('the terminal is gone'));
  return heard;
}

test('lines are heard in order, wherever they are cut', async () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', 'ü', '\n'), minLength: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const wanted = pieces.join('').split('\n').slice(0, -1);
      expect(await heardOf(pieces, wanted.length)).toEqual(wanted);
    }),
  );
});

test('a line without an end takes up no room', async () => {
  const heard = await heardOf([...Array.from({ length: 50 }, () => 'x'.repeat(10_000)), '\nusage\n'], 2);
  expect(heard).toEqual(['x'.repeat(1_000), 'usage']);
});

test('what comes while nobody listens is heard later', async () => {
  const input = new PassThrough();
  const heard: string[] = [];
  const lines = new TypedLines(input, (line) => {
    heard.push(line);
    return Promise.resolve();
  });
  lines.listen(true);
  input.write('one\n');
  await expect.poll(() => heard).toEqual(['one']);
  lines.listen(false);
  input.write('two\n');
  expect(heard).toEqual(['one']);
  expect(input.isPaused()).toBe(true);
  lines.listen(true);
  await expect.poll(() => heard).toEqual(['one', 'two']);
});
