import { createSocket } from 'node:dgram';
import multicastDns from 'multicast-dns';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Nearby } from '../../../contract/nearby.ts';
import { Neighbourhood } from '../../../electron/lan/neighbourhood.ts';
import { PATIENTLY } from '../../support/patience.ts';

function neighbour(room?: string, id = room?.toLowerCase() ?? '') {
  const heard: Nearby[][] = [];
  const announced = vi.fn<(did: boolean) => void>();
  const announcement = room === undefined ? undefined : { id, room, address: '127.0.0.1', port: 8080 };
  const one = new Neighbourhood('127.0.0.1', announcement, {
    heard: (nearby) => heard.push([...nearby]),
    announced,
  });
  onTestFinished(() => one.stop());
  return { one, announced, rooms: () => heard.at(-1)?.map(({ name }) => name) ?? [] };
}

test('two hosts find each other and not themselves, and who leaves is gone', async () => {
  const [attic, cellar, window] = [neighbour('Attic'), neighbour('Cellar'), neighbour()];
  await expect.poll(attic.rooms, PATIENTLY).toEqual(['Cellar']);
  await expect.poll(cellar.rooms, PATIENTLY).toEqual(['Attic']);
  await expect.poll(() => window.rooms().sort(), PATIENTLY).toEqual(['Attic', 'Cellar']);
  expect(attic.announced).toHaveBeenCalledWith(true);
  expect(window.announced).not.toHaveBeenCalled();
  await cellar.one.stop();
  await cellar.one.stop();
  await expect.poll(attic.rooms, PATIENTLY).toEqual([]);
  await expect.poll(window.rooms, PATIENTLY).toEqual(['Attic']);
});

test('a flood of questions is answered once a second', async () => {
  const attic = neighbour('Attic');
  await expect.poll(() => attic.announced.mock.calls.length, PATIENTLY).toBe(2);
  const asker = multicastDns({ interface: '127.0.0.1', bind: '0.0.0.0' });
  onTestFinished(() => new Promise((resolve) => asker.destroy(() => resolve())));
  let answers = 0;
  asker.on('response', () => (answers += 1));
  // What was said less than a second ago is not said again.
  await expect
    .poll(() => {
      asker.query('_http._tcp.local', 'PTR');
      return answers;
    }, PATIENTLY)
    .toBeGreaterThan(0);
  answers = 0;
  const since = performance.now();
  for (let asked = 0; asked < 50; asked += 1) asker.query('_http._tcp.local', 'PTR');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(answers).toBeLessThanOrEqual(2 + (performance.now() - since) / 1_000);
});

test('on an address that this machine has not, it says that it could not be announced', async () => {
  const announced = vi.fn<(did: boolean) => void>();
  const announcement = { id: 'x', room: 'x', address: '203.0.113.1', port: 8080 };
  const one = new Neighbourhood('203.0.113.1', announcement, { heard: () => undefined, announced });
  onTestFinished(() => one.stop());
  await expect.poll(() => announced.mock.calls, PATIENTLY).toEqual([[false]]);
});

test('what is no message of names ends nothing', async () => {
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
