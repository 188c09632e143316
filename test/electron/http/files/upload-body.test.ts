import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UploadBody } from '../../../../electron/http/files/upload-body.ts';

const NEVER_SLOW = { add: () => undefined, isTooSlow: () => false };
const PIECE_MAX = 100_000;
const BOUND = 1_048_576 + PIECE_MAX;

const bodyOf = (pieces: readonly Buffer[]) => Readable.from(pieces, { objectMode: false });

test('everything that arrives is written once and in order, however slow the disk, and little is buffered', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: PIECE_MAX }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      sizes,
      fc.array(fc.nat(3), { minLength: 61, maxLength: 61 }),
      async (lengths, delays) => {
        const pieces = lengths.map((length, i) => Buffer.alloc(length, i));
        const all = Buffer.concat(pieces);
        const body = new UploadBody(bodyOf(pieces), all.length, NEVER_SLOW);
        const got: Buffer[] = [];
        let writing = false;
        let writes = 0;
        await body.feed(async (some) => {
          expect(writing).toBe(false);
          writing = true;
          expect(some.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(BOUND);
          got.push(...some);
          for (let turn = delays[writes] ?? 0; turn > 0; turn -= 1) await new Promise(setImmediate);
          writing = false;
          writes += 1;
        }, new AbortController().signal);
        expect(body.ending).toBe('ended');
        expect(Buffer.concat(got).equals(all)).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
});

test('ends with the error if the disk fails, and with what arrived if another upload gets the slot', async () => {
  const failed = new UploadBody(bodyOf([Buffer.alloc(10), Buffer.alloc(10)]), 20, NEVER_SLOW);
  const broken = () => Promise.reject(new Error('broken'));
  await expect(failed.feed(broken, new AbortController().signal)).rejects.toThrow('broken');
  const stop = new AbortController();
  const endless = new Readable({ read: () => undefined });
  const gives = new UploadBody(endless, 20, NEVER_SLOW);
  const got: Buffer[] = [];
  const fed = gives.feed((some) => Promise.resolve(void got.push(...some)), stop.signal);
  endless.push('abc');
  await expect.poll(() => got.toString()).toBe('abc');
  stop.abort('yields');
  await fed;
  expect([gives.ending, got.toString()]).toEqual(['yields', 'abc']);
});
