import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { SOCKET_PATH, SUBPROTOCOL } from '../../../../contract/wire/wire.ts';
import { privateRoom } from '../../../../contract/model/room.ts';
import { APP_SETTINGS_DEFAULT } from '../../../../contract/ipc/app-settings.ts';
import type { HostState } from '../../../../contract/ipc/host-state.ts';
import type { HostSnapshot } from '../../../../contract/ipc/snapshot.ts';
import { parseArgument, type HostCommandName } from '../../../../contract/ipc/commands.ts';
import { Commands, type ConsoleStart } from '../../../../electron/server/thread/commands.ts';
import { ChatServer } from '../../../../electron/server/chat-server.ts';
import { readAdapters } from '../../../../electron/lan/adapters.ts';
import { HOST_LIMITS_DEFAULT } from '../../../../electron/server/limits/limits.ts';
import { Settings } from '../../../../electron/settings/settings.ts';
import { hostWords, speakFrom } from '../../../../electron/server/host-locale.ts';
import { findFreePort } from '../../../support/clients/free-port.ts';
import { Guest } from '../../../support/clients/guest.ts';
import { HOST, smallPages } from '../../../support/host/running-host.ts';
import { RawClient } from '../../../support/clients/raw-client.ts';
import { request } from '../../../support/clients/raw-request.ts';
import { FileSender } from '../../../support/clients/sent-file.ts';

/** @param warn what is told to whoever runs it; a mistake of ours in most tests */
function consoleHost(warn = fail) {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-commands-'));
  const states: HostState[] = [];
  const host = new ChatServer({
    pages: smallPages(),
    t: hostWords(),
    speak: speakFrom('en'),
    adapters: readAdapters,
    person: HOST,
    publish: (event, value) => {
      if (event === 'state') states.push(value as HostState);
    },
    limits: HOST_LIMITS_DEFAULT,
    warn,
  });
  onTestFinished(async () => {
    await host.close();
    rmSync(folder, { recursive: true });
  });
  const settings = new Settings(folder);
  const changes: unknown[] = [];
  const told = { taken: 0 };
  const started: unknown[] = [];
  const beginning: Omit<ConsoleStart, 'begin'> = {
    ...{ room: 'Lobby', language: 'en', aside: undefined },
    ...{ limits: new Map(), bounded: (limits) => limits, licences: LICENCES },
    entriesShown: () => void (told.taken += 1),
    started: (options) => started.push(options),
    changed: (change) => changes.push(change),
  };
  const commands: Commands = new Commands(host, settings, {
    ...beginning,
    begin: (snapshot) => void snapshots.set(commands, snapshot),
  });
  return { commands, states, settings, host, changes, told, started };
}

const snapshots = new WeakMap<Commands, HostSnapshot>();

/** As a window gets it. */
async function snapshotOf(commands: Commands): Promise<HostSnapshot> {
  await commands.subscribe();
  return snapshots.get(commands)!;
}

/** As the main process and the thread do it together. */
async function call(commands: Commands, name: HostCommandName, raw: unknown): Promise<unknown> {
  const argument = parseArgument(name, raw);
  return await (commands[name] as (argument: unknown) => unknown).call(commands, argument);
}

/** Made by the build. */
const LICENCES = fileURLToPath(new URL('../../../../dist/licences', import.meta.url));

function fail(sentence: string): void {
  throw new Error(sentence);
}

const choiceOf = (port: number) => ({ adapter: 'lo', port, room: 'Lobby' });

test.each([
  [undefined],
  [null],
  ['lo'],
  [['lo', 8080, 'Lobby']],
  [{}],
  [{ adapter: 'lo', port: '8080', room: 'Lobby' }],
  [{ adapter: 'lo', port: 0, room: 'Lobby' }],
  [{ adapter: 'lo', port: 8080, room: ' ' }],
  [{ __proto__: { adapter: 'lo' }, port: 8080 }],
])('an argument that is no choice starts nothing: %j', async (argument) => {
  const { commands, states } = consoleHost();
  await expect(call(commands, 'start', argument)).rejects.toThrow(TypeError);
  expect(states).toEqual([]);
});

test('no argument of chance starts or posts anything', async () => {
  const { commands, states } = consoleHost();
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (argument) => {
      await expect(call(commands, 'start', argument)).rejects.toThrow(TypeError);
      await expect(call(commands, 'postMessage', argument)).rejects.toThrow(TypeError);
    }),
  );
  expect(states).toEqual([]);
});

