/** Refused requests to the path of files leave nothing behind. */
import { expect, test } from 'vitest';
import { HOST_LIMITS_DEFAULT } from '../../../../electron/server/limits/limits.ts';
import { Guest } from '../../../support/clients/guest.ts';
import { lightHost } from '../../../support/host/running-host.ts';
import { request, requestOf } from '../../../support/clients/raw-request.ts';
import { FileSender } from '../../../support/clients/sent-file.ts';

const LENGTH = 'Upload-Length: 10';
const TUS = 'Tus-Resumable: 1.0.0';

async function house(files = HOST_LIMITS_DEFAULT.files) {
  const { host, port } = await lightHost({ limits: { ...HOST_LIMITS_DEFAULT, files } });
  const ada = await Guest.join(port, 'Ada');
  const token = `Authorization: Bearer ${ada.welcome.token}`;
  return { host, port, ada, token, sender: new FileSender(port, ada) };
}

test.each<[string, number, readonly string[]]>([
  ['a form', 403, ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 3\r\n\r\na=b']],
  ['text/plain', 403, ['Content-Type: text/plain', 'Content-Length: 3\r\n\r\na=b']],
  ['a page elsewhere', 403, ['Origin: http://evil.example', 'TOKEN', TUS, LENGTH]],
  ['a page elsewhere that says so', 403, ['Sec-Fetch-Site: cross-site', 'TOKEN', TUS, LENGTH]],
  ['another port of this machine', 403, ['Sec-Fetch-Site: same-site', 'TOKEN', TUS, LENGTH]],
  ['no token', 403, [TUS, LENGTH]],
  ['a password instead', 403, ['Authorization: Basic YTpi', TUS, LENGTH]],
  ['an unknown token', 401, ['Authorization: Bearer 00000000000000000000000000000000', TUS, LENGTH]],
  ['no version', 412, ['TOKEN', LENGTH]],
  ['another version', 412, ['TOKEN', 'Tus-Resumable: 0.2.2', LENGTH]],
  ['no length', 400, ['TOKEN', TUS]],
  ['a length that is none', 400, ['TOKEN', TUS, 'Upload-Length: -1']],
  ['a length later', 400, ['TOKEN', TUS, 'Upload-Defer-Length: 1']],
  ['a name that is no base64', 400, ['TOKEN', TUS, LENGTH, 'Upload-Metadata: name <script>']],
  ['too much', 413, ['TOKEN', TUS, 'Upload-Length: 104857601']],
  ['more than a number holds', 400, ['TOKEN', TUS, `Upload-Length: ${'9'.repeat(400)}`]],
])('an upload is refused for %s: %i', async (_, status, headers) => {
  const { port, token } = await house();
  const lines = headers.map((line) => (line === 'TOKEN' ? token : line));
  const answer = await request(port, requestOf(port, 'POST /files', lines));
  expect(answer.status).toBe(status);
  expect(answer.body.length).toBeGreaterThan(20);
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
});

test('the answer about the upload limits is readable for our page only', async () => {
  const { port } = await house();
  const { status, headers } = await request(port, requestOf(port, 'OPTIONS /files'));
  expect(status).toBe(204);
  expect(headers).toMatchObject({
    'tus-version': '1.0.0',
    'tus-extension': 'creation,termination',
    'tus-max-size': '104857600',
  });
  expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  const elsewhere = ['Origin: http://evil.example', 'Access-Control-Request-Method: POST'];
  const preflight = await request(port, requestOf(port, 'OPTIONS /files', elsewhere));
  expect(preflight.status).toBe(403);
  expect(Object.keys(preflight.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test.each([
  ...[
    '/files/',
    '/files/../package.json',
    '/files/..%2fhistory.db',
    '/files/%00',
    '/files//',
    '/files/x',
    '/filesx',
  ],
  ...[
    `/files/${'0'.repeat(32)}`,
    `/files/${'0'.repeat(31)}%00`,
    `/files/${'0'.repeat(32)}.part`,
    `/files/${'A'.repeat(32)}`,
  ],
])('there is nothing at %s', async (path) => {
  const { port } = await house();
  expect((await request(port, requestOf(port, `GET ${path}`))).status).toBe(404);
});

test('an upload belongs to its sender: others cannot query, append, delete or post it', async () => {
  const { port, sender } = await house();
  const bob = await Guest.join(port, 'Bob');
  const other = new FileSender(port, bob);
  const path = (await sender.begin('a', 3)).headers.get('location')!;
  expect((await other.ask('HEAD', path)).status).toBe(404);
  expect((await other.append(path, 0, Buffer.from('abc'))).status).toBe(404);
  expect((await other.ask('DELETE', path)).status).toBe(404);
  expect((await sender.append(path, 0, Buffer.from('abc'))).status).toBe(204);
  bob.write('mine', { files: [{ id: path.slice(7) }] });
  expect((await bob.hearsOf('error')).code).toBe('file-gone');
});

test('a guest who left cannot continue an upload', async () => {
  const { ada, sender } = await house();
  ada.send({ type: 'leave' });
  await ada.closed;
  expect((await sender.begin('a', 3)).status).toBe(401);
});

test('a part is accepted only at the current offset, with the right type, and up to the announced size', async () => {
  const { sender, port, token } = await house();
  const path = (await sender.begin('a', 10)).headers.get('location')!;
  const wrong = await sender.append(path, 4, Buffer.from('abc'));
  expect([wrong.status, wrong.headers.get('upload-offset')]).toEqual([409, '0']);
  expect((await sender.append(path, 0, Buffer.alloc(11))).status).toBe(413);
  expect(
    (await sender.ask('PATCH', path, { 'Upload-Offset': '0', 'Content-Type': 'text/plain' })).status,
  ).toBe(415);
  const chunked = [TUS, token, 'Upload-Offset: 0', 'Content-Type: application/offset+octet-stream'];
  const head = requestOf(port, `PATCH ${path}`, [...chunked, 'Transfer-Encoding: chunked']);
  expect((await request(port, `${head}14\r\n${'x'.repeat(20)}\r\n0\r\n\r\n`)).status).toBe(413);
  expect((await sender.ask('HEAD', path)).headers.get('upload-offset')).toBe('0');
  expect((await sender.append(path, 0, Buffer.alloc(10))).status).toBe(204);
  expect((await sender.ask('HEAD', path)).headers.get('upload-offset')).toBe('10');
  expect((await sender.ask('PUT', path)).status).toBe(405);
});

test('a deleted upload is gone, and its space is free again', async () => {
  const { sender, ada } = await house({ bytesMax: 1_000_000, quotaBytes: 1_048_576 });
  expect(ada.welcome.files).toEqual({ bytesMax: 1_000_000, bytesLeft: 1_048_576 });
  const path = (await sender.begin('a', 900_000)).headers.get('location')!;
  expect((await sender.append(path, 0, Buffer.alloc(900_000))).status).toBe(204);
  expect((await sender.begin('b', 900_000)).status).toBe(507);
  expect((await sender.ask('DELETE', path)).status).toBe(204);
  expect((await sender.ask('HEAD', path)).status).toBe(404);
  expect((await sender.begin('b', 900_000)).status).toBe(201);
});

test('everyone is told when there is noticeably less space, but not for every file', async () => {
  const { sender, ada } = await house({ bytesMax: 1_000_000, quotaBytes: 10_485_760 });
  const { bytes: a } = await sender.say('a', Buffer.alloc(500_000));
  const { bytes: b } = await sender.say('b', Buffer.alloc(700_000));
  const { files } = await ada.hearsOf('server-info');
  expect(files).toEqual({ bytesMax: 1_000_000, bytesLeft: 10_485_760 - a - b });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(ada.all('server-info')).toHaveLength(1);
});

test('nobody begins more uploads than one message with thumbnails can have, however fast they ask', async () => {
  const { sender } = await house();
  const begun = await Promise.all(Array.from({ length: 30 }, (_, i) => sender.begin(`${i}`, 10)));
  expect(begun.filter(({ status }) => status === 201)).toHaveLength(20);
  expect(begun.filter(({ status }) => status === 429)).toHaveLength(10);
});

test.each([
  ['no file has that id', [{ id: '0'.repeat(32) }], 'file-gone'],
  ['it is no id', [{ id: '../../etc/passwd' }], 'bad-field'],
  ['it is twice in one message', [{ id: '0'.repeat(32) }, { id: '0'.repeat(32) }], 'bad-field'],
  ['it is its own thumbnail', [{ id: '0'.repeat(32), thumbnail: '0'.repeat(32) }], 'bad-field'],
  ['there are eleven', Array.from({ length: 11 }, (_, i) => ({ id: `${i}`.padStart(32, '0') })), 'bad-field'],
  ['it is no list', 'all', 'bad-field'],
])('a message is refused if %s', async (_, files, code) => {
  const { ada } = await house();
  ada.write('look', { files });
  expect((await ada.hearsOf('error')).code).toBe(code);
  expect(ada.all('message')).toEqual([]);
});

test('a message without text needs a file', async () => {
  const { ada } = await house();
  ada.write('', { files: [] });
  expect((await ada.hearsOf('error')).code).toBe('text-empty');
});
