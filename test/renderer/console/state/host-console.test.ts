import { expect, test } from 'vitest';
import { HostConsole } from '../../../../renderer/console/state/host-console.ts';
import { LOBBY } from '../../../../contract/model/room.ts';
import { choice, FakeBridge, running } from '../fake-bridge.ts';
import { ada, batchOf, said } from '../samples.ts';

async function open(bridge: FakeBridge): Promise<HostConsole> {
  const host = new HostConsole(bridge, (act) => act());
  await host.open();
  return host;
}

test('it opens with the snapshot, asks for it once, and hears what comes after it', async () => {
  const bridge = new FakeBridge();
  bridge.snapshot = { ...bridge.snapshot, entries: [said(1, ada)] };
  const host = await open(bridge);
  bridge.tell('entries', batchOf(said(2, ada)));
  await host.start(choice);
  expect(host.store.read().startOptions).toEqual(choice);
  expect(host.store.read().logs.get(LOBBY)).toMatchObject([{ seq: 1 }, { seq: 2 }]);
  expect(bridge.argumentsOf('subscribe')).toEqual([null]);
});

test('a host that does not answer has no window', async () => {
  const bridge = new FakeBridge();
  bridge.call = () => Promise.reject(new Error('the line is cut'));
  await expect(open(bridge)).rejects.toThrow('the line is cut');
});

test('it is starting from the moment it was asked to', async () => {
  const bridge = new FakeBridge();
  const host = await open(bridge);
  const starting = host.start(choice);
  expect(host.store.read().status).toEqual({ kind: 'off', busy: 'starting' });
  await starting;
  expect(bridge.argumentsOf('start')).toEqual([choice]);
  expect(host.store.read().status).toEqual({ kind: 'on', running, stopping: false });
});

test('a start that could not be asked for is trouble, with what is known about it', async () => {
  const bridge = new FakeBridge();
  bridge.started = new Error('the line is cut');
  const host = await open(bridge);
  await host.start(choice);
  expect(host.store.read().status).toEqual({
    kind: 'off',
    trouble: { code: 'failed', detail: 'the line is cut' },
  });
});

test('a command that could not be called is told as such, and an export too', async () => {
  const bridge = new FakeBridge();
  bridge.done = new Error('the line is cut');
  const { api } = await open(bridge);
  expect(await api.act('postMessage', { room: LOBBY, text: 'hello' })).toEqual({ ok: false, code: 'failed' });
  bridge.call = () => Promise.reject(new Error('too-often'));
  expect(await api.save('exportLog', { format: 'txt' })).toEqual({
    ok: false,
    why: 'failed',
    detail: 'too-often',
  });
});

test('a batch is taken when the window has drawn it, and no sooner', async () => {
  const bridge = new FakeBridge();
  const later: (() => void)[] = [];
  const host = new HostConsole(bridge, (act) => later.push(act));
  await host.open();
  bridge.tell('entries', batchOf(said(1, ada)));
  expect(bridge.argumentsOf('entriesShown')).toEqual([]);
  for (const act of later) act();
  expect(bridge.argumentsOf('entriesShown')).toEqual([null]);
});

test('a view of the log at its end shows a new snapshot; one further up stays, and is not the newest', async () => {
  const bridge = new FakeBridge();
  bridge.snapshot = { ...bridge.snapshot, entries: [said(1, ada), said(2, ada)] };
  const host = await open(bridge);
  const [atEnd, above] = [host.readLog({}), host.readLog({ room: LOBBY })];
  for (const reader of [atEnd, above]) reader.subscribe(() => undefined);
  above.placed(false);
  bridge.tell('snapshot', { ...bridge.snapshot, entries: [said(50, ada), said(51, ada)] });
  bridge.tell('entries', batchOf(said(52, ada)));
  expect(atEnd.stretch.read()).toMatchObject({
    live: true,
    entries: [{ seq: 50 }, { seq: 51 }, { seq: 52 }],
  });
  expect(above.stretch.read()).toMatchObject({ live: false, unread: 1, entries: [{ seq: 1 }, { seq: 2 }] });
});

test('after close nothing is heard', async () => {
  const bridge = new FakeBridge();
  const host = await open(bridge);
  host.close();
  expect(bridge.listening).toBe(0);
});
