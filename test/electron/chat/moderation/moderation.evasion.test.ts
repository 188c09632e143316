/** Ways around what keeps order: each was one once. */
import { beforeAll, expect, test } from 'vitest';
import type { ServerMessage } from '../../../../contract/wire/server-message.ts';
import type { ModerationAction } from '../../../../contract/ipc/moderation-action.ts';
import { Guest } from '../../../support/clients/guest.ts';
import { HISTORY_SCRIPT } from '../../../support/host/kept-history.ts';
import { build } from '../../../support/app/program.ts';
import { temporaryFolder } from '../../../support/host/temporary-folder.ts';
import { HOST, lightHost, type LitHost } from '../../../support/host/running-host.ts';

beforeAll(() => build('history'));

const PIN = '482913';
const THEM = { token: true, name: true, address: false };
const EVERYBODY = { ...THEM, address: true };

function lit(place: Parameters<typeof lightHost>[1] = {}) {
  return lightHost({ person: HOST }, place);
}

async function order({ host }: LitHost, act: ModerationAction): Promise<void> {
  expect(await host.house!.hostActions.moderate(act)).toEqual({ ok: true });
}

function lastOf({ host }: LitHost) {
  return host.house!.people().at(-1)!;
}

test('who waits at the PIN while they are banned is not let in by it', async () => {
  const house = await lit({ pin: PIN });
  const [inside, spare] = [await Guest.plain(house.port), await Guest.plain(house.port)];
  inside.say(PIN);
  await inside.hears((line) => line.startsWith('Welcome'));
  await order(house, { type: 'ban', personId: lastOf(house).id, reason: '', covers: EVERYBODY });
  spare.say(PIN);
  expect(await spare.closed).toBe(4003);
  expect(house.host.house!.people()).toEqual([]);
});

test('somebody on plain text who is muted is heard again when that is lifted, under whichever id they are', async () => {
  const house = await lit();
  const [loud, bob] = [await Guest.plain(house.port), await Guest.join(house.port, 'Bob')];
  await loud.hearsInAll(1);
  await order(house, { type: 'mute', personId: house.host.house!.people()[0]!.id, reason: '' });
  loud.say('quit');
  await loud.closed;
  const again = await Guest.plain(house.port);
  // That they are in and muted.
  await again.hearsInAll(2);
  expect(lastOf(house).muted).toEqual({});
  again.say('not heard');
  // That it was not.
  await again.hearsInAll(3);
  await order(house, { type: 'unmute', personId: lastOf(house).id });
  again.say('heard');
  await bob.hears((line) => line.includes('"heard"'));
  expect(bob.texts).toEqual(['heard']);
});

test('who is muted and comes in once more under another name is muted there too, and the neighbour is not', async () => {
  const house = await lit();
  const [loud, bob] = [await Guest.join(house.port, 'Loud'), await Guest.join(house.port, 'Bob')];
  await order(house, { type: 'mute', personId: loud.id, reason: 'Too loud', minutes: 10 });
  const tab = await Guest.join(house.port, 'Nobody');
  expect(await tab.hearsOf('muted')).toMatchObject({ on: true, reason: 'Too loud' });
  expect(await tab.asks({ type: 'message', text: 'still here' })).toMatchObject({ code: 'muted' });
  const plain = await Guest.plain(house.port);
  await plain.hearsInAll(1);
  plain.say('and here');
  await plain.hearsInAll(2);
  await bob.says('calm');
  expect(bob.texts).toEqual(['calm']);
  // Lifted for one of them it holds for the others; lifted for whom it was meant, for nobody.
  await order(house, { type: 'unmute', personId: tab.id });
  expect(await tab.hearsOf('muted', ({ on }) => !on)).toBeDefined();
  const muted = () => house.host.house!.people().filter((each) => each.muted !== undefined);
  expect(muted().map(({ id }) => id)).toContain(loud.id);
  await order(house, { type: 'unmute', personId: loud.id });
  expect(muted()).toEqual([]);
  await (await Guest.join(house.port, 'New')).says('welcome');
});

test('who keeps order and whoever it holds learn at once that a newcomer is muted, by each way in', async () => {
  const house = await lit();
  const [mod, loud] = [await Guest.join(house.port, 'Mod'), await Guest.join(house.port, 'Loud')];
  house.host.house!.hostActions.setRole(mod.id, 'moderator');
  await order(house, { type: 'mute', personId: loud.id, reason: 'Too loud' });
  await mod.hearsOf('moderation', ({ muted }) => muted.includes(loud.id));
  const tab = await Guest.join(house.port, 'Tab');
  await mod.hearsOf('moderation', ({ muted }) => muted.includes(tab.id));
  const plain = await Guest.plain(house.port);
  await plain.hears((line) => line.includes('Too loud'));
  const { id } = lastOf(house);
  await mod.hearsOf('moderation', ({ muted }) => muted.includes(id));
  const peer = { address: '127.0.0.1', port: 1, userAgent: '', subprotocol: undefined };
  const heard: ServerMessage[] = [];
  const { joins } = house.host.house!;
  const joined = joins.joinForm('Form', peer, (message) => heard.push(message));
  expect(heard).toContainEqual({ type: 'muted', on: true, reason: 'Too loud' });
  await mod.hearsOf('moderation', ({ muted }) => joined.ok && muted.includes(joined.value));
});

