import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { Guest } from '../../../support/clients/guest.ts';
import { lightHost } from '../../../support/host/running-host.ts';
import { FileSender } from '../../../support/clients/sent-file.ts';

test('a file is sent in two parts, posted, and read by others unchanged', async () => {
  const { port } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  const bob = await Guest.join(port, 'Bob');
  const sender = new FileSender(port, ada);
  const content = randomBytes(300_000);
  const begun = await sender.begin('a plan.pdf', content.length);
  expect(begun).toMatchObject({ status: 201, text: '' });
  expect(begun.headers.get('tus-resumable')).toBe('1.0.0');
  const path = begun.headers.get('location')!;
  expect(path).toMatch(/^\/files\/[\da-f]{32}$/);
  const first = await sender.append(path, 0, content.subarray(0, 100_000));
  expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '100000']);
  const asked = await sender.ask('HEAD', path);
  expect([asked.status, asked.headers.get('upload-offset'), asked.headers.get('upload-length')]).toEqual([
    200,
    '100000',
    '300000',
  ]);
  expect((await sender.append(path, 100_000, content.subarray(100_000))).status).toBe(204);
  const id = path.slice('/files/'.length);
  expect((await sender.read(id)).status).toBe(404);
  ada.write('', { files: [{ id }] });
  const { files, text } = await bob.hearsOf('message');
  expect({ files, text }).toEqual({ text: '', files: [{ id, name: 'a plan.pdf', bytes: 300_000 }] });
  const read = await sender.read(id);
  expect(Buffer.from(await read.arrayBuffer()).equals(content)).toBe(true);
  expect(Object.fromEntries(read.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment; filename="a plan.pdf"',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=31536000, immutable',
  });
});

test('the last part may be repeated by a client that missed the answer', async () => {
  const { port, warnings } = await lightHost();
  const sender = new FileSender(port, await Guest.join(port, 'Ada'));
  const path = (await sender.begin('a.txt', 3)).headers.get('location')!;
  expect((await sender.append(path, 0, Buffer.from('abc'))).status).toBe(204);
  const again = await sender.append(path, 3, Buffer.alloc(0));
  expect([again.status, again.headers.get('upload-offset')]).toEqual([204, '3']);
  expect(warnings).toEqual([]);
});
