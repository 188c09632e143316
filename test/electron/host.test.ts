import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Adapter, HostState } from '../../contract/ipc.ts';
import { findFreePort } from '../support/free-port.ts';
import { Guest } from '../support/guest.ts';
import { lightHost, startOnLoopback } from '../support/lit-host.ts';
import { request, requestOf } from '../support/raw-request.ts';

const placeOn = (port: number, room = 'Lobby') => ({ adapter: 'lo', address: '127.0.0.1', port, room });
const LAN: Adapter = {
  name: 'eth0',
  kind: 'ethernet',
  addresses: ['192.168.1.20'],
  reason: 'default-route',
  suggested: true,
};

async function busyPort(): Promise<number> {
  const port = await findFreePort();
  const server = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return port;
}

test('starting and stopping is one path through the states, and doing either twice does no harm', async () => {
  const states: string[] = [];
  const { host, port } = await lightHost({
    publish: (event, value) => {
      if (event === 'state') states.push((value as HostState).kind);
    },
  });
  expect(await host.start(placeOn(0, 'Attic'))).toMatchObject({ kind: 'running', port, room: 'Lobby' });
  await Promise.all([host.stop(), host.stop()]);
  expect(await host.stop()).toEqual({ kind: 'stopped' });
  expect(states).toEqual(['starting', 'running', 'stopping', 'stopped']);
});

test('loopback is a link that nobody else can open', async () => {
  const { host, port } = await lightHost();
  expect(host.state).toMatchObject({ link: `http://127.0.0.1:${port}`, shareable: false, room: 'Lobby' });
});

test('on every network the link names the suggested address', async () => {
  const { host } = await lightHost({ adapters: () => Promise.resolve([LAN]) });
  await host.stop();
  const state = await host.start({ adapter: '*', address: '0.0.0.0', port: 0, room: 'Lobby' });
  expect(state).toMatchObject({ kind: 'running', shareable: true, address: '0.0.0.0' });
  expect((state as { link: string }).link).toMatch(/^http:\/\/192\.168\.1\.20:\d+$/);
});

test('a busy port is a trouble that names the next free one, and the port that is free can be had next', async () => {
  const { host } = await lightHost();
  await host.stop();
  const port = await busyPort();
  const state = await host.start(placeOn(port));
  expect(state).toMatchObject({ kind: 'stopped', trouble: { code: 'port-busy', port } });
  const { trouble } = state as { trouble: { free: number } };
  expect(await host.start(placeOn(trouble.free))).toMatchObject({ kind: 'running' });
});

test('an address of another computer is a trouble that names it', async () => {
  const { host } = await lightHost();
  await host.stop();
  const trouble = { code: 'address-gone', address: '203.0.113.1' };
  expect(await host.start({ ...placeOn(0), address: '203.0.113.1' })).toEqual({ kind: 'stopped', trouble });
});

test('a network that has gone is a trouble that names it', async () => {
  const { host } = await lightHost({ adapters: () => Promise.resolve([LAN]) });
  await host.stop();
  const trouble = { code: 'adapter-gone', adapter: 'wlan0' };
  expect(await host.startOn({ adapter: 'wlan0', port: 8080, room: 'Lobby' })).toEqual({
    kind: 'stopped',
    trouble,
  });
});

test('a start in another room that fails leaves the conversation as it was', async () => {
  const { host, port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  await host.stop();
  await host.start(placeOn(await busyPort(), 'Attic'));
  expect(host.overview().entries.map(({ type }) => type)).toEqual(['joined', 'left']);
  const back = await Guest.join(await startOnLoopback(host), 'Ada');
  expect(back.welcome.log).toBe(ada.welcome.log);
});

test('whoever comes the moment the port is open is not turned away', async () => {
  const { host } = await lightHost({
    adapters: () => new Promise((resolve) => setTimeout(resolve, 200, [])),
  });
  await host.stop();
  const port = await findFreePort();
  const started = host.start(placeOn(port));
  const ask = async (): Promise<number> => {
    const answer = await request(port, requestOf(port, 'GET /')).catch(() => undefined);
    return answer === undefined || answer.status === 0 ? ask() : answer.status;
  };
  expect(await ask()).toBe(200);
  await started;
});

test('a system that cannot list its networks is a trouble, and nothing stays open', async () => {
  let ill = false;
  const { host } = await lightHost({
    adapters: () => (ill ? Promise.reject(new Error('no list')) : Promise.resolve([])),
  });
  await host.stop();
  ill = true;
  const stopped = { kind: 'stopped', trouble: { code: 'failed', detail: 'no list' } };
  expect(await host.startOn({ adapter: 'lo', port: 8080, room: 'Lobby' })).toEqual(stopped);
  const port = await findFreePort();
  expect(await host.start(placeOn(port))).toEqual(stopped);
  ill = false;
  expect(await host.start(placeOn(port))).toMatchObject({ kind: 'running' });
});

test('without a person at a window nobody speaks for the host', async () => {
  const { host } = await lightHost();
  expect(host.say('hi')).toEqual({ ok: false, code: 'not-running' });
});

test('on every network no address is ours that stands for all of them', async () => {
  const every: Adapter = { ...LAN, name: '*', kind: 'every', addresses: ['0.0.0.0'], suggested: false };
  const { host } = await lightHost({ adapters: () => Promise.resolve([LAN, every]) });
  await host.stop();
  const state = await host.start({ adapter: '*', address: '0.0.0.0', port: 0, room: 'Lobby' });
  const { port } = state as { port: number };
  const ask = (name: string) => request(port, `GET / HTTP/1.1\r\nHost: ${name}:${port}\r\n\r\n`);
  expect((await ask('0.0.0.0')).status).toBe(403);
  expect((await ask('192.168.1.20')).status).toBe(200);
});

test('changes that cross are made one after the other', async () => {
  const { host } = await lightHost();
  const [stopped, started, stoppedAgain] = await Promise.all([
    host.stop(),
    host.start(placeOn(0)),
    host.stop(),
  ]);
  expect([stopped.kind, started.kind, stoppedAgain.kind]).toEqual(['stopped', 'running', 'stopped']);
});
