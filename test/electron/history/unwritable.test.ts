/** A history that cannot be written: the chat goes on without it, that is said, and not a byte of it changes. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { Guest } from '../../support/clients/guest.ts';
import { filesIn, HISTORY_SCRIPT, openHistory } from '../../support/host/kept-history.ts';
import { lightHost } from '../../support/host/running-host.ts';
import { build } from '../../support/app/program.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

beforeAll(() => build('history'));

/** A folder with a conversation in it. */
async function keptIn(folder: string): Promise<void> {
  const { history } = await openHistory(folder);
  history.append({
    ...{ type: 'message', room: 'lobby', text: 'before' },
    from: { id: 'ada', name: 'Ada', role: 'guest', via: 'page' },
  });
  await history.close();
}

/** People talk in memory, and read that it is not kept. */
async function expectTalk(folder: string, detail: RegExp, why: 'failed' | 'newer' = 'failed'): Promise<void> {
  const hash = () =>
    createHash('sha256')
      .update(readFileSync(join(folder, 'history.db')))
      .digest('hex');
  const before = hash();
  const { host, port } = await lightHost({ history: { folder, script: HISTORY_SCRIPT } });
  expect(host.overview().chatInfo.persistence).toEqual({
    ...{ kind: 'failing', why },
    detail: expect.stringMatching(detail) as string,
  });
  const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  expect(ada.welcome.retention.saved).toBe(false);
  await ada.says('we talk all the same');
  await bob.hearsOf('message', ({ text }) => text === 'we talk all the same');
  expect(await bob.asks({ type: 'search', text: 'talk' })).toMatchObject({
    messages: [{ from: { id: ada.id } }],
  });
  await host.close();
  expect(hash()).toBe(before);
  expect(filesIn(folder)).toEqual(['history.db']);
}

test('on a disk that is for reading only people talk in memory, and the file stays as it is', async ({
  skip,
}) => {
  const disk = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return skip('only root may mount a disk');
  }
  onTestFinished(() => void execFileSync('umount', ['-l', disk]));
  const folder = join(disk, 'data');
  mkdirSync(folder);
  await keptIn(folder);
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  await expectTalk(folder, /readonly|read-only/);
});

test('beside a file of a newer Porchlight people talk in memory, and the file stays as it is', async () => {
  const folder = temporaryFolder();
  await keptIn(folder);
  const database = new DatabaseSync(join(folder, 'history.db'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  await expectTalk(folder, /schema 99/, 'newer');
});
