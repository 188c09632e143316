import { expect, test } from 'vitest';
import { ActiveMutes, type StoredMute } from '../../../../electron/chat/moderation/active-mutes.ts';

const NOW = 1_795_000_000_000;
const MINUTE = 60_000;
const since = (now: number) => (stamp: number) => now - stamp;
const everybody = () => true;
const nobody = () => false;

const mute = (more: Partial<StoredMute> = {}): StoredMute => ({
  ...{ id: 'eve', by: { id: 'host', name: 'Host' }, reason: 'noise', at: NOW, since: NOW },
  ...more,
});

/** Eve is muted, and here. */
function withEve(more: Partial<StoredMute> = {}): ActiveMutes {
  const mutes = new ActiveMutes([], since(NOW), 0);
  mutes.add(mute(more), 0);
  mutes.updatePresence(everybody, 0);
  return mutes;
}

test('a newcomer who may be somebody muted is muted while those are here, or were until just now', () => {
  const mutes = withEve();
  mutes.updatePresence(nobody, 4 * MINUTE);
  mutes.follow('tab', (id) => id === 'eve', 4 * MINUTE);
  mutes.follow('other', nobody, 4 * MINUTE);
  mutes.follow('late', everybody, 6 * MINUTE);
  expect(mutes.find('tab', undefined, 7 * MINUTE)).toEqual({ reason: 'noise' });
  expect(mutes.find('other', undefined, 7 * MINUTE)).toBeUndefined();
  expect(mutes.find('late', undefined, 7 * MINUTE)).toBeUndefined();
});

test('a mute that was kept follows to nobody until whom it holds is here', () => {
  const mutes = new ActiveMutes([mute()], since(NOW), 0);
  mutes.follow('stranger', everybody, 1);
  expect(mutes.find('stranger', undefined, 1)).toBeUndefined();
});

test('whoever follows and is away for long follows no more', () => {
  const mutes = withEve();
  mutes.follow('tab', everybody, 0);
  mutes.updatePresence((id) => id === 'eve', 4 * MINUTE);
  expect(mutes.find('tab', undefined, 4 * MINUTE)).toBeDefined();
  mutes.updatePresence((id) => id === 'eve', 6 * MINUTE);
  expect(mutes.find('tab', undefined, 6 * MINUTE)).toBeUndefined();
});

test('whoever follows is muted as whom they follow is now, and no longer', () => {
  const mutes = withEve();
  mutes.follow('tab', everybody, 0);
  mutes.add(mute({ reason: 'less', at: NOW + 1, since: NOW + 1, lasting: MINUTE }), 1);
  expect(mutes.find('tab', undefined, 1)).toEqual({ reason: 'less', seconds: 60 });
  expect(mutes.dropOver(2 * MINUTE)).toEqual(['eve']);
  expect(mutes.followersOf('eve')).toEqual([]);
  mutes.add(mute(), 2 * MINUTE);
  expect(mutes.find('tab', undefined, 2 * MINUTE)).toBeUndefined();
});

test('what is lifted is lifted for those who follow, and what is lifted for one of them for them alone', () => {
  const mutes = withEve();
  for (const id of ['one', 'two']) mutes.follow(id, everybody, 0);
  expect(mutes.unmute('one', undefined)).toEqual({ mutes: [], freed: ['one'] });
  expect(mutes.find('eve', undefined, 1)).toBeDefined();
  expect(mutes.unmute('eve', undefined)).toEqual({ mutes: ['eve'], freed: ['eve', 'two'] });
});

test('of those who follow no more are held than may be', () => {
  const mutes = withEve();
  for (let i = 0; i < 10_001; i += 1) mutes.follow(`tab ${i}`, everybody, 0);
  expect(mutes.followersOf('eve')).toHaveLength(10_000);
});
