import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { ModerationAction } from '../../../../contract/ipc/moderation-action.ts';
import type { Covers } from '../../../../contract/model/moderation.ts';
import { hostWords } from '../../../../electron/server/host-locale.ts';
import { Guest } from '../../../support/clients/guest.ts';
import { HISTORY_SCRIPT } from '../../../support/host/kept-history.ts';
import { HOST, lightHost, type LitHost } from '../../../support/host/running-host.ts';
import { FileSender } from '../../../support/clients/sent-file.ts';
import { build } from '../../../support/app/program.ts';
import { temporaryFolder } from '../../../support/host/temporary-folder.ts';

beforeAll(() => build('history'));

/** What a ban covers unless more is chosen. */
const THEM: Covers = { token: true, name: true, address: false };
const EVERYBODY: Covers = { ...THEM, address: true };

function lit(parts: Parameters<typeof lightHost>[0] = {}) {
  return lightHost({ person: HOST, ...parts });
}

async function order({ host }: LitHost, act: ModerationAction): Promise<void> {
  expect(await host.house!.hostActions.moderate(act)).toEqual({ ok: true });
}

async function makeModerator({ host }: LitHost, guest: Guest): Promise<void> {
  expect(host.house!.hostActions.setRole(guest.id, 'moderator')).toEqual({ ok: true });
  await guest.hearsOf('moderation');
}

/** Tries to come in; what it is told first. */
async function tries(port: number, name: string, more: object = {}) {
  const guest = await Guest.page(port);
  guest.send({ type: 'join', name, ...more });
  await guest.hearsInAll(1);
  return { told: guest.messages[0]!, guest };
}

test('whoever is asked to leave hears why and is closed with 4003, and the others hear that they were', async () => {
  const house = await lit();
  const [eve, bob] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Bob')];
  await order(house, { type: 'remove', personId: eve.id, reason: 'Too loud' });
  expect(await eve.closed).toBe(4003);
  expect(eve.all('removed')).toEqual([{ type: 'removed', why: 'removed', reason: 'Too loud', seconds: 60 }]);
  expect(await bob.hearsOf('left')).toMatchObject({ person: { name: 'Eve' }, goodbye: false, removed: true });
});

test('for a minute they stay out by every way, and whoever is in behind the same address stays in', async () => {
  const house = await lit();
  const [eve, bob] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Bob')];
  await order(house, { type: 'remove', personId: eve.id, reason: '' });
  await eve.closed;
  const ways: [string, object][] = [
    ['Eve', eve.back()],
    ['Mallory', { token: eve.welcome.token }],
    ['Mallory', {}],
  ];
  for (const [name, more] of ways) {
    const { told, guest } = await tries(house.port, name, more);
    expect(told).toMatchObject({ type: 'removed', why: 'removed' });
    expect(await guest.closed).toBe(4003);
  }
  bob.cut();
  const again = await Guest.join(house.port, 'Bob', bob.back());
  expect(again.id).toBe(bob.id);
  await again.says('still here');
});

test('a ban holds by token and name, also after a restart, and lets in everybody else behind the address', async () => {
  const history = { folder: temporaryFolder(), script: HISTORY_SCRIPT };
  const house = await lit({ history });
  const eve = await Guest.join(house.port, 'Eve');
  await order(house, { type: 'ban', personId: eve.id, reason: 'No', minutes: 60, covers: THEM });
  expect(await eve.closed).toBe(4003);
  await house.host.close();
  const later = await lit({ history });
  for (const name of ['Eve', 'Mallory']) {
    const { told } = await tries(later.port, name, eve.back());
    expect(told).toMatchObject({ type: 'removed', why: 'banned', reason: 'No' });
    expect((told as { seconds: number }).seconds).toBeGreaterThan(3_500);
  }
  expect((await tries(later.port, 'eve')).told).toMatchObject({ type: 'error', code: 'name-banned' });
  const zoe = await Guest.join(later.port, 'Zoe');
  zoe.send({ type: 'rename', name: 'EVE' });
  expect(await zoe.hearsOf('error')).toMatchObject({ code: 'name-banned' });
});

