import { expect, test } from 'vitest';
import { HostConsole } from '../../../../renderer/console/state/host-console.ts';
import { LOBBY } from '../../../../contract/model/room.ts';
import { choice, FakeBridge, house, running } from '../fake-bridge.ts';
import { ada, batchOf, connected, said, saidIn } from '../samples.ts';

async function open(bridge: FakeBridge): Promise<HostConsole> {
  const host = new HostConsole(bridge, (act) => act());
  expect(await host.open()).toEqual(choice);
  return host;
}

test('what is heard while the overview is under way is not overwritten by it', async () => {
  const bridge = new FakeBridge();
  bridge.overview = { ...bridge.overview, entries: [said(1, ada)] };
  const host = new HostConsole(bridge, (act) => act());
  const opening = host.open();
  bridge.tell('state', running);
  bridge.tell('people', [connected(ada)]);
  bridge.tell('chatInfo', { ...house, rooms: [] });
  bridge.tell('entries', batchOf(said(2, ada)));
  await opening;
  expect(host.stage.read()).toMatchObject({ kind: 'on' });
  expect(host.people.read()).toHaveLength(1);
  expect(host.chatInfo.read().rooms).toEqual([]);
  expect(host.logs.read().get(LOBBY)).toMatchObject([{ seq: 1 }, { seq: 2 }]);
});

test('it is starting from the moment it was asked to', async () => {
  const bridge = new FakeBridge();
  const host = await open(bridge);
  const starting = host.start(choice);
  expect(host.stage.read()).toEqual({ kind: 'off', busy: 'starting' });
  await starting;
  expect(bridge.argumentsOf('start')).toEqual([choice]);
  expect(host.stage.read()).toEqual({ kind: 'on', running, stopping: false });
});

test('a start that could not be asked for is trouble, with what is known about it', async () => {
  const bridge = new FakeBridge();
  bridge.started = new Error('the line is cut');
  const host = await open(bridge);
  await host.start(choice);
  expect(host.stage.read()).toEqual({ kind: 'off', trouble: { code: 'failed', detail: 'the line is cut' } });
});

test('a start shows what was kept from another time, and none of it is news', async () => {
  const bridge = new FakeBridge();
  const host = await open(bridge);
  bridge.overview = { ...bridge.overview, entries: [said(1, ada, 'kept'), saidIn('r1', 1, ada, 'kept')] };
  await host.start(choice);
  await Promise.resolve();
  bridge.tell('entries', batchOf(said(2, ada, 'new')));
  expect(host.logs.read().get(LOBBY)).toMatchObject([{ text: 'kept' }, { text: 'new' }]);
  expect([...host.news.read()]).toEqual([[LOBBY, 2]]);
});

test('a start shows what is announced from another time', async () => {
  const bridge = new FakeBridge();
  const host = await open(bridge);
  const announcement = { id: 'a1', text: 'Lunch', by: 'host', at: 1_000 };
  bridge.overview = { ...bridge.overview, moderation: { waiting: [], announcement } };
  await host.start(choice);
  await Promise.resolve();
  expect(host.moderation.read().announcement).toEqual(announcement);
});

test('what guests are asked for is known as soon as it is on, and after the window was loaded anew', async () => {
  const bridge = new FakeBridge();
  const host = await open(bridge);
  await host.start({ ...choice, pin: '482913' });
  expect(host.pin.read()).toBe('482913');
  const again = new FakeBridge();
  again.overview = { ...again.overview, state: running, choice: { ...choice, pin: '482913' } };
  const anew = new HostConsole(again, (act) => act());
  await anew.open();
  expect(anew.pin.read()).toBe('482913');
});

test('a room that was opened is there at once', async () => {
  const bridge = new FakeBridge();
  const host = await open(bridge);
  const rooms = [...house.rooms, { id: 'r1', name: 'Questions', latest: 0 }];
  bridge.overview = { ...bridge.overview, chatInfo: { ...house, rooms } };
  expect(await host.openRoom('Questions')).toEqual({ ok: true });
  expect(host.chatInfo.read().rooms.at(-1)?.id).toBe('r1');
});

test('what is kept for a shorter time is gone from the window too', async () => {
  const bridge = new FakeBridge();
  const now = Date.now();
  const entries = [said(1, ada, 'old', now - 3 * 86_400_000), said(2, ada, 'new', now)];
  bridge.overview = { ...bridge.overview, entries };
  const host = await open(bridge);
  await host.keep({ days: 1 });
  expect(host.logs.read().get(LOBBY)).toMatchObject([{ text: 'new' }]);
});

test('what was refused drops nothing, and what could not be asked for is told as such', async () => {
  const bridge = new FakeBridge();
  bridge.overview = { ...bridge.overview, entries: [said(1, ada)] };
  bridge.done = { ok: false, code: 'not-running' };
  const host = await open(bridge);
  expect(await host.keep({ days: 1 })).toEqual({ ok: false, code: 'not-running' });
  expect(host.logs.read().get(LOBBY)).toHaveLength(1);
  bridge.done = new Error('the line is cut');
  expect(await host.say(LOBBY, 'hello')).toEqual({ ok: false, code: 'failed' });
});

test('a batch is taken when the window has drawn it, and no sooner', async () => {
  const bridge = new FakeBridge();
  const later: (() => void)[] = [];
  const host = new HostConsole(bridge, (act) => later.push(act));
  await host.open();
  const before = bridge.argumentsOf('entriesShown').length;
  bridge.tell('entries', batchOf(said(1, ada)));
  await host.openRoom('Attic');
  expect(bridge.argumentsOf('entriesShown')).toHaveLength(before);
  for (const act of later) act();
  expect(bridge.argumentsOf('entriesShown')).toHaveLength(before + 1);
});

test('a window that begins waits for no batch that another one may have lost', async () => {
  const bridge = new FakeBridge();
  await open(bridge);
  expect(bridge.argumentsOf('entriesShown')).toEqual([null]);
});

test('what was left out of a room is read again when somebody looks at it, and is news there', async () => {
  const bridge = new FakeBridge();
  bridge.overview = { ...bridge.overview, entries: [said(1, ada), saidIn('r1', 1, ada)] };
  const host = await open(bridge);
  const left = [{ room: 'r1', messages: 1, news: 2 }];
  bridge.tell('entries', { left, changes: [], entries: [said(2, ada)] });
  expect(host.logs.read().get(LOBBY)).toHaveLength(2);
  expect(host.logs.read().get('r1')).toBeUndefined();
  expect(host.news.read().get('r1')).toBe(2);
});

test('after close nothing is heard', async () => {
  const bridge = new FakeBridge();
  const host = await open(bridge);
  host.close();
  expect(bridge.listening).toBe(0);
});
