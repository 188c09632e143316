import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BUCKET_OFF } from '../../../electron/chat/limits/person-limits.ts';
import { TokenBucket } from '../../../electron/limits/token-bucket.ts';
import { TypedLines } from '../../../electron/cli/input-lines.ts';

/** What is heard of pieces that come one after the other. */
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
])('a program that writes %s without end is heard at a pace', async (_, written, lines) => {
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
  // The fourth piece waits.
  expect(heard).toHaveLength(lines);
  // It is left to wait: what is read ahead fills a buffer, and no more.
  expect(endless.isPaused()).toBe(true);
  const before = read;
  await new Promise(setImmediate);
  expect(read).toBe(before);
  endless.destroy();
});