test('a ban and a mute for an hour last for that, wherever the clock of the computer goes, on or off', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
  const right = Date.now();
  const history = { folder: temporaryFolder(), script: HISTORY_SCRIPT };
  let house = await lit({ history });
  const [eve, mo] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Mo')];
  await order(house, { type: 'ban', personId: eve.id, reason: '', minutes: 60, covers: THEM });
  await order(house, { type: 'mute', personId: mo.id, reason: '', minutes: 60 });
  const left = async () => {
    const { told } = await tries(house.port, 'Eve', eve.back());
    const back = await Guest.join(house.port, 'Mo', mo.back());
    const said = await back.asks({ type: 'message', text: 'still?' });
    const muted = said.type === 'error' ? await back.hearsOf('muted') : said;
    return [told, muted].map((each) => ('seconds' in each ? Math.ceil(each.seconds / 600) : each.type));
  };
  const HOUR = 3_600_000;
  for (const hours of [2, -20_000, 2_400]) {
    vi.setSystemTime(right + hours * HOUR);
    expect(await left()).toEqual([6, 6]);
  }
  for (const hours of [0, 2_400, 0, -2_400, 1_000_000, 0]) {
    await house.host.close();
    vi.setSystemTime(right + hours * HOUR);
    house = await lit({ history });
    expect(await left()).toEqual([6, 6]);
  }
  // It was off for longer than that, and nothing speaks against it.
  await house.host.close();
  vi.setSystemTime(right + 2 * HOUR);
  house = await lit({ history });
  expect(await left()).toEqual(['welcome', 'message']);
});

test.each(['{"id":"b1"', '{"id":"b1","until":"soon"}'])(
  'a ban that is damaged on the disk is told and left out, and the others hold: %s',
  async (damaged) => {
    const history = { folder: temporaryFolder(), script: HISTORY_SCRIPT };
    const house = await lit({ history });
    const eve = await Guest.join(house.port, 'Eve');
    const mallory = await Guest.join(house.port, 'Mallory');
    await order(house, { type: 'ban', personId: mallory.id, reason: '', covers: THEM });
    await order(house, { type: 'ban', personId: eve.id, reason: '', covers: THEM });
    await house.host.close();
    const file = new DatabaseSync(join(history.folder, 'history.db'));
    file.prepare("UPDATE marks SET value = ? WHERE value LIKE '%Mallory%'").run(damaged);
    file.close();
    const later = await lit({ history });
    expect(later.warnings).toEqual([hostWords()('host:trouble.unread', { lines: 1 })]);
    expect((await tries(later.port, 'eve')).told).toMatchObject({ code: 'name-banned' });
    expect((await tries(later.port, 'Mallory')).told).toMatchObject({ type: 'welcome' });
  },
);

test('a ban that is lifted lets the same person in again', async () => {
  const house = await lit();
  const eve = await Guest.join(house.port, 'Eve');
  await order(house, { type: 'ban', personId: eve.id, reason: '', covers: THEM });
  const [ban] = house.host.house!.hostActions.bans();
  expect(ban).toMatchObject({ name: 'Eve', by: 'Host', covers: THEM });
  expect(ban).not.toHaveProperty('seconds');
  await order(house, { type: 'unban', ban: ban!.id });
  expect((await Guest.join(house.port, 'Eve', eve.back())).id).toBe(eve.id);
  expect(house.host.house!.hostActions.bans()).toEqual([]);
});

