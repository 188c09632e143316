import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUCKET_OFF } from '../../../electron/chat/limits/person-limits.ts';
import { TokenBucket } from '../../../electron/limits/token-bucket.ts';
import { TypedLines } from '../../../electron/cli/input-lines.ts';

/** The lines heard from consecutive chunks. */
async function heardOf(pieces: readonly string[], lines: number): Promise<string[]> {
  const input = new PassThrough();
  const heard: string[] = [];
  new TypedLines(input, BUCKET_OFF, async (line) => {
    await Promise.resolve();
    heard.push(line);
  }).listen(true);
  for (const piece of pieces) input.write(piece);
  await expect.poll(() => heard.length).toBe(lines);
  input.destroy(new Error('the terminal is gone'));
  return heard;
}

test('lines are read in order, wherever the chunks are split', async () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'b', 'ü', '\n'), minLength: 1 });
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const wanted = pieces.join('').split('\n').slice(0, -1);
      expect(await heardOf(pieces, wanted.length)).toEqual(wanted);
    }),
  );
});

test('a line without an end takes no memory', async () => {
  const heard = await heardOf([...Array.from({ length: 50 }, () => 'x'.repeat(10_000)), '\nusage\n'], 2);
  expect(heard).toEqual(['x'.repeat(1_000), 'usage']);
});

test('input that arrives while not listening is read later', async () => {
  const input = new PassThrough();
  const heard: string[] = [];
  const lines = new TypedLines(input, BUCKET_OFF, (line) => {
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

test.each([
  ['lines', 'y\n'.repeat(2_000), 6_000],
  ['a line', 'y'.repeat(2_000), 0],
])('a program that writes %s without end is read at a limited rate', async (_, written, lines) => {
  let read = 0;
  const endless = new Readable({
    read() {
      read += 1;
      this.push(written);
    },
  });
  const heard: string[] = [];
  let waits = 0;
  const few = new TokenBucket(3, 0.001);
  const take = (nowMs: number) => {
    const waitMs = few.take(nowMs);
    if (waitMs > 0) waits += 1;
    return waitMs;
  };
  new TypedLines(endless, { take }, (line) => {
    heard.push(line);
    return Promise.resolve();
  }).listen(true);
  await expect.poll(() => waits).toBe(1);
  // The fourth chunk waits.
  expect(heard).toHaveLength(lines);
  // The input is paused: what is read ahead fills one buffer.
  expect(endless.isPaused()).toBe(true);
  const before = read;
  await new Promise(setImmediate);
  expect(read).toBe(before);
  endless.destroy();
});