test('a network that is not there starts nothing, and says which', async () => {
  const { commands, settings } = consoleHost();
  const state = await commands.start({ adapter: 'nope0', port: 8080, room: 'Lobby' });
  expect(state).toEqual({ kind: 'stopped', trouble: { code: 'adapter-gone', adapter: 'nope0' } });
  expect(settings.read()).toEqual({});
});

test('what was started is remembered, and offered again', async () => {
  const { commands, settings } = consoleHost();
  const choice = choiceOf(await findFreePort());
  expect(await commands.start(choice)).toMatchObject({
    kind: 'running',
    address: '127.0.0.1',
    shareable: false,
  });
  expect(settings.read()).toEqual(choice);
  expect(await snapshotOf(commands)).toMatchObject({ startOptions: choice, state: { kind: 'running' } });
  expect(await commands.stop()).toEqual({ kind: 'stopped' });
});

test('a remembered network that is gone is replaced by the suggested one', async () => {
  const { commands, settings } = consoleHost();
  settings.write({ adapter: 'gone0', port: 8081, room: 'Attic' });
  const { startOptions, adapters } = await snapshotOf(commands);
  expect(startOptions).toEqual({
    adapter: adapters.find((each) => each.suggested)!.name,
    port: 8081,
    room: 'Attic',
  });
});

test('the host speaks in the lobby, and a text that is none is named', async () => {
  const { commands } = consoleHost();
  await commands.start(choiceOf(await findFreePort()));
  expect(await commands.postMessage({ room: 'lobby', text: ' hi \r\n' })).toEqual({ ok: true });
  expect(await commands.postMessage({ room: 'lobby', text: ' ' })).toEqual({ ok: false, code: 'text-empty' });
  expect(await commands.postMessage({ room: 'attic', text: 'hi' })).toEqual({ ok: false, code: 'room-gone' });
  expect((await snapshotOf(commands)).entries).toMatchObject([
    { type: 'message', room: 'lobby', text: ' hi', from: { id: 'host' } },
  ]);
});

test('rooms are opened, renamed and closed, and the lobby stays', async () => {
  const { commands } = consoleHost();
  await commands.start(choiceOf(await findFreePort()));
  expect(await commands.openRoom({ name: ' Class  3B ' })).toEqual({ ok: true });
  const rooms = async () => (await snapshotOf(commands)).chatInfo.rooms;
  const { id } = (await rooms())[1]!;
  expect(await rooms()).toMatchObject([{ name: 'Lobby' }, { name: 'Class 3B', latest: 0 }]);
  expect(await commands.renameRoom({ id, name: 'Class 4B' })).toEqual({ ok: true });
  expect((await rooms())[1]).toMatchObject({ id, name: 'Class 4B' });
  expect(await commands.closeRoom({ id })).toEqual({ ok: true });
  expect(await commands.closeRoom({ id })).toEqual({ ok: false, code: 'room-gone' });
  expect(await commands.closeRoom({ id: 'lobby' })).toEqual({ ok: false, code: 'room-gone' });
  expect(await rooms()).toMatchObject([{ id: 'lobby' }]);
});

test.each(['openRoom', 'renameRoom'] as const)('%s: a room without a name is named', async (command) => {
  const { commands } = consoleHost();
  await commands.start(choiceOf(await findFreePort()));
  for (const name of ['', ' \u200b', 'x'.repeat(65)])
    expect(await commands[command]({ id: 'lobby', name })).toEqual({ ok: false, code: 'bad-field' });
});

test('the host deletes any message of a room of all', async () => {
  const { commands } = consoleHost();
  await commands.start(choiceOf(await findFreePort()));
  await commands.postMessage({ room: 'lobby', text: 'hi' });
  expect(await commands.deleteMessage({ room: 'lobby', seq: 1 })).toEqual({ ok: true });
  expect(await commands.deleteMessage({ room: 'lobby', seq: 1 })).toEqual({
    ok: false,
    code: 'message-gone',
  });
  expect((await snapshotOf(commands)).entries).toMatchObject([
    { text: '', deleted: true },
    { type: 'deleted' },
  ]);
});

test('for how long things are kept is remembered, also while the host is off', async () => {
  const { commands, settings } = consoleHost();
  settings.write(choiceOf(8080));
  expect(await commands.setRetention({ days: 7 })).toEqual({ ok: false, code: 'not-running' });
  expect(settings.read()).toEqual({ ...choiceOf(8080), retentionDays: 7 });
  expect(JSON.parse(readFileSync(settings.file, 'utf8'))).toMatchObject({ keepDays: 7 });
  await commands.start({ ...choiceOf(await findFreePort()), retentionDays: 7 });
  expect((await snapshotOf(commands)).chatInfo.retention).toEqual({ saved: false, days: 7 });
  expect(await commands.setRetention({ days: 0 })).toEqual({ ok: true });
  expect((await snapshotOf(commands)).chatInfo.retention).toEqual({ saved: false });
  expect(settings.read()).toMatchObject({ retentionDays: 0 });
  expect(await commands.setRetention({ megabytes: 64 })).toEqual({ ok: true });
  expect(settings.read()).toMatchObject({ retentionDays: 0, retentionMegabytes: 64 });
});