test('a ban of an address keeps out whoever is new there, and the preview tells who shares it', async () => {
  const house = await lit();
  const [eve, bob] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Bob')];
  const plain = await Guest.plain(house.port);
  const { holds, others } = house.host.house!.hostActions.previewBan(eve.id)!;
  expect(holds).toEqual({ token: true, name: true, address: true });
  expect(others.map(({ name }) => name)).toEqual(['Bob', plain.name]);
  await order(house, { type: 'ban', personId: eve.id, reason: '', covers: EVERYBODY, others: [] });
  expect((await tries(house.port, 'Mallory')).told).toMatchObject({ type: 'removed', why: 'banned' });
  const stranger = await Guest.plain(house.port);
  expect(await stranger.closed).toBe(4003);
  expect(stranger.heard[0]).toContain('You’re banned from this chat');
  bob.cut();
  await Guest.join(house.port, 'Bob', bob.back());
  plain.say('and I');
  await plain.hears((line) => line.endsWith('and I'));
});

test('others behind the address are banned with them if they are chosen', async () => {
  const house = await lit();
  const [eve, mallory] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Mallory')];
  const others = [mallory.id];
  await order(house, { type: 'ban', personId: eve.id, reason: '', covers: EVERYBODY, others });
  expect([await eve.closed, await mallory.closed]).toEqual([4003, 4003]);
  expect((await tries(house.port, 'Mallory', mallory.back())).told).toMatchObject({ why: 'banned' });
});

test('people without a page are thrown out with a sentence', async () => {
  const house = await lit();
  const plain = await Guest.plain(house.port);
  await plain.hearsInAll(1);
  const [{ id: whom } = { id: '' }] = house.host.house!.people();
  await order(house, { type: 'remove', personId: whom, reason: 'Spam' });
  expect(await plain.closed).toBe(4003);
  expect(plain.heard.at(-1)).toMatch(/say: You were removed Reason: Spam Time left: 1 minute/);
});

test('what is on its way when somebody is banned is dropped, messages and files', async () => {
  const house = await lit();
  const [eve, bob] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Bob')];
  const sender = new FileSender(house.port, eve);
  const begun = await sender.begin('big.bin', 1_000);
  const path = begun.headers.get('location')!;
  await sender.append(path, 0, randomBytes(100));
  for (let i = 0; i < 5; i += 1) eve.write(`before ${i}`);
  await bob.hears((line) => line.includes('before 4'));
  const done = order(house, { type: 'ban', personId: eve.id, reason: '', covers: THEM });
  for (let i = 0; i < 5; i += 1) eve.write(`after ${i}`);
  await done;
  await eve.closed;
  expect((await sender.append(path, 100, randomBytes(900))).status).toBe(401);
  await bob.says('calm');
  expect(bob.texts.filter((text) => text.startsWith('after'))).toEqual([]);
});

test('of somebody who is muted in the middle of a burst nothing comes after it was acknowledged', async () => {
  const history = { folder: temporaryFolder(), script: HISTORY_SCRIPT };
  const house = await lit({ history, unrestrained: true });
  const [eve, mod] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Mod')];
  await makeModerator(house, mod);
  const target = await eve.says('first');
  let written = 0;
  // Both the way that is decided at once, and the one that reads the disk before.
  const burst = setInterval(() => {
    for (let i = 0; i < 20; i += 1, written += 1)
      eve.write(`burst ${written}`, written % 2 === 0 ? {} : { reply: target.seq });
  }, 1);
  onTestFinished(() => clearInterval(burst));
  await mod.hears((line) => line.includes('burst 40'));
  mod.send({ type: 'mute', ref: 'm1', personId: eve.id, reason: 'Calm down', minutes: 10 });
  await mod.hearsOf('done', ({ ref }) => ref === 'm1');
  const told = mod.heard.findIndex((line) => line.includes('"ref":"m1"'));
  await sleep(100);
  clearInterval(burst);
  await mod.says('quiet');
  expect(mod.heard.slice(told).filter((line) => line.includes('burst'))).toEqual([]);
  expect(await eve.hearsOf('muted')).toEqual({
    ...{ type: 'muted', on: true },
    ...{ reason: 'Calm down', seconds: 600 },
  });
  expect(eve.all('error').at(-1)).toMatchObject({ code: 'muted' });
  eve.cut();
  const back = await Guest.join(house.port, 'Eve', eve.back());
  expect(await back.hearsOf('muted')).toMatchObject({ on: true });
});

