import { expect, test } from 'vitest';
import { Space, type Disk } from '../../../electron/files/space.ts';

const GIB = 2 ** 30;

async function spaceOf(quota: number, disk: Disk, taken = 0): Promise<Space> {
  const space = new Space({ quotaBytes: quota }, taken, () => Promise.resolve(disk));
  await space.look();
  return space;
}

test('two never fit into the same last byte', async () => {
  const space = await spaceOf(1_000, { free: 10 * GIB, total: 10 * GIB }, 100);
  expect(space.left()).toBe(900);
  expect(space.reserve(500)).toBe(true);
  expect(space.reserve(401)).toBe(false);
  expect(space.reserve(400)).toBe(true);
  expect([space.left(), space.reserve(1), space.reserve(0)]).toEqual([0, false, true]);
});

test('what was given up, written or not, can be taken again', async () => {
  const space = await spaceOf(1_000, { free: 10 * GIB, total: 10 * GIB });
  space.reserve(600);
  space.wrote(200);
  space.release(200, 400);
  expect(space.left()).toBe(1_000);
});

test.each<[string, Disk, number]>([
  ['a small disk keeps one gibibyte', { free: 2 * GIB, total: 10 * GIB }, GIB],
  ['a large one a twentieth', { free: 100 * GIB, total: 1_000 * GIB }, 50 * GIB],
  ['below that nothing is taken', { free: GIB - 1, total: 10 * GIB }, 0],
])('%s', async (_, disk, left) => {
  expect((await spaceOf(1_000 * GIB, disk)).left()).toBe(left);
});

test('what is promised to others counts on the disk too, once', async () => {
  const disk = { free: 2 * GIB, total: 2 * GIB };
  const space = new Space({ quotaBytes: 100 * GIB }, 0, () => Promise.resolve(disk));
  expect(await space.look()).toBe(true);
  space.reserve(GIB / 2);
  expect(space.left()).toBe(GIB / 2);
  space.wrote(GIB / 4);
  disk.free -= GIB / 4;
  expect(space.left()).toBe(GIB / 2);
  await space.look();
  expect(space.left()).toBe(GIB / 2);
  disk.free = GIB - 1;
  expect(await space.look()).toBe(false);
});