test('what it is started with again is told as it is now, and nothing once it was stopped', async () => {
  const { commands, started } = consoleHost();
  await commands.setRetention({ days: 3 });
  expect(started).toEqual([]);
  const choice = choiceOf(await findFreePort());
  await commands.start(choice);
  commands.changePin({ pin: '135790', removePeople: false });
  await commands.setRetention({ days: 0, megabytes: 100 });
  const kept = { ...choice, pin: '135790', retentionDays: 0, retentionMegabytes: 100 };
  commands.changePin({ removePeople: false });
  await commands.stop();
  const { pin: _, ...open } = kept;
  expect(started).toEqual([choice, { ...choice, pin: '135790' }, kept, open, undefined]);
});

test('it starts again as it was started last, but not without a PIN that is lost', async () => {
  const { commands, settings } = consoleHost();
  settings.write({ ...choiceOf(await findFreePort()), pin: '246810' });
  expect(await commands.startAgain()).toBe(true);
  await commands.stop();
  writeFileSync(settings.file, JSON.stringify({ ...choiceOf(8080), sealedPin: 'of another computer' }));
  expect(await commands.startAgain()).toBe(false);
});

test('nobody who is not here is made a moderator', async () => {
  const { commands } = consoleHost();
  await commands.start(choiceOf(await findFreePort()));
  expect(await commands.setRole({ id: 'x', role: 'moderator' })).toEqual({ ok: false, code: 'person-gone' });
  expect(await commands.setRole({ id: 'host', role: 'guest' })).toEqual({ ok: false, code: 'person-gone' });
});

test('whoever asks for everything has not taken the batch under way by that', async () => {
  const { commands, told } = consoleHost();
  await snapshotOf(commands);
  expect(told.taken).toBe(0);
  commands.entriesShown();
  expect(told.taken).toBe(1);
});

test.each<[HostCommandName, unknown[]]>([
  ['postMessage', [null, 7, {}, { text: 'hi' }, { room: 7, text: 'hi' }, { room: 'lobby', text: 7 }]],
  ['openRoom', [null, [], {}, { name: 7 }]],
  ['renameRoom', [null, { id: 'lobby' }, { name: 'x' }, { id: 7, name: 'x' }]],
  ['closeRoom', [null, {}, { id: 7 }]],
  ['deleteMessage', [null, {}, { room: 'lobby' }, { seq: 1 }, { room: 'lobby', seq: '1' }]],
  ['setRole', [null, {}, { id: 'x' }, { id: 'x', role: 'host' }, { role: 'guest' }]],
  ['setRetention', [null, {}, { days: -1 }, { days: '7' }, { days: 0.5 }, { days: 4_000 }]],
  ['changeLimits', [null, 7, ['sockets'], { sockets: '8' }, { sockets: 7 }, { lamps: 1 }, { sockets: 1e9 }]],
  ['setRetention', [{ megabytes: 0 }, { megabytes: '64' }, { days: 1, megabytes: 0.5 }, { megabytes: 1e6 }]],
])('%s throws at what the window would not send', async (command, wrong) => {
  const { commands } = consoleHost();
  await commands.start(choiceOf(await findFreePort()));
  for (const argument of wrong) {
    await expect(call(commands, command, argument)).rejects.toThrow(TypeError);
  }
});

test('settings hold at once, are told, and are there the next time; what is none changes nothing', async () => {
  const { commands, settings, changes } = consoleHost();
  expect(commands.changeSettings({ theme: 'dark', keepAwake: false })).toEqual({ ok: true });
  for (const none of [null, 7, { theme: 'pink', keepAwake: 'no', lamps: 3 }, { __proto__: { sounds: true } }])
    expect(await call(commands, 'changeSettings', none)).toEqual({ ok: true });
  const now = { ...APP_SETTINGS_DEFAULT, theme: 'dark', keepAwake: false };
  expect(settings.readApp()).toEqual(now);
  expect(changes.at(-1)).toEqual({ settings: now });
});