test('somebody muted cannot edit, react or be seen writing, may take back their own words, and hears when it is over', async () => {
  const house = await lit();
  const [eve, bob] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Bob')];
  const own = await eve.says('mine');
  await order(house, { type: 'mute', personId: eve.id, reason: '' });
  expect(await eve.asks({ type: 'edit', target: own.seq, text: 'changed' })).toMatchObject({
    code: 'muted',
  });
  expect(await eve.asks({ type: 'react', target: own.seq, emoji: '👍', on: true })).toMatchObject({
    code: 'muted',
  });
  eve.send({ type: 'typing', room: 'lobby' });
  expect(await eve.asks({ type: 'delete', target: own.seq })).toMatchObject({ type: 'deleted' });
  expect(house.host.house!.people().find(({ id }) => id === eve.id)?.muted).toEqual({});
  await order(house, { type: 'unmute', personId: eve.id });
  await eve.hearsOf('muted', ({ on }) => !on);
  await eve.says('again');
  expect(bob.all('typing')).toEqual([]);
});

test('nobody touches the host, a moderator touches guests alone, and a guest nobody; each is written down', async () => {
  const house = await lit();
  const [mod, other] = [await Guest.join(house.port, 'Mod'), await Guest.join(house.port, 'Other')];
  const [eve, bob] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Bob')];
  await makeModerator(house, mod);
  await makeModerator(house, other);
  const refused = { type: 'error', code: 'not-allowed' };
  for (const whom of [HOST.id, other.id, mod.id])
    expect(await mod.asks({ type: 'remove', personId: whom, reason: '' })).toMatchObject(refused);
  const acts = [
    { type: 'remove', personId: bob.id, reason: '', moderator: true, authority: HOST },
    { type: 'ban', personId: bob.id, reason: '', covers: THEM },
    { type: 'mute', personId: bob.id, reason: '' },
    { type: 'unmute', personId: bob.id },
    { type: 'unban', ban: 'x' },
    { type: 'ban-preview', personId: bob.id },
    { type: 'bans' },
  ];
  for (const act of acts) expect(await eve.asks(act)).toMatchObject(refused);
  expect(
    await mod.asks({ type: 'ban', personId: eve.id, reason: '', covers: THEM, others: [other.id] }),
  ).toMatchObject(refused);
  await bob.says('untouched');
  const { entries: deeds } = (await house.host.house!.hostActions.auditPage(50))!;
  expect(deeds.filter(({ entry: deed }) => deed.refused !== undefined)).toHaveLength(9);
  expect(deeds[0]?.entry).toMatchObject({ by: { name: 'Mod' }, what: 'ban', whom: { name: 'Eve' } });
});

test('a moderator who keeps order on the page is answered, and stops being one at once', async () => {
  const house = await lit();
  const [mod, eve] = [await Guest.join(house.port, 'Mod'), await Guest.join(house.port, 'Eve')];
  await makeModerator(house, mod);
  expect(await mod.asks({ type: 'ban-preview', personId: eve.id })).toMatchObject({
    others: [{ id: mod.id, name: 'Mod' }],
  });
  expect(
    await mod.asks({ type: 'ban', personId: eve.id, reason: 'Bye', minutes: 10, covers: THEM }),
  ).toMatchObject({ type: 'done' });
  await mod.asks({ type: 'bans' });
  const { bans } = mod.all('bans')[0]!;
  expect(bans).toMatchObject([{ name: 'Eve', by: 'Mod', reason: 'Bye' }]);
  house.host.house!.hostActions.setRole(mod.id, 'guest');
  expect(await mod.asks({ type: 'unban', ban: bans[0]!.id })).toMatchObject({ code: 'not-allowed' });
});

