import { afterEach, expect, test, vi } from 'vitest';
import type { PictureBytes } from '../../../contract/attachment.ts';
import { HELD_BYTES_MAX, PictureShelf } from '../../../renderer/host/picture-shelf.ts';

afterEach(() => vi.restoreAllMocks());

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a picture is asked for once, however often it is shown', async () => {
  const read = vi.fn((): Promise<PictureBytes | null> =>
    Promise.resolve({ type: 'image/png', bytes: Uint8Array.of(1) }),
  );
  const shelf = new PictureShelf(read);
  const source = shelf.source('a');
  expect(source.read()).toBeUndefined();
  await settled();
  expect(shelf.source('a')).toBe(source);
  expect(source.read()).toMatch(/^blob:/);
  expect(read).toHaveBeenCalledOnce();
});

test('one that is gone, or that nobody answers for, is not asked for again and again', async () => {
  const read = vi.fn((id: string) =>
    id === 'gone' ? Promise.resolve(null) : Promise.reject(new Error('the host has ended')),
  );
  const shelf = new PictureShelf(read);
  for (const id of ['gone', 'broken', 'gone', 'broken']) {
    shelf.source(id);
    await settled();
    expect(shelf.source(id).read()).toBeNull();
  }
  expect(read).toHaveBeenCalledTimes(2);
});

test('of more than it may hold, what was looked at longest ago goes', async () => {
  const revoke = vi.spyOn(URL, 'revokeObjectURL');
  const half = new Uint8Array(HELD_BYTES_MAX / 2);
  const read = vi.fn((): Promise<PictureBytes | null> => Promise.resolve({ type: 'image/png', bytes: half }));
  const shelf = new PictureShelf(read);
  for (const id of ['a', 'b', 'a', 'c']) {
    shelf.source(id);
    await settled();
  }
  expect(revoke).toHaveBeenCalledOnce();
  const asked = read.mock.calls.length;
  shelf.source('a');
  shelf.source('c');
  expect(read).toHaveBeenCalledTimes(asked);
  shelf.source('b');
  expect(read).toHaveBeenCalledTimes(asked + 1);
});
