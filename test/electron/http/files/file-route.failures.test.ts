/**
 * Uploads that are cut, are slow, find the disk full or lose the host: what arrived can be resumed, and nothing is left
 * behind.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { FilesParts } from '../../../../electron/files/files.ts';
import type { Disk } from '../../../../electron/files/space.ts';
import { Guest } from '../../../support/clients/guest.ts';
import { filesBeside, openBelow } from '../../../support/host/stored-files.ts';
import { HISTORY_SCRIPT } from '../../../support/host/kept-history.ts';
import { lightHost } from '../../../support/host/running-host.ts';
import { PATIENTLY } from '../../../support/patience.ts';
import { build } from '../../../support/app/program.ts';
import { dial, requestOf } from '../../../support/clients/raw-request.ts';
import { FileSender } from '../../../support/clients/sent-file.ts';
import { temporaryFolder } from '../../../support/host/temporary-folder.ts';
import { activeTimers, timersBackTo } from '../../../support/host/timers.ts';

const PLENTY: Disk = { free: 2 ** 40, total: 2 ** 40 };
/** Like the real limits, but 100 times as fast. */
const QUICK = { bytesPerSecondMin: 8_192, graceMs: 200, windowMs: 1_000 };

beforeAll(() => build('history'), 60_000);

async function house(files: Pick<FilesParts, 'disk' | 'pace'> = {}, folder = temporaryFolder()) {
  const { host, port } = await lightHost({
    files,
    unrestrained: true,
    history: { folder, script: HISTORY_SCRIPT },
  });
  const ada = await Guest.join(port, 'Ada');
  return { folder, host, port, ada, sender: new FileSender(port, ada) };
}

/** Sends the head of a PATCH request and some bytes of its body, and leaves the connection open. */
async function sendSome(
  port: number,
  sender: FileSender,
  path: string,
  offset: number,
  rest: Buffer,
  some: number,
): Promise<Socket> {
  const socket = await dial(port);
  socket.on('error', () => undefined);
  const headers = { ...sender.headers, 'Upload-Offset': offset, 'Content-Length': rest.length };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.write(requestOf(port, `PATCH ${path}`, [...lines, 'Content-Type: application/offset+octet-stream']));
  socket.write(rest.subarray(0, some));
  return socket;
}

test('an upload that is cut at ten places resumes each time and arrives whole', async () => {
  const { sender, port, folder, ada } = await house();
  const content = randomBytes(1_000_000);
  const path = (await sender.begin('cut', content.length)).headers.get('location')!;
  let offset = 0;
  for (let cut = 0; cut < 10; cut += 1) {
    const rest = content.subarray(offset);
    const socket = await sendSome(port, sender, path, offset, rest, 1 + ((cut * 7_919) % 90_000));
    const wanted = offset + 1 + ((cut * 7_919) % 90_000);
    // Half of the time while the old connection is still open, as a phone that changes networks does; otherwise after a
    // reset.
    if (cut % 2 === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    else socket.resetAndDestroy();
    offset = Number((await sender.ask('HEAD', path)).headers.get('upload-offset'));
    expect(offset).toBeLessThanOrEqual(wanted);
    socket.destroy();
  }
  expect((await sender.append(path, offset, content.subarray(offset))).status).toBe(204);
  ada.write('', { files: [{ id: path.slice(7) }] });
  await ada.hearsOf('message');
  const read = Buffer.from(await (await sender.read(path.slice(7))).arrayBuffer());
  expect(read.equals(content)).toBe(true);
  expect(filesBeside(folder)).toEqual([path.slice(7)]);
  // The file is closed a moment after its last byte arrived.
  await vi.waitFor(() => expect(openBelow(join(folder, 'files'))).toEqual([]), PATIENTLY);
});

test('a slow upload is answered 408, and nothing of it stays', async () => {
  const { sender, port, folder } = await house({ pace: QUICK });
  const content = randomBytes(50_000);
  const path = (await sender.begin('slow', content.length)).headers.get('location')!;
  const socket = await sendSome(port, sender, path, 0, content, 100);
  const crawl = setInterval(() => socket.write(content.subarray(100, 110)), 100);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  clearInterval(crawl);
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 .*too slow/s);
  socket.destroy();
  expect(filesBeside(folder)).toEqual([]);
  expect((await sender.ask('HEAD', path)).status).toBe(404);
});

test('an upload that meets a gap in the Wi-Fi late resumes from there', async () => {
  const { sender, port } = await house({ pace: QUICK });
  const content = randomBytes(1_200_000);
  const path = (await sender.begin('hole', content.length)).headers.get('location')!;
  const socket = await sendSome(port, sender, path, 0, content, 1_100_000);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 408 /);
  socket.destroy();
  const offset = Number((await sender.ask('HEAD', path)).headers.get('upload-offset'));
  expect(offset).toBe(1_100_000);
  expect((await sender.append(path, offset, content.subarray(offset))).status).toBe(204);
});

