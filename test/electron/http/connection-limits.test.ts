import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { SUBPROTOCOL } from '../../../contract/wire/wire.ts';
import {
  ConnectionLimits,
  CONNECTION_LIMITS_DEFAULT,
  type ConnectionLimitValues,
} from '../../../electron/http/connection-limits.ts';
import { HOST_LIMITS_DEFAULT } from '../../../electron/server/limits/limits.ts';
import { lightHost } from '../../support/host/running-host.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { openingRequest, RawClient } from '../../support/clients/raw-client.ts';
import { request, requestOf } from '../../support/clients/raw-request.ts';

const opened: Socket[] = [];

afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
});

/** The warnings that the host saw. */
let warnings: string[] = [];

async function host(limits: Partial<ConnectionLimitValues> = {}): Promise<number> {
  warnings = [];
  const { port } = await lightHost({
    limits: { ...HOST_LIMITS_DEFAULT, crowd: { ...CONNECTION_LIMITS_DEFAULT, ...limits } },
    warn: (sentence) => warnings.push(sentence),
  });
  return port;
}

/** A socket from one of loopback's many addresses. */
async function from(localAddress: string, port: number, bytes = ''): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  opened.push(socket);
  socket.on('error', () => socket.destroy());
  socket.resume();
  await once(socket, 'connect');
  socket.write(bytes);
  return socket;
}

/** A WebSocket whose handshake has completed. */
async function inside(localAddress: string, port: number): Promise<Socket> {
  const socket = await from(localAddress, port, openingRequest(port));
  await once(socket, 'data');
  return socket;
}

test('the 33rd socket of one address is refused with a page, and another address is admitted', async () => {
  const port = await host();
  for (let i = 0; i < 32; i += 1) await inside('127.0.0.1', port);
  const refused = await request(port, requestOf(port, 'GET /'));
  expect(refused.status).toBe(503);
  expect(refused.body.toString()).toContain('Too many');
  const other = await inside('127.0.0.2', port);
  expect(other.destroyed).toBe(false);
  // One device with too many tabs is not worth a warning.
  expect(warnings).toEqual([]);
});

test('when one of them closes, the next is admitted', async () => {
  const port = await host({ socketsPerAddressMax: 2 });
  const first = await inside('127.0.0.1', port);
  await inside('127.0.0.1', port);
  expect((await request(port, requestOf(port, 'GET /'))).status).toBe(503);
  first.destroy();
  await vi.waitFor(
    async () => expect((await request(port, requestOf(port, 'GET /'))).status).toBe(200),
    PATIENTLY,
  );
});

test('an idle connection of a browser is displaced, a joined guest is not', async () => {
  const port = await host({ socketsPerAddressMax: 2 });
  const talking = await inside('127.0.0.1', port);
  const idle = await from('127.0.0.1', port, requestOf(port, 'GET /'));
  await once(idle, 'data');
  const gone = once(idle, 'close');
  const next = await inside('127.0.0.1', port);
  await gone;
  expect([talking.destroyed, next.destroyed]).toEqual([false, false]);
});

test('there is also a limit on all addresses together', async () => {
  const port = await host({ socketsMax: 3 });
  for (let i = 2; i < 5; i += 1) await inside(`127.0.0.${i}`, port);
  expect((await request(port, requestOf(port, 'GET /'))).status).toBe(503);
  expect(warnings).toEqual([expect.stringMatching(/^Turned away a connection: all 3 are in use/)]);
});

test('200 sockets from 50 addresses that dribble their request do not keep a guest out, and are closed', async () => {
  const port = await host();
  let closed = 0;
  for (let i = 0; i < 200; i += 1) {
    const socket = await from(`127.0.1.${1 + (i % 50)}`, port, 'GET / HTTP/1.1\r\n');
    const dribble = setInterval(() => socket.write('x'), 500);
    socket.once('close', () => {
      clearInterval(dribble);
      closed += 1;
    });
  }
  const guest = await RawClient.open(port);
  await guest.until(() => guest.texts.length > 0);
  // They never close by themselves.
  await vi.waitFor(() => expect(closed).toBe(200), PATIENTLY);
  guest.say('still here');
  await guest.until(() => guest.texts.some((text) => text.endsWith('still here')));
  guest.destroy();
});

