import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import type { HostState, Running } from '../../../contract/ipc/host-state.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { Guest } from '../../support/clients/guest.ts';
import { lightHost, startOnLoopback } from '../../support/host/running-host.ts';
import { request, requestOf } from '../../support/clients/raw-request.ts';

const placeOn = (port: number, room = 'Lobby') => ({ adapter: 'lo', address: '127.0.0.1', port, room });
const LAN: Adapter = {
  name: 'eth0',
  kind: 'ethernet',
  addresses: ['192.168.1.20'],
  reason: 'default-route',
  suggested: true,
};
const LO: Adapter = { ...LAN, name: 'lo', kind: 'loopback', addresses: ['127.0.0.1'], suggested: false };

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

test('on IPv6 alone the link has its brackets, is answered, and a busy port is a trouble there too', async () => {
  const { host } = await lightHost();
  await host.stop();
  const place = { adapter: 'lo', address: '::1', port: 0, room: 'Lobby' };
  const state = await host.start(place);
  expect(state).toMatchObject({ kind: 'running', shareable: false, address: '::1' });
  const { link, port } = state as Running;
  expect(link).toBe(`http://[::1]:${port}`);
  expect((await fetch(link)).status).toBe(200);
  const other = await lightHost();
  await other.host.stop();
  expect(await other.host.start({ ...place, port })).toMatchObject({
    trouble: { code: 'port-busy', port, free: expect.any(Number) as number },
  });
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

test('a start under another name that fails leaves the conversation as it was', async () => {
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
  expect(await host.house!.hostActions.say('lobby', 'hi')).toEqual({ ok: false, error: 'not-running' });
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

/** A host on every network, whose networks the test changes. */
async function everywhere() {
  let adapters: readonly Adapter[] = [LAN, LO];
  const states: HostState[] = [];
  const { host } = await lightHost({
    adapters: () => Promise.resolve([...adapters]),
    entered: (state) => states.push(state),
  });
  await host.stop();
  const state = await host.start({ adapter: '*', address: '0.0.0.0', port: 0, room: 'Lobby' });
  if (state.kind !== 'running') throw new Error(JSON.stringify(state));
  states.length = 0;
  const now = async (...list: readonly Adapter[]) => {
    adapters = [...list, LO];
    await host.lookAgain();
    return host.state;
  };
  return { host, port: state.port, link: state.link, states, now };
}

test('without any network it is degraded and says so once, and is back with its link and those who stayed', async () => {
  const { host, port, link, states, now } = await everywhere();
  const ada = await Guest.join(port, 'Ada');
  expect(await now()).toMatchObject({ kind: 'degraded', link, trouble: { code: 'address-gone' } });
  await now();
  expect(states).toHaveLength(1);
  expect(host.house).toBeDefined();
  expect(await now(LAN)).toMatchObject({ kind: 'running', link });
  await now(LAN);
  expect(states).toHaveLength(2);
  expect(await ada.says('still here')).toBeDefined();
  await Guest.join(port, 'Ben');
});

test('under another address the link is another one, and the host answers by that', async () => {
  const { port, link, now } = await everywhere();
  const other = { ...LAN, name: 'wlan0', addresses: ['10.0.0.7'] };
  expect(await now({ ...LAN, suggested: false }, other)).toMatchObject({ kind: 'running', link });
  expect(await now(other)).toMatchObject({ kind: 'running', link: `http://10.0.0.7:${port}` });
  const ask = (name: string) => request(port, `GET / HTTP/1.1\r\nHost: ${name}:${port}\r\n\r\n`);
  expect((await ask('10.0.0.7')).status).toBe(200);
});

test('guests are told where it would be without its address, when they come and when that changes', async () => {
  const { port, now } = await everywhere();
  const other = { ...LAN, name: 'wlan0', addresses: ['10.0.0.7'], suggested: false };
  const ada = await Guest.join(port, 'Ada');
  expect(ada.welcome.fallbackLink).toBeUndefined();
  await now(LAN, other);
  await ada.hearsOf('server-info', ({ fallbackLink }) => fallbackLink === `http://10.0.0.7:${port}`);
  expect((await Guest.join(port, 'Ben')).welcome.fallbackLink).toBe(`http://10.0.0.7:${port}`);
  await now(LAN);
  await ada.hears(() => ada.all('server-info').at(-1)?.fallbackLink === undefined);
});

test('it can be switched off while it is degraded', async () => {
  const { host, now } = await everywhere();
  await now();
  expect(await host.stop()).toEqual({ kind: 'stopped' });
  expect(await now(LAN)).toEqual({ kind: 'stopped' });
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
