import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ActiveBans, type StoredBan } from '../../../../electron/chat/moderation/active-bans.ts';
import { ActiveMutes } from '../../../../electron/chat/moderation/active-mutes.ts';

const NOW = 1_795_000_000_000;
const MINUTE = 60_000;
const since = (now: number) => (stamp: number) => now - stamp;

const ban = (more: Partial<StoredBan> = {}): StoredBan => ({
  ...{ id: 'b1', whom: { id: 'eve', name: 'Eve' }, by: { id: 'host', name: 'Host' } },
  ...{ reason: 'noise', at: NOW, since: NOW, spared: [] },
  ...more,
});
const stranger = { proof: undefined, id: undefined, network: '192.0.2.9' };

test('a ban holds what it covers and nothing else', () => {
  const bans = new ActiveBans([ban({ proof: 'p', name: 'Eve' })], since(NOW), 0);
  expect(bans.blockOf({ ...stranger, proof: 'p', id: 'eve' }, 1)).toEqual({ why: 'banned', reason: 'noise' });
  expect(bans.blockOf(stranger, 1)).toBeUndefined();
  expect(['eve', 'EVE', 'Еve', 'Eva'].map((name) => bans.isNameBanned(name, 1))).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test('an address keeps out everybody new behind it, and spares who was in', () => {
  const bans = new ActiveBans([ban({ network: '192.0.2.9', spared: ['bob'] })], since(NOW), 0);
  expect(bans.blockOf(stranger, 1)).toBeDefined();
  expect(bans.blockOf({ ...stranger, proof: 'q', id: 'cyd' }, 1)).toBeDefined();
  expect(bans.blockOf({ ...stranger, proof: 'r', id: 'bob' }, 1)).toBeUndefined();
  expect(bans.blockOf({ ...stranger, network: '192.0.2.10' }, 1)).toBeUndefined();
});

test('time is told by the monotonic clock while it runs, and by what was written down after a restart', () => {
  const eve = { ...stranger, proof: 'p', id: 'eve' };
  const kept = ban({ proof: 'p', lasting: 10 * MINUTE });
  const bans = new ActiveBans([kept], since(NOW), 5_000);
  expect(bans.blockOf(eve, 5_000)?.seconds).toBe(600);
  expect(bans.blockOf(eve, 5_000 + 10 * MINUTE - 1)?.seconds).toBe(1);
  expect(bans.blockOf(eve, 5_000 + 10 * MINUTE)).toBeUndefined();
  expect(new ActiveBans([kept], since(NOW + 4 * MINUTE), 77).blockOf(eve, 77)?.seconds).toBe(360);
  expect(new ActiveBans([kept], since(NOW + 11 * MINUTE), 77).blockOf(eve, 77)).toBeUndefined();
});

test('of several the longest counts, and one that is lifted does not', () => {
  const bans = new ActiveBans([], since(NOW), 0);
  bans.add(ban({ id: 'short', proof: 'p', lasting: MINUTE }), 0);
  bans.add(ban({ id: 'long', proof: 'p', reason: 'more noise', lasting: 9 * MINUTE }), 0);
  expect(bans.blockOf({ ...stranger, proof: 'p' }, 0)).toMatchObject({ reason: 'more noise', seconds: 540 });
  expect(bans.unban('long')?.reason).toBe('more noise');
  expect(bans.blockOf({ ...stranger, proof: 'p' }, 0)).toMatchObject({ seconds: 60 });
  expect(bans.unban('long')).toBeUndefined();
});

test('being asked to leave is no ban to list or lift, and says so', () => {
  const bans = new ActiveBans([], since(NOW), 0);
  bans.add(ban({ proof: 'p', kick: true, lasting: MINUTE }), 0);
  expect(bans.blockOf({ ...stranger, proof: 'p' }, 0)?.why).toBe('removed');
  expect([bans.list(0), bans.unban('b1')]).toEqual([[], undefined]);
});

test('what is over is forgotten with all that it held', () => {
  const moment = fc.integer({ min: 1, max: 100 });
  fc.assert(
    fc.property(fc.array(moment, { maxLength: 30 }), moment, (ends, nowMs) => {
      const bans = new ActiveBans([], since(NOW), 0);
      ends.forEach((end, i) => bans.add(ban({ id: `b${i}`, proof: 'p', name: 'Eve', lasting: end }), 0));
      const over = ends.filter((end) => end <= nowMs).length;
      expect(bans.dropOver(nowMs)).toHaveLength(over);
      expect(bans.list(nowMs)).toHaveLength(ends.length - over);
      expect(bans.isNameBanned('Eve', nowMs)).toBe(over < ends.length);
    }),
  );
});

test('somebody muted is so until the time is over, and on plain text also under another id', () => {
  const by = { id: 'host', name: 'Host' };
  const mutes = new ActiveMutes(
    [{ id: 'eve', by, reason: '', at: NOW, since: NOW, lasting: MINUTE }],
    since(NOW),
    0,
  );
  mutes.add({ id: 'one', address: '192.0.2.9', by, reason: 'noise', at: NOW, since: NOW }, 0);
  expect(mutes.find('eve', undefined, 1)).toEqual({ reason: '', seconds: 60 });
  expect(mutes.find('eve', undefined, MINUTE)).toBeUndefined();
  expect(mutes.find('other', '192.0.2.9', 1)).toEqual({ reason: 'noise' });
  expect(mutes.find('other', undefined, 1)).toBeUndefined();
  expect(mutes.dropOver(MINUTE)).toEqual(['eve']);
});