test('a limit holds at once, is there the next time, and is as usual again', async () => {
  const { commands, settings } = consoleHost();
  const port = await findFreePort();
  await commands.start(choiceOf(port));
  const most = () => commands.limits().find(({ name }) => name === 'sockets-per-address')?.value;
  expect(most()).toBe(32);
  const welcomed = async (names: string) =>
    (await Promise.allSettled(names.split('').map((name) => Guest.join(port, name)))).map(
      ({ status }) => status,
    );
  expect(commands.changeLimits({ 'sockets-per-address': 8 })).toEqual({ ok: true });
  expect(most()).toBe(8);
  expect(settings.readLimits()).toEqual({ 'sockets-per-address': 8 });
  const seats = await welcomed('ABCDEFGHIJ');
  expect(seats.filter((status) => status === 'fulfilled')).toHaveLength(8);
  expect(commands.changeLimits({ 'sockets-per-address': null })).toEqual({ ok: true });
  expect(most()).toBe(32);
  expect(settings.readLimits()).toEqual({});
  expect(await welcomed('KL')).toEqual(['fulfilled', 'fulfilled']);
});

test('a name holds at once, as it is read and not as it was written, and is remembered', async () => {
  const { commands, settings, host } = consoleHost(() => undefined);
  const port = await findFreePort();
  await commands.start(choiceOf(port));
  const ask = () => request(port, 'GET / HTTP/1.1\r\nHost: chat.example.org\r\n\r\n');
  expect((await ask()).status).toBe(403);
  expect((await snapshotOf(commands)).access.refused).toEqual([{ kind: 'name', value: 'chat.example.org' }]);
  expect(commands.allow({ kind: 'name', value: ' Chat.Example.org. ' })).toEqual({ ok: true });
  expect((await ask()).status).toBe(200);
  const access = { allowed: { names: ['chat.example.org'], origins: [] }, refused: [] };
  expect((await snapshotOf(commands)).access).toEqual(access);
  // What is chosen elsewhere leaves it as it is.
  settings.remember(choiceOf(port));
  expect(settings.readAllowed()).toEqual(access.allowed);
  expect(commands.disallow({ kind: 'name', value: 'chat.example.org' })).toEqual({ ok: true });
  expect((await ask()).status).toBe(403);
  expect(settings.readAllowed()).toEqual({ names: [], origins: [] });
  expect(host.access.allowed).toEqual({ names: [], origins: [] });
});

test('what is no name and no origin is refused, and so are too many', async () => {
  const { commands } = consoleHost();
  expect(commands.allow({ kind: 'name', value: 'a b' })).toEqual({ ok: false, code: 'not-a-name' });
  expect(commands.allow({ kind: 'origin', value: '*' })).toEqual({ ok: false, code: 'not-an-origin' });
  for (let i = 0; i < 32; i += 1) commands.allow({ kind: 'origin', value: `https://a${i}.example` });
  const more = { kind: 'origin', value: 'https://more.example' } as const;
  expect(commands.allow(more)).toEqual({ ok: false, code: 'too-many-allowed' });
  for (const wrong of [null, {}, { kind: 'page', value: 'x' }, { kind: 'name', value: 1 }])
    await expect(call(commands, 'allow', wrong)).rejects.toThrow(TypeError);
});

test('settings that cannot be saved hold all the same, and it is said', () => {
  const { commands, settings, changes } = consoleHost();
  mkdirSync(`${settings.file}.new`);
  expect(commands.changeSettings({ sounds: true })).toEqual({ ok: false, code: 'not-remembered' });
  expect(changes).toEqual([{ settings: { ...APP_SETTINGS_DEFAULT, sounds: true } }]);
});

test('the host sees who has how much of the store, and frees all that one person has', async () => {
  const { commands } = consoleHost();
  const port = await findFreePort();
  await commands.start(choiceOf(port));
  const ada = await Guest.join(port, 'Ada');
  const bob = await Guest.join(port, 'Bob');
  const senders = [new FileSender(port, ada), new FileSender(port, bob)] as const;
  const said = await senders[0].say('said', Buffer.alloc(3_000), 'with a text');
  await senders[0].send('not said', Buffer.alloc(2_000));
  const other = await senders[1].say('other', Buffer.alloc(1_000));
  const alone = await senders[0].send('for Bob alone', Buffer.alloc(500));
  const room = privateRoom(ada.welcome.you.id, bob.welcome.you.id);
  ada.write('only the two of us', { room, files: [{ id: alone }] });
  await bob.hearsOf('message', (message) => message.room === room);
  expect(commands.storedFiles()).toEqual([
    { id: ada.welcome.you.id, name: 'Ada', bytes: 5_500 },
    { id: bob.welcome.you.id, name: 'Bob', bytes: 1_000 },
  ]);
  expect(await commands.deleteFiles({ id: ada.welcome.you.id })).toEqual({ ok: true });
  expect((await bob.hearsOf('deleted')).target).toBe(
    (await bob.hearsOf('message', ({ text }) => text === 'with a text')).seq,
  );
  // What two say to each other stays, without the file.
  expect(bob.all('deleted')).toHaveLength(1);
  for (const id of [said.id, alone]) expect((await senders[0].read(id)).status).toBe(404);
  expect((await senders[1].read(other.id)).status).toBe(200);
  expect(commands.storedFiles()).toEqual([{ id: bob.welcome.you.id, name: 'Bob', bytes: 1_000 }]);
});

