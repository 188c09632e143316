import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, type Answer, type DecodedPacket } from 'dns-packet';
import multicastDns from 'multicast-dns';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Nearby } from '../../../contract/ipc/nearby.ts';
import { MdnsService } from '../../../electron/lan/mdns-service.ts';
import { PATIENTLY } from '../../support/patience.ts';

function neighbour(room?: string, id = room?.toLowerCase() ?? '') {
  const found: Nearby[][] = [];
  const announced = vi.fn<(name: string | false) => void>();
  const announcement = room === undefined ? undefined : { id, room, address: '127.0.0.1', port: 8080 };
  const one = new MdnsService('127.0.0.1', announcement, {
    found: (nearby) => found.push([...nearby]),
    announced,
  });
  onTestFinished(() => one.stop());
  return { one, announced, rooms: () => found.at(-1)?.map(({ name }) => name) ?? [] };
}

test('two hosts find each other but not themselves, and a host that leaves disappears', async () => {
  const [attic, cellar, window] = [neighbour('Attic'), neighbour('Cellar'), neighbour()];
  await expect.poll(attic.rooms, PATIENTLY).toEqual(['Cellar']);
  await expect.poll(cellar.rooms, PATIENTLY).toEqual(['Attic']);
  await expect.poll(() => window.rooms().sort(), PATIENTLY).toEqual(['Attic', 'Cellar']);
  expect(attic.announced).toHaveBeenCalledWith('porchlight-attic.local');
  expect(window.announced).not.toHaveBeenCalled();
  await cellar.one.stop();
  await cellar.one.stop();
  await expect.poll(attic.rooms, PATIENTLY).toEqual([]);
  await expect.poll(window.rooms, PATIENTLY).toEqual(['Attic']);
});

/** Asks from a port of its own, as a resolver without multicast support does. */
async function oneShot() {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  socket.setMulticastInterface('127.0.0.1');
  const answers: DecodedPacket[] = [];
  socket.on('message', (bytes) => answers.push(decode(bytes)));
  const ask = (name: string, type: 'A' | 'AAAA' | 'PTR', id: number) =>
    socket.send(encode({ type: 'query', id, questions: [{ name, type }] }), 5_353, '224.0.0.251');
  return { ask, answers };
}

/** Receives multicast packets and asks as a full multicast DNS client does. */
async function listener() {
  const mdns = multicastDns({ interface: '127.0.0.1', bind: '0.0.0.0' });
  onTestFinished(() => new Promise((resolve) => mdns.destroy(() => resolve())));
  await once(mdns, 'networkInterface');
  const found: Answer[] = [];
  mdns.on('response', ({ answers = [] }) => found.push(...answers));
  return { mdns, found };
}

test('one-shot queries are answered to their own port, each of them', async () => {
  const attic = neighbour('Attic');
  await expect.poll(() => attic.announced.mock.calls.length, PATIENTLY).toBe(2);
  const askers = await Promise.all(Array.from({ length: 5 }, oneShot));
  for (const [i, { ask }] of askers.entries()) ask('porchlight-attic.local', 'A', 4_000 + i);
  for (const [i, { answers }] of askers.entries()) {
    await expect.poll(() => answers.length, PATIENTLY).toBe(1);
    expect(answers[0]).toMatchObject({
      id: 4_000 + i,
      flag_aa: true,
      questions: [{ name: 'porchlight-attic.local', type: 'A' }],
      answers: [{ type: 'A', data: '127.0.0.1', ttl: 10, flush: false }],
    });
  }
});

test('a query for an address type that the host lacks is denied at once', async () => {
  const attic = neighbour('Attic');
  await expect.poll(() => attic.announced.mock.calls.length, PATIENTLY).toBe(2);
  const [{ ask, answers }, { mdns, found }] = await Promise.all([oneShot(), listener()]);
  ask('porchlight-attic.local', 'AAAA', 1);
  await expect.poll(() => answers[0]?.answers?.map(({ type }) => type), PATIENTLY).toEqual(['NSEC']);
  mdns.query('porchlight-attic.local', 'AAAA');
  await expect
    .poll(() => found.filter(({ type }) => type === 'NSEC'), PATIENTLY)
    .toMatchObject([{ name: 'porchlight-attic.local', data: { rrtypes: ['A'] } }]);
});

test('a record is multicast again after one second, not earlier', async () => {
  const attic = neighbour('Attic');
  await expect.poll(() => attic.announced.mock.calls.length, PATIENTLY).toBe(2);
  const { mdns, found } = await listener();
  const since = performance.now();
  const multicasts = () => found.filter(({ type }) => type === 'A').length;
  for (let i = 0; i < 50; i += 1) mdns.query('porchlight-attic.local', 'A');
  await expect.poll(multicasts, PATIENTLY).toBeGreaterThan(0);
  for (let i = 0; i < 50; i += 1) mdns.query('porchlight-attic.local', 'A');
  await expect.poll(multicasts, PATIENTLY).toBeGreaterThan(1);
  expect(multicasts()).toBeLessThanOrEqual(2 + (performance.now() - since) / 1_000);
});

test('a host whose name is in use takes the next one, and is found under it', async () => {
  const { mdns } = await listener();
  const theirs = 'porchlight-attic.local';
  mdns.on('query', ({ questions = [] }) => {
    if (questions.some(({ name }) => name === theirs))
      mdns.respond([{ type: 'A', name: theirs, ttl: 120, flush: true, data: '127.0.0.9' }]);
  });
  const attic = neighbour('Attic');
  await expect.poll(() => attic.announced.mock.calls.flat(), PATIENTLY).toContain('porchlight-attic-2.local');
  expect(attic.announced).not.toHaveBeenCalledWith('porchlight-attic.local');
  const { ask, answers } = await oneShot();
  ask('porchlight-attic-2.local', 'A', 1);
  await expect.poll(() => answers[0]?.answers, PATIENTLY).toMatchObject([{ type: 'A', data: '127.0.0.1' }]);
});

test('reports that it could not be announced on an address that this machine does not have', async () => {
  const announced = vi.fn<(name: string | false) => void>();
  const announcement = { id: 'x', room: 'x', address: '203.0.113.1', port: 8080 };
  const one = new MdnsService('203.0.113.1', announcement, { found: () => undefined, announced });
  onTestFinished(() => one.stop());
  await expect.poll(() => announced.mock.calls, PATIENTLY).toEqual([[false]]);
});

test('a malformed packet stops nothing', async () => {
  const attic = neighbour('Attic');
  await expect.poll(() => attic.announced.mock.calls.length, PATIENTLY).toBeGreaterThan(0);
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.alloc(3),
    Buffer.alloc(512, 0xff),
    Buffer.from('GET / HTTP/1.1'),
  ])
    await new Promise((resolve) => socket.send(bytes, 5_353, '127.0.0.1', resolve));
  const cellar = neighbour('Cellar');
  await expect.poll(attic.rooms, PATIENTLY).toEqual(['Cellar']);
  expect(cellar.announced).not.toHaveBeenCalledWith(false);
});