test('what was done to keep order is written down, the newest first, also after a restart', async () => {
  const history = { folder: temporaryFolder(), script: HISTORY_SCRIPT };
  const house = await lit({ history });
  const [eve, mod] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Mod')];
  await makeModerator(house, mod);
  await order(house, { type: 'mute', personId: eve.id, reason: 'Loud', minutes: 5 });
  const said = await eve.asks({ type: 'message', text: 'x' });
  expect(said).toMatchObject({ code: 'muted' });
  await order(house, { type: 'remove', personId: eve.id, reason: 'Louder' });
  await house.host.close();
  const later = await lit({ history });
  const { entries: deeds } = (await later.host.house!.hostActions.auditPage(50))!;
  expect(
    deeds.map(({ entry: deed }) => [deed.what, deed.by.name, deed.whom?.name, deed.reason, deed.to]),
  ).toEqual([
    ['remove', 'Host', 'Eve', 'Louder', undefined],
    ['mute', 'Host', 'Eve', 'Loud', undefined],
    ['role', 'Host', 'Mod', undefined, 'moderator'],
  ]);
});

test('in a room for reading only hosts and moderators write, and nobody is seen writing there', async () => {
  const house = await lit();
  const [eve, mod] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Mod')];
  const plain = await Guest.plain(house.port);
  await makeModerator(house, mod);
  const own = await eve.says('before');
  expect(house.host.house!.roomActions.setRules('lobby', { readOnly: true })).toEqual({ ok: true });
  const told = await eve.hearsOf('server-info');
  expect(told.rooms[0]).toMatchObject({ id: 'lobby', rules: { readOnly: true } });
  const refused = { type: 'error', code: 'read-only' };
  expect(await eve.asks({ type: 'message', text: 'x' })).toMatchObject(refused);
  expect(await eve.asks({ type: 'edit', target: own.seq, text: 'x' })).toMatchObject(refused);
  eve.send({ type: 'typing', room: 'lobby' });
  plain.say('from plain text');
  await plain.hears((line) => line.includes('Only the host and moderators can post'));
  await mod.says('only I');
  expect(mod.all('typing')).toEqual([]);
  expect(mod.texts).toEqual(['before', 'only I']);
  expect((await eve.asks({ type: 'react', target: own.seq, emoji: '👍', on: true })).type).toBe('reacted');
});

test('in slow mode a guest waits between two messages, in that room alone, also as somebody else on plain text', async () => {
  const house = await lit();
  house.host.house!.roomActions.setRules('lobby', { slow: 30 });
  const [eve, mod] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Mod')];
  await makeModerator(house, mod);
  await eve.says('first');
  const refused = await eve.asks({ type: 'message', text: 'second' });
  expect(refused).toMatchObject({ type: 'error', code: 'slow-mode' });
  expect((refused as { seconds: number }).seconds).toBeGreaterThan(25);
  house.host.house!.roomActions.open('Other');
  const { rooms } = await eve.hearsOf('server-info', (message) => message.rooms.length === 2);
  await eve.says('elsewhere', { room: rooms[1]!.id });
  for (const text of ['a', 'b', 'c']) await mod.says(text);
  const one = await Guest.plain(house.port);
  one.say('one');
  await one.hears((line) => line.endsWith('one'));
  one.cut();
  const other = await Guest.plain(house.port);
  other.say('two');
  await other.hears((line) => line.includes('slow mode'));
  expect(mod.texts).not.toContain('two');
});

