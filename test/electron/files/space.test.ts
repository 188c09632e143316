import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Space, type Disk } from '../../../electron/files/space.ts';

const GIB = 2 ** 30;
const PLENTY: Disk = { free: 100 * GIB, total: 100 * GIB };
const ADA = { owner: 'ada', network: '192.0.2.1' };

async function spaceOf(quota: number, disk: Disk, taken = 0): Promise<Space> {
  const kept = [{ owner: 'before', bytes: taken }];
  const space = new Space({ quotaBytes: quota }, kept, () => Promise.resolve(disk));
  await space.checkDisk();
  return space;
}

test('two uploads never fit into the same last byte', async () => {
  const space = await spaceOf(1_000, PLENTY, 100);
  expect(space.left()).toBe(900);
  expect(space.reserve(ADA, 500)).toBeUndefined();
  expect(space.reserve({ owner: 'bob' }, 401)).toBe('no-room');
  expect(space.reserve({ owner: 'bob' }, 350)).toBeUndefined();
  expect(space.left()).toBe(50);
});

test('released space, written or not, can be used again', async () => {
  const space = await spaceOf(1_000, PLENTY);
  space.reserve(ADA, 600);
  space.wrote(200);
  space.release(ADA, 200, 400);
  expect([space.left(), space.leftFor(ADA), space.byOwner().size]).toEqual([1_000, 875, 0]);
});

test.each<[string, Disk, number]>([
  ['a small disk keeps one gibibyte', { free: 2 * GIB, total: 10 * GIB }, GIB],
  ['a large one a twentieth', { free: 100 * GIB, total: 1_000 * GIB }, 50 * GIB],
  ['below that nothing is taken', { free: GIB - 1, total: 10 * GIB }, 0],
])('%s', async (_, disk, left) => {
  expect((await spaceOf(1_000 * GIB, disk)).left()).toBe(left);
});

test('reservations of others count on the disk too, once', async () => {
  const disk = { free: 2 * GIB, total: 2 * GIB };
  const space = new Space({ quotaBytes: 100 * GIB }, [], () => Promise.resolve(disk));
  expect(await space.checkDisk()).toBe(true);
  space.reserve(ADA, GIB / 2);
  expect(space.left()).toBe(GIB / 2);
  space.wrote(GIB / 4);
  disk.free -= GIB / 4;
  expect(space.left()).toBe(GIB / 2);
  await space.checkDisk();
  expect(space.left()).toBe(GIB / 2);
  disk.free = GIB - 1;
  expect(await space.checkDisk()).toBe(false);
});

test('one person fills 7/8 of an empty store, and the next one has space', async () => {
  const space = await spaceOf(8_000, PLENTY);
  expect(space.reserve(ADA, 7_001)).toBe('share');
  expect(space.reserve(ADA, 7_000)).toBeUndefined();
  expect(space.reserve(ADA, 1)).toBe('share');
  expect(space.leftFor({ owner: 'bob', network: ADA.network })).toBe(750);
  expect(space.leftFor({ owner: 'eve', network: '192.0.2.2' })).toBe(875);
});

test('files of an earlier run count for their sender', async () => {
  const space = await spaceOf(8_000, PLENTY, 7_000);
  expect([space.leftFor({ owner: 'before' }), space.leftFor(ADA)]).toEqual([0, 875]);
});

test('however many names of one network send, and whatever they release, others have space', async () => {
  const step = fc.record({ owner: fc.nat(50), bytes: fc.nat(1_000_000), gives: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 300 }), async (steps) => {
      const quota = 1_000_000;
      const space = await spaceOf(quota, PLENTY);
      const has = new Map<string, number>();
      for (const { owner: name, bytes, gives } of steps) {
        const account = { owner: `${name}`, network: 'one' };
        const held = has.get(account.owner) ?? 0;
        if (gives) {
          space.release(account, 0, held);
          has.set(account.owner, 0);
        } else if (space.reserve(account, bytes) === undefined) has.set(account.owner, held + bytes);
        const sum = [...has.values()].reduce((a, b) => a + b, 0);
        expect(space.use().taken).toBe(sum);
        expect(space.left()).toBeGreaterThanOrEqual(Math.floor(quota / 32));
        expect(space.leftFor({ owner: 'stranger', network: 'two' })).toBeGreaterThan(0);
      }
    }),
  );
});
