/** A disk of 1 MiB that fills up while people talk, and is freed again. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Keeping } from '../../../contract/house.ts';
import { Guest } from '../../support/guest.ts';
import { HISTORY_SCRIPT } from '../../support/kept-history.ts';
import { readKept } from '../../support/kept-file.ts';
import { lightHost } from '../../support/lit-host.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { build } from '../../support/program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** The host tries again every 5 s. */
const RETRIED = { ...PATIENTLY, interval: 50 };

beforeAll(() => build('history'));

/** `undefined` where this account may not mount one. */
function smallDisk(): string | undefined {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

test('on a full disk people talk on, it is said, and once there is room all is saved and nothing twice', async ({
  skip,
}) => {
  const folder = smallDisk();
  if (folder === undefined) return skip('only root may mount a disk');
  const ballast = join(folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(550_000));
  const { host, port } = await lightHost({
    unrestrained: true,
    history: { folder, script: HISTORY_SCRIPT },
  });
  const keeping = (): Keeping => host.overview().house.keeping;
  expect(keeping()).toEqual({ kind: 'saved' });
  const ada = await Guest.join(port, 'Ada');
  while (keeping().kind === 'saved' && ada.texts.length < 5_000)
    await ada.says(`${'x'.repeat(1_000)} ${ada.texts.length}`);
  expect(keeping()).toMatchObject({ kind: 'failing', why: 'disk-full' });
  expect((await ada.hearsOf('house', ({ kept }) => !kept.saved)).kept.saved).toBe(false);
  const bob = await Guest.join(port, 'Bob');
  await bob.says('we go on');
  expect((await ada.hearsOf('message', ({ text }) => text === 'we go on')).seq).toBe(ada.log.at(-1)?.seq);
  rmSync(ballast);
  await vi.waitFor(() => expect(keeping()).toEqual({ kind: 'saved' }), RETRIED);
  await bob.says('and it is kept');
  await bob.hears(() => bob.all('house').at(-1)?.kept.saved === true);
  const said = ada.log.map(({ seq }) => seq);
  await host.close();
  const { integrity, entries } = readKept(folder);
  expect(integrity).toBe('ok');
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
  expect(entries.slice(0, said.length).map(({ seq }) => seq)).toEqual(said);
  expect(entries.flatMap((entry) => (entry.type === 'message' ? [entry.text] : [])).slice(-2)).toEqual([
    'we go on',
    'and it is kept',
  ]);
});