test('the oldest of the silent sockets is displaced', async () => {
  const port = await host({ pendingMax: 4, pendingPerAddressMax: 2 });
  const silent = await Promise.all([1, 2, 3].map(() => from('127.0.0.1', port)));
  let gone = 0;
  for (const socket of silent) socket.on('close', () => (gone += 1));
  // Past the grace period.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await from('127.0.0.1', port);
  await expect.poll(() => gone).toBeGreaterThan(0);
});

test('no socket is closed for arriving with others', async () => {
  let now = 0;
  const limits = new ConnectionLimits({ ...CONNECTION_LIMITS_DEFAULT, pendingPerAddressMax: 2 }, () => now);
  const silent = [new Socket(), new Socket(), new Socket()];
  for (const socket of silent) limits.admit(socket);
  now = 1_000;
  const late = new Socket();
  limits.admit(late);
  await new Promise(setImmediate);
  expect(silent.map(({ destroyed }) => destroyed)).toEqual([false, false, false]);
  now = 1_001;
  limits.admit(new Socket());
  await new Promise(setImmediate);
  expect([...silent, late].map(({ destroyed }) => destroyed)).toEqual([true, true, true, false]);
});

test('a request that we were too busy to read does not make its socket look silent', async () => {
  let now = 0;
  const limits = new ConnectionLimits({ ...CONNECTION_LIMITS_DEFAULT, pendingMax: 1 }, () => now);
  const [first, second, third] = [new Socket(), new Socket(), new Socket()];
  limits.admit(first);
  // The event loop is busy; then, in one turn, others connect and the first one's request is read.
  now = 10_000;
  limits.admit(second);
  limits.setStage(first, 'busy');
  await new Promise(setImmediate);
  expect([first.destroyed, second.destroyed]).toEqual([false, false]);
  now = 20_000;
  limits.admit(third);
  await new Promise(setImmediate);
  expect([second.destroyed, third.destroyed]).toEqual([true, false]);
});

/** A socket from an address, with limits of its own. */
function coming(address: string): Socket {
  return Object.defineProperty(new Socket(), 'remoteAddress', { value: address });
}

/** Connects as a WebSocket without a joined guest. */
function upgradedFrom(limits: ConnectionLimits, address: string): Socket {
  const socket = coming(address);
  if (limits.admit(socket) === 'in') limits.setStage(socket, 'upgraded');
  return socket;
}

/** Connects and joins at once. */
function joins(limits: ConnectionLimits, address: string): boolean {
  const socket = coming(address);
  if (limits.admit(socket) !== 'in') return false;
  limits.setStage(socket, 'upgraded');
  if (limits.mayJoin(socket)) limits.join(socket);
  else socket.destroy();
  return !socket.destroyed;
}

const open = (sockets: readonly Socket[]) => sockets.filter(({ destroyed }) => !destroyed).length;

test('1,100 addresses of one /64 get as many sockets without a joined guest as one address', () => {
  let now = 0;
  const limits = new ConnectionLimits(CONNECTION_LIMITS_DEFAULT, () => now);
  const sockets = Array.from({ length: 2_200 }, (_, i) =>
    upgradedFrom(limits, `fd00:7::a:${(1 + (i % 1_100)).toString(16)}`),
  );
  expect(limits.size).toBe(32);
  now = 2_000;
  const newcomers = Array.from({ length: 40 }, (_, i) => joins(limits, `fd00:7::b:${i.toString(16)}`));
  expect(newcomers).toEqual(Array(40).fill(true));
  // One was displaced, and the guest who joined took a place of another kind.
  expect(open(sockets.slice(0, 32))).toBe(31);
});

