import { expect, test } from 'vitest';
import { HostConsole } from '../../../renderer/host/host-console.ts';
import { choice, FakeBridge, running } from './fake-bridge.ts';
import { ada, said } from './samples.ts';

async function open(bridge: FakeBridge): Promise<HostConsole> {
  const host = new HostConsole(bridge);
  expect(await host.open()).toEqual(choice);
  return host;
}

test('what is heard while the overview is under way is not overwritten by it', async () => {
  const bridge = new FakeBridge();
  bridge.overview = { ...bridge.overview, entries: [said(1, ada)] };
  const host = new HostConsole(bridge);
  const opening = host.open();
  bridge.tell('state', running);
  bridge.tell('people', [{ ...ada, address: '10.0.0.2', userAgent: '', since: 0 }]);
  bridge.tell('entries', [said(2, ada)]);
  await opening;
  expect(host.stage.read()).toMatchObject({ kind: 'on' });
  expect(host.people.read()).toHaveLength(1);
  expect(host.entries.read().map(({ seq }) => seq)).toEqual([1, 2]);
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

test('a start shows the new room alone, not what was said in the one before', async () => {
  const bridge = new FakeBridge();
  bridge.overview = { ...bridge.overview, entries: [said(1, ada, 'old', 10), said(2, ada, 'old', 20)] };
  const host = await open(bridge);
  bridge.overview = { ...bridge.overview, entries: [] };
  await host.start(choice);
  await Promise.resolve();
  expect(host.entries.read()).toEqual([]);
  bridge.tell('entries', [said(1, ada, 'new', 2_000)]);
  expect(host.entries.read()).toMatchObject([{ seq: 1, text: 'new' }]);
});

test('after close nothing is heard', async () => {
  const bridge = new FakeBridge();
  const host = await open(bridge);
  host.close();
  expect(bridge.listening).toBe(0);
});
