/** A data folder that version 0.1.0 wrote, with people, rooms, bans, mutes, files and settings, opens as it did then. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { LOBBY, privateRoom } from '../../../contract/model/room.ts';
import { Settings } from '../../../electron/settings/settings.ts';
import { Guest } from '../../support/clients/guest.ts';
import { HISTORY_SCRIPT } from '../../support/host/kept-history.ts';
import { HOST, lightHost } from '../../support/host/running-host.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';
import { build } from '../../support/app/program.ts';

const STORED = 'test/support/data-0.1.0';
const { people, garden, picture, notes } = JSON.parse(readFileSync(`${STORED}/expected.json`, 'utf8')) as {
  readonly people: Readonly<Record<'ada' | 'ben' | 'mod' | 'loud' | 'mallory', Known>>;
  readonly garden: string;
  readonly picture: { readonly id: string };
  readonly notes: { readonly id: string };
};

interface Known {
  readonly id: string;
  readonly token: string;
  readonly name: string;
}

beforeAll(() => build('history'));

function copyOfFolder(): string {
  const folder = join(temporaryFolder(), 'data');
  cpSync(`${STORED}/folder`, folder, { recursive: true });
  return folder;
}

function open() {
  return lightHost(
    { person: HOST, history: { folder: copyOfFolder(), script: HISTORY_SCRIPT } },
    { room: 'Class 3B' },
  );
}

const textsIn = (guest: Guest, room: string) =>
  guest.pageOf(room)?.entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : []));

test('people come back as themselves, with their rooms and what was written', async () => {
  const { port } = await open();
  const ada = await Guest.join(port, 'Ada', { token: people.ada.token });
  expect(ada.welcome.you).toMatchObject({ id: people.ada.id, name: 'Ada', role: 'guest' });
  expect(ada.welcome.rooms.map(({ id, name, rules }) => [id, name, rules])).toEqual([
    [LOBBY, 'Class 3B', undefined],
    [garden, 'Greenhouse', { slow: 30, approve: true }],
    [privateRoom(people.ada.id, people.ben.id), '', undefined],
  ]);
  expect(textsIn(ada, LOBBY)).toEqual([
    'Good morning, @Ben',
    'Morning! Where is the plan?',
    'This was edited',
    '',
    'The plan',
    '',
    'Bus at four',
  ]);
  const messages = ada.pageOf()!.entries.filter((entry) => entry.type === 'message');
  expect(messages[0]).toMatchObject({ mentions: [people.ben.id] });
  expect(messages[1]).toMatchObject({
    reply: { from: { name: 'Ada' }, text: 'Good morning, @Ben' },
    reactions: [{ emoji: '👍', by: [people.mod.id] }],
  });
  expect(messages[3]).toMatchObject({ deleted: true });
  const pair = privateRoom(people.ada.id, people.ben.id);
  expect(await ada.asks({ type: 'read', room: pair, place: { before: 9 } })).toMatchObject({
    entries: [{ text: 'Between us' }],
  });
  expect(await ada.asks({ type: 'read', room: garden, place: { before: 99 } })).toMatchObject({
    entries: [{ text: 'Tomatoes are red' }, { text: 'Approve me' }],
  });
  expect(await ada.asks({ type: 'search', text: 'tomatoes' })).toMatchObject({
    messages: [{ text: 'Tomatoes are red' }],
  });
});

test('a moderator is one still, a mute and a ban hold, and an announcement is shown', async () => {
  const { port } = await open();
  const mod = await Guest.join(port, 'Mo', { token: people.mod.token });
  expect(mod.welcome.you.role).toBe('moderator');
  expect(await mod.hearsOf('announced')).toMatchObject({ announcement: { text: 'Bus at four' } });
  const loud = await Guest.join(port, 'Loud', { token: people.loud.token });
  expect(await loud.hearsOf('muted')).toMatchObject({ on: true, reason: 'Too loud' });
  const mallory = await Guest.page(port);
  mallory.send({ type: 'join', name: 'Another name', token: people.mallory.token });
  expect(await mallory.hearsOf('removed')).toMatchObject({ why: 'banned', reason: 'Spam' });
  mod.send({ type: 'bans', ref: 'bans-1' });
  expect(await mod.hearsOf('bans')).toMatchObject({ bans: [{ name: 'Mallory', by: 'Host' }] });
});

test('its files are fetched as they were sent', async () => {
  const { port } = await open();
  const fetched = async (id: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}/files/${id}`);
    return [answer.status, answer.headers.get('content-type'), Buffer.from(await answer.arrayBuffer())];
  };
  const stored = (id: string) => readFileSync(`${STORED}/folder/files/${id}`);
  expect(await fetched(picture.id)).toEqual([200, 'image/png', stored(picture.id)]);
  expect(await fetched(notes.id)).toEqual([200, 'application/octet-stream', stored(notes.id)]);
});

test('its audit log is read under the names of today', async () => {
  const { host } = await open();
  const page = await host.house!.hostActions.auditPage(50);
  expect(page!.entries.map(({ entry }) => [entry.what, entry.whom?.name, entry.to]).reverse()).toEqual([
    ['role', 'Mo', 'moderator'],
    ['rules', undefined, undefined],
    ['review', 'Ada', 'approved'],
    ['review', 'Ada', 'rejected'],
    ['rules', undefined, undefined],
    ['ban', 'Mallory', undefined],
    ['mute', 'Loud', undefined],
    ['remove', 'Kim', undefined],
    ['ban', 'Eve', undefined],
    ['unban', 'Eve', undefined],
    ['announce', undefined, undefined],
    ['mute', 'Ada', undefined],
  ]);
});

test('its settings are read', () => {
  const settings = new Settings(copyOfFolder());
  expect(settings.read()).toMatchObject({ adapter: 'lo', port: 45_739, room: 'Class 3B', pin: '482913' });
  expect(settings.readAllowed()).toEqual({ names: ['chat.example.org'], origins: [] });
});
