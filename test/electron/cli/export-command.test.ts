import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { Guest } from '../../support/clients/guest.ts';
import { build, Program } from '../../support/app/program.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

beforeAll(() => build('cli', 'chat', 'history'));

/** Runs to its end; returns the exit code and all output. */
async function porchlight(...args: string[]) {
  const program = new Program('cli', args);
  const code = await program.ended;
  return { code, said: program.out + program.err };
}

/** Hosts on an address until `during` has ended. */
async function hosted(args: readonly string[], during: (port: number) => Promise<unknown>): Promise<void> {
  const host = new Program('cli', [...args, '--port', '0']);
  await during(Number((await host.link()).port));
  host.child.kill('SIGTERM');
  await host.ended;
}

const FORMATS = ['html', 'txt', 'json', 'csv'];

test('the first room is exported under the name stored in the folder', async () => {
  const data = temporaryFolder();
  await hosted(['--address', '127.0.0.1', '--data', data, '--room', 'Staff'], async (port) => {
    const ada = await Guest.join(port, 'Ada');
    await ada.says('hello');
  });
  for (const format of FORMATS) {
    const file = join(data, `out.${format}`);
    const wanted = ['--data', data, '--out', file, '--format', format, '--room', 'Staff'];
    expect(await porchlight('export', ...wanted)).toMatchObject({ code: 0 });
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('Staff');
    expect(text).not.toContain('Lobby');
  }
  const lobby = await porchlight('export', '--data', data, '--out', join(data, 'none'), '--room', 'Lobby');
  expect(lobby.code).toBe(2);
  expect(lobby.said).toContain('Use one of these: Staff.');
});

test.skipIf(process.platform !== 'linux')(
  'the name is also stored for a host on an address without an adapter',
  async () => {
    const data = temporaryFolder();
    await hosted(['--address', '127.0.0.2', '--data', data, '--room', 'Staff'], () => Promise.resolve());
    await hosted(['--address', '127.0.0.1', '--data', data], async (port) => {
      const ada = await Guest.join(port, 'Ada');
      expect(ada.welcome.rooms).toMatchObject([{ name: 'Staff' }]);
    });
  },
);

test('days in the wrong order are bad usage, and nothing is written', async () => {
  const folder = temporaryFolder();
  const wanted = ['--data', folder, '--out', join(folder, 'out.txt'), '--format', 'txt'];
  const backwards = await porchlight('export', ...wanted, '--from', '2026-12-05', '--to', '2026-12-01');
  expect(backwards.code).toBe(2);
  expect(backwards.said).toBe(
    'The first day, 2026-12-05, is after the last one, 2026-12-01. Swap --from and --to.\n',
  );
  expect(readdirSync(folder)).toEqual([]);
});

test('an error of the disk is explained', async () => {
  const folder = temporaryFolder();
  await hosted(['--address', '127.0.0.1', '--data', folder], () => Promise.resolve());
  const nowhere = join(folder, 'nowhere', 'out.html');
  const text = join(folder, 'settings.json');
  const toFolder = join(folder, 'files');
  mkdirSync(toFolder, { recursive: true });
  const data = ['--data', folder];
  const missing = 'no such file or folder';
  const noFolder = 'a file is where a folder should be';
  const isFolder = 'a folder is where a file should be';
  for (const [args, words] of [
    [['export', ...data, '--out', nowhere], `Couldn’t write ${nowhere}: ${missing}. `],
    [['export', ...data, '--out', join(text, 'x')], `Couldn’t write ${join(text, 'x')}: ${noFolder}. `],
    [['export', ...data, '--out', toFolder, '--force'], `Couldn’t write ${toFolder}: ${isFolder}. `],
    [['verify', nowhere], `Couldn’t read ${nowhere}: ${missing}. `],
    [['verify', join(text, 'x')], `Couldn’t read ${join(text, 'x')}: ${noFolder}. `],
    [['verify', folder], `Couldn’t read ${folder}: ${isFolder}. `],
    [['--data', text], `The folder ${text} can’t be used for data (${noFolder}). `],
    [['export', '--data', text, '--out', nowhere], `No chat is saved in ${text}. `],
  ] as const) {
    const { code, said } = await porchlight(...args);
    expect(code).toBe(3);
    expect(said.startsWith(words), said).toBe(true);
    expect(said).not.toMatch(/\bE[A-Z]{3,}\b/);
  }
});