test('what waits to be let through reaches nobody but those who decide, and no search, history or plain text', async () => {
  const history = { folder: temporaryFolder(), script: HISTORY_SCRIPT };
  const house = await lit({ history });
  const [eve, bob] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Bob')];
  const [mod, plain] = [await Guest.join(house.port, 'Mod'), await Guest.plain(house.port)];
  await makeModerator(house, mod);
  house.host.house!.roomActions.setRules('lobby', { approve: true });
  const refs = [eve.write('a secret plan'), eve.write('a fine word')];
  await eve.hearsOf('pending', ({ ref }) => ref === refs[1]);
  const waits = (text: string) => mod.hearsOf('pending-added', ({ pending }) => pending.text === text);
  const [secret, fine] = [await waits('a secret plan'), await waits('a fine word')];
  expect(secret.pending.from).toEqual({ id: eve.id, name: 'Eve' });
  expect(house.host.house!.moderationOverview().waiting).toHaveLength(2);
  // Sent again by a page that came back, it waits once.
  eve.send({ type: 'message', ref: refs[0], room: 'lobby', text: 'a secret plan' });
  await eve.catchesUp();
  expect(house.host.house!.moderationOverview().waiting).toHaveLength(2);
  expect(await bob.asks({ type: 'search', text: 'secret' })).toMatchObject({ messages: [] });
  expect(await bob.asks({ type: 'review', pending: fine.pending.id, approve: true })).toMatchObject({
    code: 'not-allowed',
  });
  await mod.asks({ type: 'review', pending: fine.pending.id, approve: true });
  await mod.asks({ type: 'review', pending: secret.pending.id, approve: false });
  expect(await bob.hearsOf('message')).toMatchObject({ text: 'a fine word', from: { name: 'Eve' } });
  expect(await eve.hearsOf('error')).toMatchObject({ code: 'rejected', ref: refs[0] });
  await plain.hears((line) => line.includes('a fine word'));
  const seen = await eve.hearsOf('message');
  expect(await eve.asks({ type: 'edit', target: seen.seq, text: 'a secret plan' })).toMatchObject({
    code: 'not-editable',
  });
  const late = await Guest.join(house.port, 'Late');
  const everything = [...bob.heard, ...plain.heard, ...late.heard].join('\n');
  expect(everything).not.toContain('secret');
  await house.host.close();
  const later = await lit({ history });
  const reader = await Guest.join(later.port, 'Reader');
  expect(reader.heard.join('\n')).not.toContain('secret');
  expect(reader.welcome.rooms[0]?.rules).toEqual({ approve: true });
  expect(await reader.asks({ type: 'search', text: 'secret' })).toMatchObject({ messages: [] });
});

test('the files of what waits are told to those who decide and read by them, and by nobody once it is declined', async () => {
  const house = await lit();
  const [eve, mod] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Mod')];
  await makeModerator(house, mod);
  house.host.house!.roomActions.setRules('lobby', { approve: true });
  const sender = new FileSender(house.port, eve);
  const id = await sender.send('plan.txt', Buffer.from('the plan'));
  expect((await sender.read(id)).status).toBe(404);
  eve.write('', { files: [{ id }] });
  const { pending } = await mod.hearsOf('pending-added');
  expect(pending.files).toEqual([{ id, name: 'plan.txt', bytes: 8 }]);
  expect(await (await sender.read(id)).text()).toBe('the plan');
  await mod.asks({ type: 'review', pending: pending.id, approve: false });
  expect((await sender.read(id)).status).toBe(404);
  const again = await sender.send('plan.txt', Buffer.from('the plan'));
  eve.write('', { files: [{ id: again }] });
  const second = await mod.hearsOf('pending-added', (message) => message.pending.id !== pending.id);
  await mod.asks({ type: 'review', pending: second.pending.id, approve: true });
  expect(await mod.hearsOf('message')).toMatchObject({ files: [{ id: again }] });
  expect(await (await sender.read(again)).text()).toBe('the plan');
});

test('a file that two messages wait with is read until the last is declined, and one beside it that was said too', async () => {
  const house = await lit();
  const [eve, mod] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Mod')];
  await makeModerator(house, mod);
  house.host.house!.roomActions.setRules('lobby', { approve: true });
  const sender = new FileSender(house.port, eve);
  const shared = await sender.send('shared.txt', Buffer.from('shared'));
  const beside = await sender.send('beside.txt', Buffer.from('beside'));
  const waits = async (text: string, ids: readonly string[]) => {
    eve.write(text, { files: ids.map((id) => ({ id })) });
    return (await mod.hearsOf('pending-added', ({ pending }) => pending.text === text)).pending.id;
  };
  const decide = (pending: string, approve: boolean) => mod.asks({ type: 'review', pending, approve });
  const [one, two] = [await waits('one', [shared]), await waits('two', [shared])];
  await decide(one, false);
  expect((await sender.read(shared)).status).toBe(200);
  await decide(two, false);
  expect((await sender.read(shared)).status).toBe(404);
  const [three, four] = [await waits('three', [shared]), await waits('four', [shared, beside])];
  await decide(three, true);
  expect((await sender.read(beside)).status).toBe(200);
  // It cannot be said: one of its files was.
  await decide(four, true);
  expect((await sender.read(shared)).status).toBe(200);
  expect((await sender.read(beside)).status).toBe(404);
});