test('the host sees which network takes up how much, closes what nobody joined by, and asks its people to leave', async () => {
  const { commands } = consoleHost();
  expect(commands.networkUsage()).toBeNull();
  expect(await commands.freeNetwork({ network: '127.0.0.2', people: false })).toEqual({
    ok: false,
    code: 'not-running',
  });
  const port = await findFreePort();
  await commands.start(choiceOf(port));
  const ada = await Guest.join(port, 'Ada');
  const held = await Promise.all(
    [1, 2, 3].map(() =>
      RawClient.open(port, { from: '127.0.0.2', subprotocol: SUBPROTOCOL, path: SOCKET_PATH }),
    ),
  );
  const form = await request(
    port,
    `POST /plain HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 8\r\nConnection: close\r\n\r\nname=Max`,
  );
  expect(form.status).toBe(303);
  const of = (network: string) => commands.networkUsage()?.networks.find((each) => each.network === network);
  await expect.poll(() => of('127.0.0.2')?.counts.unjoined).toBe(3);
  await expect.poll(() => of('127.0.0.1')?.counts.unjoined).toBe(0);
  expect(of('127.0.0.1')).toEqual({
    network: '127.0.0.1',
    counts: { connections: 1, unjoined: 0, uploads: 0, waiting: 0, forms: 1 },
    people: 2,
  });
  expect(commands.networkUsage()?.taken).toEqual({
    ...{ connections: 4, unjoined: 3, uploads: 0, waiting: 0, forms: 1 },
  });
  expect(await commands.freeNetwork({ network: '127.0.0.2', people: false })).toEqual({ ok: true });
  await Promise.all(held.map(({ ended }) => ended));
  expect(of('127.0.0.2')).toBeUndefined();
  // Whoever is in stays, until that is chosen too.
  expect(await commands.freeNetwork({ network: '127.0.0.1', people: false })).toEqual({ ok: true });
  await ada.says('still here');
  expect(await commands.freeNetwork({ network: '127.0.0.1', people: true })).toEqual({ ok: true });
  expect(await ada.closed).toBe(4003);
  await expect.poll(() => commands.networkUsage()?.networks).toEqual([]);
  const audit = await commands.auditLog({});
  expect(audit?.entries.map(({ entry: deed }) => [deed.what, deed.whom?.name]).toSorted()).toEqual([
    ['remove', 'Ada'],
    ['remove', 'Max'],
  ]);
});

test('an upload of a network is ended, and what waits of it declined', async () => {
  const { commands } = consoleHost();
  const port = await findFreePort();
  await commands.start(choiceOf(port));
  expect(await commands.setRules({ id: 'lobby', rules: { approve: true } })).toEqual({ ok: true });
  const ada = await Guest.join(port, 'Ada');
  ada.write('may I?');
  await ada.hearsOf('pending');
  const sender = new FileSender(port, ada);
  const path = (await sender.begin('slow', 1_000_000)).headers.get('location')!;
  const upload = await RawClient.dial(port);
  upload.send(
    `PATCH ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpload-Offset: 0\r\n` +
      'Content-Type: application/offset+octet-stream\r\nContent-Length: 1000000\r\n' +
      `${Object.entries(sender.headers)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\nfirst`,
  );
  const of = () => commands.networkUsage()?.networks[0]?.counts;
  await expect.poll(() => of()?.uploads).toBe(1);
  expect(of()?.waiting).toBe(1);
  expect(await commands.freeNetwork({ network: '127.0.0.1', people: false })).toEqual({ ok: true });
  expect(await ada.hearsOf('error')).toMatchObject({ code: 'rejected' });
  expect(of()).toMatchObject({ uploads: 0, waiting: 0 });
  expect(commands.storedFiles()).toEqual([]);
});
