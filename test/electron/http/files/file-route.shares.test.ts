/**
 * Slots and space for uploads are shared: neither announced sizes, nor slow uploads, nor one person's files keep others
 * out.
 */
import type { Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { HOST_LIMITS_DEFAULT } from '../../../../electron/server/limits/limits.ts';
import { Guest } from '../../../support/clients/guest.ts';
import { lightHost } from '../../../support/host/running-host.ts';
import { PATIENTLY } from '../../../support/patience.ts';
import { dial, requestOf } from '../../../support/clients/raw-request.ts';
import { FileSender } from '../../../support/clients/sent-file.ts';

async function house(quotaBytes: number, bytesMax = 1_000_000) {
  const { port } = await lightHost({
    limits: { ...HOST_LIMITS_DEFAULT, files: { bytesMax, quotaBytes } },
    unrestrained: true,
  });
  const sender = async (name: string) => new FileSender(port, await Guest.join(port, name));
  return { port, sender };
}

/**
 * Begins an upload from an address, sends `some` bytes of it and leaves the connection open. Resolves when they have
 * arrived.
 */
async function sendSome(port: number, sender: FileSender, bytes: number, some: number, from: string) {
  const path = (await sender.begin('slow', bytes)).headers.get('location')!;
  const socket = await dial(port, from);
  const heard = { text: '' };
  socket.on('data', (chunk: Buffer) => (heard.text += chunk.toString()));
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  const headers = { ...sender.headers, 'Upload-Offset': 0, 'Content-Length': bytes };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const type = 'Content-Type: application/offset+octet-stream';
  socket.write(requestOf(port, `PATCH ${path}`, [...lines, type]));
  socket.write(Buffer.alloc(some));
  return { path, socket, heard };
}

test('announced sizes take no space: twenty of one person leave all of it to the others', async () => {
  const { sender } = await house(10_485_760);
  const ada = await sender('Ada');
  const bob = await sender('Bob');
  for (let i = 0; i < 20; i += 1) expect((await ada.begin(`${i}`, 1_000_000)).status).toBe(201);
  expect((await bob.say('b', Buffer.alloc(200_000))).bytes).toBe(200_000);
});

test('an upload that runs out of space meanwhile gets a readable answer, and nothing of it stays', async () => {
  const { sender } = await house(4_194_304, 3_500_000);
  const ada = await sender('Ada');
  const bob = await sender('Bob');
  const path = (await ada.begin('a', 3_500_000)).headers.get('location')!;
  await bob.say('b', Buffer.alloc(2_000_000));
  const full = await ada.append(path, 0, Buffer.alloc(3_500_000));
  expect([full.status, full.text]).toEqual([507, expect.stringMatching(/out of space|used all your space/)]);
  expect((await ada.ask('HEAD', path)).status).toBe(404);
  expect((await bob.say('c', Buffer.alloc(500_000))).bytes).toBe(500_000);
});

test('one person cannot fill the store: they get a sentence about it, and others have space', async () => {
  const { sender } = await house(10_485_760, 2_000_000);
  const ada = await sender('Ada');
  let refused = await ada.begin('a', 2_000_000);
  for (let i = 0; i < 10 && refused.status === 201; i += 1) {
    const path = refused.headers.get('location')!;
    expect((await ada.append(path, 0, Buffer.alloc(2_000_000))).status).toBe(204);
    refused = await ada.begin('a', 2_000_000);
  }
  expect([refused.status, refused.headers.get('upload-refusal')]).toEqual([507, 'share']);
  expect(refused.text).toMatch(/used all your space for files\. Delete some/);
  expect((await (await sender('Bob')).say('b', Buffer.alloc(500_000))).bytes).toBe(500_000);
});

test('slow uploads from one address yield to a file from another, and resume where they were', async () => {
  const { port, sender } = await house(1_073_741_824);
  const slow: { path: string; socket: Socket; heard: { text: string }; sender: FileSender }[] = [];
  for (const name of ['A', 'B', 'C', 'D']) {
    const each = await sender(name);
    for (const some of [3_000, 4_000])
      slow.push({ ...(await sendSome(port, each, 900_000, some, '127.0.0.2')), sender: each });
  }
  // Each of them is running: a third one of the same person is refused.
  const again = slow.map(({ sender }) => sender);
  for (const each of new Set(again)) {
    const third = (await each.begin('third', 10)).headers.get('location')!;
    await expect.poll(async () => (await each.append(third, 0, Buffer.alloc(10))).status).toBe(429);
  }
  const victim = await sender('Victim');
  expect((await victim.say('v', Buffer.alloc(1_000))).bytes).toBe(1_000);
  await vi.waitFor(() => expect(slow.filter(({ heard }) => heard.text !== '')).toHaveLength(1), PATIENTLY);
  const [loser] = slow.filter(({ heard }) => heard.text !== '');
  expect(loser!.heard.text).toMatch(/^HTTP\/1\.1 503 .*retry-after: 5.*Many people are sending/is);
  const told = Number(/upload-offset: (\d+)/i.exec(loser!.heard.text)?.[1]);
  loser!.socket.destroy();
  const asked = await loser!.sender.ask('HEAD', loser!.path);
  expect([asked.status, Number(asked.headers.get('upload-offset'))]).toEqual([200, told]);
  expect((await loser!.sender.append(loser!.path, told, Buffer.alloc(900_000 - told))).status).toBe(204);
});
