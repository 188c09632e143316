import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Shares } from '../../../electron/limits/shares.ts';

const address = fc.oneof(
  fc.integer({ min: 0, max: 3 }).map((n) => `192.0.2.${n}`),
  fc.integer({ min: 0, max: 3 }).map((n) => `2001:db8:0:${n}::${n}`),
);

test('addresses of one /64 count together, addresses of one /24 do not', () => {
  const shares = new Shares<number>();
  ['2001:db8::1', '2001:db8::2', '192.0.2.1', '192.0.2.2'].forEach((from, i) => shares.add(i, from));
  expect([...shares.of('2001:db8::99')]).toEqual([0, 1]);
  expect([...shares.of('192.0.2.1')]).toEqual([2]);
});

test('the network with the most members yields, oldest first', () => {
  const shares = new Shares<string>();
  shares.add('one', '192.0.2.1');
  for (const member of ['a', 'b', 'c']) shares.add(member, '192.0.2.2');
  expect(shares.yielding('192.0.2.3')).toEqual({ members: new Set(['a', 'b', 'c']), crowding: true });
  expect(shares.yielding('192.0.2.2')?.crowding).toBe(false);
});

test('among networks of the same size, one from the wider network with the most yields', () => {
  const shares = new Shares<string>();
  shares.add('alone', '198.51.100.1');
  for (let i = 1; i < 5; i += 1) shares.add(`machine ${i}`, `192.0.2.${i}`);
  expect([...(shares.yielding('203.0.113.1')?.members ?? [])]).toEqual(['machine 1']);
});

test("it counts members that were added and not deleted, and no network yields that has fewer than the newcomer's", () => {
  const step = fc.record({ member: fc.integer({ min: 0, max: 12 }), address, add: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), address, (steps, newcomer) => {
      const shares = new Shares<number>();
      const held = new Map<number, string>();
      for (const { member, address, add } of steps) {
        if (add) shares.add(member, address);
        else shares.delete(member);
        held.delete(member);
        if (add) held.set(member, address);
      }
      expect(shares.size).toBe(held.size);
      expect([...shares.all()]).toEqual([...held.keys()]);
      const sizes = [...held.values()].map((each) => shares.of(each).size);
      const yielding = shares.yielding(newcomer);
      expect(yielding?.members.size).toBe(sizes.length === 0 ? undefined : Math.max(...sizes));
      if (yielding !== undefined)
        expect(yielding.crowding).toBe(yielding.members.size > shares.of(newcomer).size + 1);
    }),
  );
});