test('a long upload that is fast enough meets no deadline', async () => {
  const { sender, port } = await house({ pace: { ...QUICK, graceMs: 0 } });
  // Far faster than it has to be, so that a machine that stalls for a while does not look slow.
  const content = randomBytes(5_000_000);
  const path = (await sender.begin('long', content.length)).headers.get('location')!;
  const socket = await sendSome(port, sender, path, 0, content, 0);
  for (let offset = 0; offset < content.length; offset += 200_000) {
    socket.write(content.subarray(offset, offset + 200_000));
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 204 /);
  socket.destroy();
});

test('one person runs two uploads at once, all people together eight, and a person without one gets a slot at once', async () => {
  const { port, sender, folder } = await house();
  const underWay = () => openBelow(join(folder, 'files')).length;
  const guests = await Promise.all(['B', 'C', 'D', 'E'].map((name) => Guest.join(port, name)));
  const senders = [sender, ...guests.map((guest) => new FileSender(port, guest))];
  const paths = await Promise.all(
    senders.map((each) =>
      Promise.all([1, 2, 3].map(async () => (await each.begin('x', 10)).headers.get('location')!)),
    ),
  );
  const start = (who: number, which: number) =>
    sendSome(port, senders[who]!, paths[who]![which]!, 0, Buffer.alloc(10), 5);
  const sockets = [await start(0, 0), await start(0, 1)];
  await expect.poll(underWay).toBe(2);
  expect((await sender.append(paths[0]![2]!, 0, Buffer.alloc(10))).status).toBe(429);
  for (const who of [1, 2, 3]) sockets.push(await start(who, 0), await start(who, 1));
  await expect.poll(underWay).toBe(8);
  expect((await senders[4]!.append(paths[4]![0]!, 0, Buffer.alloc(10))).status).toBe(204);
  await expect.poll(underWay).toBe(7);
  for (const socket of sockets) socket.destroy();
});

test("below the disk's reserve no upload begins, and running ones end and are removed", async () => {
  let disk = PLENTY;
  const { sender, folder, port } = await house({ disk: () => Promise.resolve(disk) });
  const path = (await sender.begin('a', 20_000_000)).headers.get('location')!;
  disk = { free: 2 ** 30 - 1, total: 2 ** 40 };
  expect((await sender.begin('b', 1)).status).toBe(507);
  const answer = await sender.append(path, 0, Buffer.alloc(20_000_000));
  expect([answer.status, answer.text]).toEqual([507, expect.stringContaining('out of space')]);
  expect((await sender.ask('HEAD', path)).status).toBe(404);
  expect(filesBeside(folder)).toEqual([]);
  expect((await Guest.join(port, 'Bob')).welcome.files!.bytesLeft).toBe(0);
});

test('a real disk that fills up during an upload is reported, and nothing is kept', async ({ skip }) => {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return skip('only root may mount a disk');
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  const { sender } = await house({ disk: () => Promise.resolve(PLENTY) }, folder);
  const ballast = join(folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(1_500_000));
  const path = (await sender.begin('a', 3_000_000)).headers.get('location')!;
  expect((await sender.append(path, 0, Buffer.alloc(3_000_000))).status).toBe(507);
  expect(filesBeside(folder)).toEqual([]);
  rmSync(ballast);
  expect((await sender.say('b', Buffer.alloc(1_000_000))).bytes).toBe(1_000_000);
});

test('the reserve of a real disk is respected', async ({ skip }) => {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1040m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return skip('only root may mount a disk');
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  const { sender, ada } = await house({}, folder);
  expect(ada.welcome.files!.bytesLeft).toBeLessThan(16 * 2 ** 20);
  expect((await sender.begin('too much', 17 * 2 ** 20)).status).toBe(507);
  expect((await sender.say('fits', Buffer.alloc(6 * 2 ** 20))).bytes).toBe(6 * 2 ** 20);
  expect((await sender.begin('no more', 12 * 2 ** 20)).status).toBe(507);
});

test('when the host stops, nothing is left of uploads, and no timer either', async () => {
  const before = activeTimers();
  const { host, sender, port, folder, ada } = await house();
  const said = await sender.say('said', Buffer.alloc(10));
  await sender.send('whole, and not said', Buffer.alloc(10));
  const path = (await sender.begin('half', 100_000)).headers.get('location')!;
  const socket = await sendSome(port, sender, path, 0, Buffer.alloc(100_000), 50_000);
  await vi.waitFor(() => expect(openBelow(join(folder, 'files'))).toHaveLength(1), PATIENTLY);
  await host.close();
  ada.socket.terminate();
  socket.destroy();
  expect(filesBeside(folder)).toEqual([said.id]);
  expect(openBelow(folder)).toEqual([]);
  await timersBackTo(before);
});

test('files in memory mode are removed with the host', async () => {
  const { host, port } = await lightHost();
  const sender = new FileSender(port, await Guest.join(port, 'Ada'));
  const said = await sender.say('said', Buffer.alloc(10));
  expect(said.bytes).toBe(10);
  await host.close();
});