test('what waits is dropped with whoever is out, and no more of one person waits than may', async () => {
  const house = await lit({ unrestrained: true });
  const [eve, mod] = [await Guest.join(house.port, 'Eve'), await Guest.join(house.port, 'Mod')];
  await makeModerator(house, mod);
  house.host.house!.roomActions.setRules('lobby', { approve: true });
  for (let i = 0; i < 5; i += 1) eve.write(`waits ${i}`);
  expect(await eve.asks({ type: 'message', text: 'one more' })).toMatchObject({
    code: 'approval-queue-full',
  });
  const { pending } = await mod.hearsOf('pending-added');
  await order(house, { type: 'remove', personId: eve.id, reason: '' });
  await mod.hearsOf('pending-removed', (message) => message.pending === pending.id);
  expect(house.host.house!.moderationOverview().waiting).toEqual([]);
  expect(await mod.asks({ type: 'review', pending: pending.id, approve: true })).toMatchObject({
    type: 'done',
  });
  expect(mod.texts).toEqual([]);
});

test('an announcement is told to every page, now and later, stands out on plain text, and can be taken down', async () => {
  const history = { folder: temporaryFolder(), script: HISTORY_SCRIPT };
  const house = await lit({ history });
  const [eve, plain] = [await Guest.join(house.port, 'Eve'), await Guest.plain(house.port)];
  expect(await house.host.house!.hostActions.announce('Lunch at noon')).toEqual({ ok: true });
  const { announcement } = await eve.hearsOf('announced');
  expect(announcement).toMatchObject({ text: 'Lunch at noon', by: 'Host' });
  expect(await eve.hearsOf('message')).toMatchObject({
    text: 'Lunch at noon',
    announcement: true,
    ref: announcement!.id,
  });
  await plain.hears((line) => line.endsWith('say: *** Lunch at noon ***'));
  await house.host.close();
  const later = await lit({ history });
  const late = await Guest.join(later.port, 'Late');
  expect((await late.hearsOf('announced')).announcement?.id).toBe(announcement!.id);
  await later.host.house!.hostActions.announce('');
  await late.hearsOf('announced', (message) => message.announcement === undefined);
  const newest = await Guest.join(later.port, 'Newest');
  await newest.catchesUp();
  expect(newest.all('announced')).toEqual([]);
});

test('with another PIN those who are in stay, or are out and come back as themselves with it', async () => {
  const history = { folder: temporaryFolder(), script: HISTORY_SCRIPT };
  const house = await lit({ history });
  const eve = await Guest.join(house.port, 'Eve');
  expect(house.host.changePin('482913', false)).toBe(true);
  await eve.says('still in');
  eve.cut();
  const back = await Guest.join(house.port, 'Eve', eve.back());
  expect((await tries(house.port, 'Bob')).told).toMatchObject({ code: 'pin-required' });
  expect(house.host.changePin('111222', true)).toBe(true);
  expect(await back.closed).toBe(4003);
  expect(back.all('removed')).toEqual([{ type: 'removed', why: 'pin' }]);
  expect((await tries(house.port, 'Eve', eve.back())).told).toMatchObject({ code: 'pin-required' });
  const again = await Guest.join(house.port, 'Eve', { ...eve.back(), pin: '111222' });
  expect(again.id).toBe(eve.id);
  again.cut();
  await Guest.join(house.port, 'Eve', again.back());
  await house.host.close();
  const later = await lit({ history });
  later.host.changePin('111222', false);
  await Guest.join(later.port, 'Eve', again.back());
});