test.each([
  ['70 addresses of one /24 with 32 sockets each', (i: number) => `192.0.2.${1 + (i % 70)}`, 2_240],
  ['1,000 networks of one /48', (i: number) => `2001:db8:7:${(i % 1_000).toString(16)}::1`, 3_000],
  ['2,048 addresses', (i: number) => `10.0.${i >> 8}.${i % 256}`, 2_048],
])('%s without a joined guest keep out none of 40 newcomers', (_, addressOf, count) => {
  let now = 0;
  const limits = new ConnectionLimits(CONNECTION_LIMITS_DEFAULT, () => now);
  for (let i = 0; i < count; i += 1) upgradedFrom(limits, addressOf(i));
  expect(limits.size).toBe(CONNECTION_LIMITS_DEFAULT.socketsMax);
  now = 2_000;
  const newcomers = Array.from({ length: 40 }, (_, i) => joins(limits, `203.0.113.${i}`));
  expect(newcomers).toEqual(Array(40).fill(true));
});

test('joined guests stay, however many sockets arrive', () => {
  let now = 0;
  const limits = new ConnectionLimits({ ...CONNECTION_LIMITS_DEFAULT, socketsMax: 20 }, () => now);
  const here = Array.from({ length: 10 }, () => upgradedFrom(limits, '192.0.2.1'));
  for (const socket of here) limits.join(socket);
  for (let i = 0; i < 200; i += 1) {
    now += 2_000;
    upgradedFrom(limits, `198.51.100.${i}`);
  }
  expect(open(here)).toBe(10);
  expect(limits.size).toBe(20);
});

test('when few places are left, a network is limited to its share of them, and others can still join', () => {
  const limits = new ConnectionLimits(CONNECTION_LIMITS_DEFAULT, () => 0);
  const join = (address: string) => Number(joins(limits, address));
  let joined = 0;
  // 70 machines that take all they can get.
  for (let i = 0; i < 70 * 32; i += 1) joined += join(`192.0.2.${1 + (i % 70)}`);
  expect(joined).toBeLessThan(CONNECTION_LIMITS_DEFAULT.socketsMax * 0.85);
  for (let i = 0; i < 30; i += 1) expect(join(`198.51.100.${i}`)).toBe(1);
});

test('40 of 40 newcomers join past sockets without a joined guest', async () => {
  const port = await host({ socketsMax: 64, socketsPerAddressMax: 8 });
  const silent = await Promise.all(
    Array.from({ length: 64 }, (_, i) =>
      from(`127.0.2.${1 + (i >> 3)}`, port, openingRequest(port, { subprotocol: SUBPROTOCOL })),
    ),
  );
  await expect.poll(() => silent.every(({ bytesRead }) => bytesRead > 0)).toBe(true);
  // None of them is in the way of others, from the first moment on.
  const answers: string[] = [];
  for (let i = 1; i <= 40; i += 1) {
    const socket = await from(`127.0.3.${i}`, port);
    const answer = once(socket, 'data') as Promise<[Buffer]>;
    socket.write(openingRequest(port));
    answers.push((await answer)[0].toString('latin1', 0, 12));
  }
  expect(answers).toEqual(Array(40).fill('HTTP/1.1 101'));
  expect(warnings).toEqual([]);
});

test('a request head of 20 MB that arrives in pieces is cut off at 16 KiB with 431', async () => {
  const port = await host();
  const socket = await from('127.0.0.1', port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`);
  const answer = once(socket, 'data');
  const piece = `X-Bomb: ${'x'.repeat(1_000)}\r\n`;
  let sent = 0;
  while (!socket.destroyed && sent < 20_000_000 && socket.readyState === 'open') {
    socket.write(piece);
    sent += piece.length;
    if (sent % (16 * piece.length) === 0) await new Promise(setImmediate);
    if (socket.bytesRead > 0) break;
  }
  const [bytes] = (await answer) as [Buffer];
  expect(bytes.toString()).toMatch(/^HTTP\/1\.1 431 /);
  expect(sent).toBeLessThan(2_000_000);
});
