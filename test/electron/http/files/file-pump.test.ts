import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { pumpFile } from '../../../../electron/http/files/file-pump.ts';
import { temporaryFolder } from '../../../support/host/temporary-folder.ts';

const CONTENT = randomBytes(3_000_000);

async function file() {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, CONTENT);
  const handle = await open(path);
  onTestFinished(() => handle.close());
  return handle;
}

/** Takes each piece after `delayMs` milliseconds. */
function reader(delayMs: number) {
  const pieces: Buffer[] = [];
  const stream = new Writable({
    highWaterMark: 1,
    write(piece: Buffer, _, done) {
      // The buffer is reused after this call.
      pieces.push(Buffer.from(piece));
      setTimeout(done, delayMs);
    },
  });
  return { stream, pieces };
}

test('any part of a file arrives unchanged', async () => {
  const handle = await file();
  const place = fc.nat(CONTENT.length - 1);
  await fc.assert(
    fc.asyncProperty(place, place, async (a, b) => {
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const { stream, pieces } = reader(0);
      expect(await pumpFile(handle, start, end, stream)).toBe(true);
      expect(stream.writableFinished).toBe(true);
      expect(Buffer.concat(pieces).equals(CONTENT.subarray(start, end + 1))).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('a slow reader gets small pieces', async () => {
  const handle = await file();
  const { stream, pieces } = reader(150);
  await pumpFile(handle, 0, 299_999, stream);
  expect(Math.max(...pieces.map(({ length }) => length))).toBe(65_536);
});

test('reports that the reader went away, and rejects if the file has become shorter', async () => {
  const handle = await file();
  const { stream } = reader(0);
  setImmediate(() => stream.destroy());
  expect(await pumpFile(handle, 0, CONTENT.length - 1, stream)).toBe(false);
  await expect(pumpFile(handle, 0, CONTENT.length, reader(0).stream)).rejects.toThrow('ends at 3000000');
});
