/** Files of messages, as browsers fetch them. */
import { symlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { Guest } from '../../../support/clients/guest.ts';
import { openBelow } from '../../../support/host/stored-files.ts';
import { HISTORY_SCRIPT } from '../../../support/host/kept-history.ts';
import { lightHost } from '../../../support/host/running-host.ts';
import { jpeg, png } from '../../../support/looks/pictures.ts';
import { build } from '../../../support/app/program.ts';
import { dial, requestOf } from '../../../support/clients/raw-request.ts';
import { FileSender } from '../../../support/clients/sent-file.ts';
import { temporaryFolder } from '../../../support/host/temporary-folder.ts';

beforeAll(() => build('history'), 60_000);

async function house() {
  const folder = temporaryFolder();
  const { host, port } = await lightHost({ unrestrained: true, history: { folder, script: HISTORY_SCRIPT } });
  const ada = await Guest.join(port, 'Ada');
  return { folder, host, port, ada, sender: new FileSender(port, ada) };
}

const TEN = Buffer.from('0123456789');

test.each<[string, number, string, string | null]>([
  ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
  ['bytes=8-', 206, '89', 'bytes 8-9/10'],
  ['bytes=-2', 206, '89', 'bytes 8-9/10'],
  ['bytes=5-100', 206, '56789', 'bytes 5-9/10'],
  ['bytes=10-', 416, '', 'bytes */10'],
  ['bytes=0-1,4-5', 200, '0123456789', null],
  ['bytes=x', 200, '0123456789', null],
  ['lines=0-1', 200, '0123456789', null],
])('%s gets %i', async (range, status, text, contentRange) => {
  const { sender } = await house();
  const { id } = await sender.say('ten', TEN);
  const answer = await sender.read(id, { Range: range });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toBe(text);
  expect(answer.headers.get('content-range')).toBe(contentRange);
  expect(answer.headers.get('accept-ranges')).toBe('bytes');
});

test("If-Range with another file's tag gets the whole file, and a cached file is not sent again", async () => {
  const { sender } = await house();
  const { id } = await sender.say('ten', TEN);
  const etag = (await sender.read(id)).headers.get('etag')!;
  expect((await sender.read(id, { Range: 'bytes=0-1', 'If-Range': '"other"' })).status).toBe(200);
  expect((await sender.read(id, { Range: 'bytes=0-1', 'If-Range': etag })).status).toBe(206);
  expect((await sender.read(id, { 'If-None-Match': etag })).status).toBe(304);
  const head = await sender.read(id, {}, 'HEAD');
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
});

test('an empty file arrives empty', async () => {
  const { sender } = await house();
  const said = await sender.say('nothing.txt', Buffer.alloc(0));
  expect(said).toEqual({ id: said.id, name: 'nothing.txt', bytes: 0 });
  const answer = await sender.read(said.id);
  expect([answer.status, await answer.text()]).toEqual([200, '']);
});

test('a picture is served with its own type, whatever its name', async () => {
  const { sender } = await house();
  const said = await sender.say('photo.html', jpeg(640, 480));
  expect(said.picture).toEqual({ type: 'image/jpeg', width: 640, height: 480 });
  const { headers } = await sender.read(said.id);
  expect(headers.get('content-type')).toBe('image/jpeg');
  expect(headers.get('content-disposition')).toBe('inline; filename=photo.html');
  const bomb = await sender.say('bomb.png', png(30_000, 30_000));
  expect(bomb.picture).toBeUndefined();
  expect((await sender.read(bomb.id)).headers.get('content-type')).toBe('application/octet-stream');
});

test.each<[string, string]>([
  ['a"b.txt', 'attachment; filename=a_b.txt'],
  ['a\r\nSet-Cookie: x=1', 'attachment; filename="a Set-Cookie_ x=1"'],
  ['CON.txt', 'attachment; filename=_CON.txt'],
  ['家.txt', `attachment; filename="?.txt"; filename*=UTF-8''%E5%AE%B6.txt`],
  ['', 'attachment; filename=file'],
])('%j is saved under the header %s', async (name, header) => {
  const { sender } = await house();
  const { id } = await sender.say(name, TEN);
  const { headers } = await sender.read(id);
  expect(headers.get('content-disposition')).toBe(header);
  expect(headers.get('set-cookie')).toBeNull();
});

test('a thumbnail is served like its picture, also after a restart of the host', async () => {
  const { sender, ada, host, folder } = await house();
  const id = await sender.send('large.jpg', jpeg(4_000, 3_000));
  const thumbnail = await sender.send('small.png', png(800, 600));
  const ref = ada.write('', { files: [{ id, thumbnail }] });
  const said = await ada.hearsOf('message', (message) => message.ref === ref);
  expect(said.files).toEqual([
    {
      id,
      name: 'large.jpg',
      bytes: jpeg(4_000, 3_000).length,
      picture: { type: 'image/jpeg', width: 4_000, height: 3_000, thumbnail },
    },
  ]);
  const unsaid = await sender.send('never said', TEN);
  await host.close();
  const again = await lightHost({ history: { folder, script: HISTORY_SCRIPT } });
  const reader = new FileSender(again.port, ada);
  const types = await Promise.all(
    [id, thumbnail].map(async (each) => (await reader.read(each)).headers.get('content-type')),
  );
  expect(types).toEqual(['image/jpeg', 'image/png']);
  expect((await reader.read(unsaid)).status).toBe(404);
});

test.each<[string, Buffer, Buffer]>([
  ['no picture', jpeg(640, 480), TEN],
  ['too large', jpeg(640, 480), png(801, 10)],
  ['too heavy', jpeg(640, 480), Buffer.concat([png(10, 10), Buffer.alloc(262_144)])],
  ['of no picture', TEN, png(10, 10)],
])(
  'a thumbnail that is %s makes the message fail, and both files can still be sent',
  async (_, large, small) => {
    const { sender, ada } = await house();
    const [id, thumbnail] = [await sender.send('large', large), await sender.send('small', small)];
    ada.write('', { files: [{ id, thumbnail }] });
    expect((await ada.hearsOf('error')).code).toBe('thumbnail-invalid');
    ada.write('', { files: [{ id }, { id: thumbnail }] });
    expect((await ada.hearsOf('message')).files).toHaveLength(2);
  },
);

test('a symbolic link in the folder is not followed', async () => {
  const { sender, folder } = await house();
  const { id } = await sender.say('ten', TEN);
  rmSync(join(folder, 'files', id));
  symlinkSync('/etc/passwd', join(folder, 'files', id));
  expect((await sender.read(id)).status).toBe(404);
});

test('a client that aborts a download leaves nothing open', async () => {
  const { sender, port, folder } = await house();
  const { id } = await sender.say('large', Buffer.alloc(20_000_000));
  const before = openBelow(join(folder, 'files')).length;
  const sockets = await Promise.all(Array.from({ length: 5 }, () => dial(port)));
  for (const socket of sockets) socket.write(requestOf(port, `GET /files/${id}`));
  await expect.poll(() => openBelow(join(folder, 'files')).length).toBe(before + 5);
  for (const socket of sockets) socket.resetAndDestroy();
  await expect.poll(() => openBelow(join(folder, 'files')).length).toBe(before);
});

test('a message with files that is sent twice is echoed again, and its files stay attached', async () => {
  const { sender, ada } = await house();
  const id = await sender.send('ten', TEN);
  const say = { type: 'message', ref: 'once', room: 'lobby', text: '', files: [{ id }] };
  ada.send(say);
  const first = await ada.hearsOf('message');
  ada.send(say);
  await expect.poll(() => ada.all('message').length).toBe(2);
  expect(ada.all('message')[1]).toEqual(first);
  ada.write('again', { files: [{ id }] });
  expect((await ada.hearsOf('error')).code).toBe('file-gone');
});

test.each(['with a history', 'in memory'])('a file is deleted with its message, %s', async (where) => {
  const { host, port } = where === 'in memory' ? await lightHost({ unrestrained: true }) : await house();
  const ada = await Guest.join(port, 'Bea');
  const sender = new FileSender(port, ada);
  const left = ada.welcome.files!.bytesLeft;
  const { id } = await sender.say('ten', TEN);
  const { seq } = ada.all('message').at(-1)!;
  ada.send({ type: 'edit', ref: 'e', room: 'lobby', target: seq, text: 'and words' });
  await ada.hearsOf('edited');
  expect((await sender.read(id)).status).toBe(200);
  ada.send({ type: 'delete', ref: 'd', room: 'lobby', target: seq });
  await ada.hearsOf('deleted');
  await expect.poll(async () => (await sender.read(id)).status).toBe(404);
  await expect.poll(() => host.house!.files!.terms().bytesLeft).toBe(left);
});

test('a message is found by the names of its files', async () => {
  const { sender, ada } = await house();
  await sender.say('Sommerfest-Plan.pdf', TEN);
  ada.send({ type: 'search', ref: 's', text: 'sommerfest' });
  expect((await ada.hearsOf('found')).messages).toHaveLength(1);
});
