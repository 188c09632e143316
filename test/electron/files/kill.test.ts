/** A real host, killed during an upload: posted files stay, and nothing else does. */
import { beforeAll, expect, test } from 'vitest';
import { Guest } from '../../support/clients/guest.ts';
import { filesBeside } from '../../support/host/stored-files.ts';
import { build, Program } from '../../support/app/program.ts';
import { dial, requestOf } from '../../support/clients/raw-request.ts';
import { FileSender } from '../../support/clients/sent-file.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

beforeAll(() => build('cli', 'chat', 'history'));

test('after a kill the next start removes incomplete uploads and keeps posted files', async () => {
  const data = temporaryFolder();
  const start = () => new Program('cli', ['--address', '127.0.0.1', '--port', '0', '--data', data]);
  const first = start();
  const port = Number((await first.link()).port);
  const sender = new FileSender(port, await Guest.join(port, 'Ada'));
  const said = await sender.say('said', Buffer.alloc(1_000));
  const unsaid = await sender.send('not said', Buffer.alloc(1_000));
  const path = (await sender.begin('half', 1_000_000)).headers.get('location')!;
  const lines = Object.entries(sender.headers).map(([name, value]) => `${name}: ${value}`);
  const type = 'Content-Type: application/offset+octet-stream';
  const socket = await dial(port);
  socket.on('error', () => undefined);
  socket.write(
    requestOf(port, `PATCH ${path}`, [...lines, type, 'Upload-Offset: 0', 'Content-Length: 1000000']),
  );
  socket.write(Buffer.alloc(500_000));
  await expect.poll(() => filesBeside(data)).toEqual([said.id, unsaid, `${path.slice(7)}.part`].sort());
  first.child.kill('SIGKILL');
  await first.ended;
  expect(filesBeside(data)).toHaveLength(3);
  const again = Number((await start().link()).port);
  await expect.poll(() => filesBeside(data)).toEqual([said.id]);
  expect((await new FileSender(again, await Guest.join(again, 'Bob')).read(said.id)).status).toBe(200);
});