test('on IPv6 a mute follows to the same address, and not to the neighbours in its network', async () => {
  const house = await lit();
  const { joins } = house.host.house!;
  const comes = (name: string, address: string) =>
    joins.joinForm(name, { address, port: 1, userAgent: '', subprotocol: undefined }, () => undefined);
  const loud = comes('Loud', '2001:db8::1');
  await order(house, { type: 'mute', personId: loud.ok ? loud.value : '', reason: '' });
  const [near, same] = [comes('Near', '2001:db8::2'), comes('Same', '2001:db8::1')];
  const muted = house.host.house!.people().filter((each) => each.muted !== undefined);
  expect(near.ok && same.ok && muted.map(({ name }) => name)).toEqual(['Loud', 'Same']);
});

test('somebody muted who was away is told again to those who keep order', async () => {
  const house = await lit();
  const [mod, loud] = [await Guest.join(house.port, 'Mod'), await Guest.join(house.port, 'Loud')];
  house.host.house!.hostActions.setRole(mod.id, 'moderator');
  await order(house, { type: 'mute', personId: loud.id, reason: '' });
  loud.send({ type: 'leave' });
  await loud.closed;
  const tab = await Guest.join(house.port, 'Tab');
  await mod.hearsOf('moderation', ({ muted }) => muted.join() === tab.id);
  await Guest.join(house.port, 'Loud', loud.back());
  await mod.hearsOf('moderation', ({ muted }) => muted.includes(loud.id) && muted.includes(tab.id));
});

test('a mute that is changed is changed for those who follow, and ends for them with it', async () => {
  const history = { folder: temporaryFolder(), script: HISTORY_SCRIPT };
  const house = await lightHost({ person: HOST, history });
  const loud = await Guest.join(house.port, 'Loud');
  await order(house, { type: 'mute', personId: loud.id, reason: '' });
  const tab = await Guest.join(house.port, 'Tab');
  expect(await tab.hearsOf('muted')).toEqual({ type: 'muted', on: true });
  await order(house, { type: 'mute', personId: loud.id, reason: '', minutes: 5 });
  await tab.hearsOf('muted', ({ seconds }) => seconds === 300);
  // Nothing of whoever follows is written down.
  await house.host.close();
  const later = await lightHost({ person: HOST, history });
  await (await Guest.join(later.port, 'Tab', tab.back())).says('heard');
  const back = await Guest.join(later.port, 'Loud', loud.back());
  expect(await back.hearsOf('muted')).toMatchObject({ on: true });
});

test('a moderator who is banned while they are away comes back as a guest', async () => {
  const house = await lit();
  const mod = await Guest.join(house.port, 'Mod');
  expect(house.host.house!.hostActions.setRole(mod.id, 'moderator')).toEqual({ ok: true });
  await mod.hearsOf('moderation');
  mod.send({ type: 'leave' });
  await mod.closed;
  await order(house, { type: 'ban', personId: mod.id, reason: '', covers: { ...THEM, token: false } });
  const back = await Guest.join(house.port, 'Another', mod.back());
  expect(back.welcome.you).toMatchObject({ id: mod.id, role: 'guest' });
});

test('a moderator who is away can be made a guest again', async () => {
  const house = await lit();
  const mod = await Guest.join(house.port, 'Mod');
  house.host.house!.hostActions.setRole(mod.id, 'moderator');
  mod.send({ type: 'leave' });
  await mod.closed;
  expect(house.host.house!.hostActions.setRole(mod.id, 'guest')).toEqual({ ok: true });
  expect((await Guest.join(house.port, 'Mod', mod.back())).welcome.you.role).toBe('guest');
});

test('whoever leaves just before they are banned is kept out by their address too', async () => {
  const house = await lit();
  const eve = await Guest.join(house.port, 'Eve');
  eve.send({ type: 'leave' });
  await eve.closed;
  await order(house, { type: 'ban', personId: eve.id, reason: '', covers: EVERYBODY });
  const mallory = await Guest.page(house.port);
  mallory.send({ type: 'join', name: 'Mallory' });
  expect(await mallory.closed).toBe(4003);
});

test('a moderator removes what guests said, and nothing of the host or of another moderator', async () => {
  const house = await lit();
  const [mod, other] = [await Guest.join(house.port, 'Mod'), await Guest.join(house.port, 'Other')];
  const bob = await Guest.join(house.port, 'Bob');
  // Written before they were what they are now.
  const others = await other.says('from another moderator');
  for (const { id } of [mod, other]) house.host.house!.hostActions.setRole(id, 'moderator');
  await mod.hearsOf('moderation');
  await house.host.house!.hostActions.say('lobby', 'from the host');
  const hosts = await bob.hearsOf('message', ({ text }) => text === 'from the host');
  const guests = await bob.says('from a guest');
  for (const { seq } of [others, hosts])
    expect(await mod.asks({ type: 'delete', target: seq })).toMatchObject({ code: 'not-yours' });
  expect(await mod.asks({ type: 'delete', target: guests.seq })).toMatchObject({ type: 'deleted' });
});

test('somebody muted says nothing by a new name either, here or by coming back under it', async () => {
  const house = await lit();
  const [eve, bob] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Bob')];
  await order(house, { type: 'mute', personId: eve.id, reason: '', minutes: 2 });
  await eve.hearsOf('muted');
  eve.send({ type: 'rename', name: 'I still speak' });
  expect(await eve.hearsOf('error')).toEqual({ type: 'error', code: 'muted', seconds: 120 });
  const back = await Guest.page(house.port);
  back.send({ type: 'join', name: 'By my name', token: eve.welcome.token });
  expect(await back.hearsOf('error')).toMatchObject({ code: 'muted', seconds: 120 });
  await order(house, { type: 'unmute', personId: eve.id });
  eve.send({ type: 'rename', name: 'Evelyn' });
  await bob.hearsOf('renamed', ({ person }) => person.name === 'Evelyn');
  expect(bob.all('renamed')).toHaveLength(1);
});
