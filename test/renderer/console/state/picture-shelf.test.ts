import { afterEach, expect, test, vi } from 'vitest';
import type { PictureBytes } from '../../../../contract/model/attachment.ts';
import { HELD_BYTES_MAX, PictureShelf } from '../../../../renderer/console/state/picture-shelf.ts';

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

test('one that is gone is not asked for again and again', async () => {
  const read = vi.fn(() => Promise.resolve(null));
  const shelf = new PictureShelf(read);
  for (let look = 0; look < 2; look += 1) {
    shelf.source('gone');
    await settled();
    expect(shelf.source('gone').read()).toBeNull();
  }
  expect(read).toHaveBeenCalledOnce();
});

test('one that nobody answered for is asked for again by whoever looks next', async () => {
  const read = vi.fn((): Promise<PictureBytes | null> =>
    Promise.resolve({ type: 'image/png', bytes: Uint8Array.of(1) }),
  );
  read.mockRejectedValueOnce(new Error('too-often'));
  const shelf = new PictureShelf(read);
  const unwatch = shelf.source('a').subscribe(() => undefined);
  await settled();
  // Whoever looks is shown it again and again: that is no other look.
  expect(shelf.source('a').read()).toBeNull();
  expect(read).toHaveBeenCalledOnce();
  unwatch();
  expect(shelf.source('a').read()).toBeUndefined();
  await settled();
  expect(shelf.source('a').read()).toMatch(/^blob:/);
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

test('what somebody looks at stays, however long ago they began', async () => {
  const revoke = vi.spyOn(URL, 'revokeObjectURL');
  const half = new Uint8Array(HELD_BYTES_MAX / 2);
  const shelf = new PictureShelf(() => Promise.resolve({ type: 'image/png', bytes: half }));
  const unwatch = shelf.source('a').subscribe(() => undefined);
  for (const id of ['b', 'c', 'd']) {
    shelf.source(id);
    await settled();
  }
  const address = shelf.source('a').read();
  expect(address).toMatch(/^blob:/);
  expect(revoke).toHaveBeenCalledTimes(2);
  expect(revoke).not.toHaveBeenCalledWith(address);
  unwatch();
  for (const id of ['e', 'f']) {
    shelf.source(id);
    await settled();
  }
  expect(revoke).toHaveBeenCalledWith(address);
});
