import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { Guest } from '../support/guest.ts';
import { HOST, lightHost } from '../support/lit-host.ts';
import { HISTORY_SCRIPT } from '../support/kept-history.ts';
import { build, Program } from '../support/program.ts';
import { request } from '../support/raw-request.ts';

const ON = ['--address', '127.0.0.1', '--port', '0'];
/** Root may do what nobody else may, so these run as nobody. */
const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const isRoot = process.getuid?.() === 0;

beforeAll(() => build('cli', 'chat', 'history'));

const portOf = async (program: Program) => Number((await program.link()).port);

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('the first line names a link that answers, and loopback is said to be for this computer alone', async () => {
  const program = new Program('cli', ON);
  const link = await program.link();
  await expect
    .poll(() => program.out)
    .toMatch(/^Porchlight is on: http:\/\/127\.0\.0\.1:\d+\nOnly this computer /);
  const answer = await fetch(link);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('<title>Porchlight</title>');
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s tells every guest (1001) and ends with 0', async (signal) => {
  const program = new Program('cli', ON);
  const port = await portOf(program);
  const guests = [await Guest.plain(port), await Guest.join(port, 'Ada'), await Guest.page(port)];
  program.child.kill(signal);
  program.child.kill(signal);
  expect(await Promise.all(guests.map(({ closed }) => closed))).toEqual([1001, 1001, 1001]);
  expect(await program.ended).toBe(0);
  expect(program.out).toMatch(/\nPorchlight is off\.\n$/);
  expect(program.err).toBe('');
});

test.each([
  [['--prot', '1']],
  [['--port', '70000']],
  [['lamp']],
  [['--address', '127.0.0.1', '--interface', 'lo']],
  [['--room', '']],
  [['--limit', 'sockets=0']],
  [['--name', 'http://chat.example.org/']],
  [['--allow-origin', 'school.example']],
])('%j is wrong use: 2, and one line', async (args) => {
  const program = new Program('cli', args);
  expect(await program.ended).toBe(2);
  expect(program.err).toMatch(/^[^\n]+\.\n$/);
  expect(program.out).toBe('');
});

test('without a moderator nobody could let a message through: --approve is wrong use, and with one it is not', async () => {
  const data = join(temporaryFolder(), 'data');
  const args = [...ON, '--data', data, '--approve'];
  const refused = new Program('cli', args);
  expect(await refused.ended).toBe(2);
  expect(refused.err).toMatch(/^--approve needs a moderator [^\n]+\.\n$/);
  expect(refused.out).toBe('');
  const house = await lightHost({ person: HOST, history: { folder: data, script: HISTORY_SCRIPT } });
  const mod = await Guest.join(house.port, 'Mod');
  expect(house.host.house!.setRole(mod.id, 'moderator')).toEqual({ ok: true });
  await house.host.close();
  const back = await Guest.join(await portOf(new Program('cli', args)), 'Mod', mod.back());
  expect(back.welcome).toMatchObject({
    you: { role: 'moderator' },
    rooms: [{ rules: { approve: true } }],
  });
});

test('help and version end with 0', async () => {
  const [help, version] = [new Program('cli', ['--help']), new Program('cli', ['--version'])];
  expect([await help.ended, await version.ended]).toEqual([0, 0]);
  expect(help.out).toMatch(/^Usage: porchlight /);
  expect(help.out).toMatch(/\n {2}sockets {15}8 to 16384 connections \(default 2048\)\n/);
  expect(version.out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

async function cannotHost(
  args: readonly string[],
  sentence: RegExp,
  before?: readonly string[],
): Promise<void> {
  const program = new Program('cli', args, before);
  expect(await program.ended).toBe(3);
  expect(program.err).toMatch(/^[^\n]+\.\n$/);
  expect(program.err).toMatch(sentence);
  expect(program.out).toBe('');
}

test('a busy port is one sentence, with the next free one', async () => {
  const port = String(await portOf(new Program('cli', ON)));
  await cannotHost(
    ['--address', '127.0.0.1', '--port', port],
    new RegExp(`Port ${port} is in use.* Use \\d+,`),
  );
});

test('an address of another computer is one sentence, with those of this one', async () => {
  await cannotHost(['--address', '203.0.113.1', '--port', '0'], /203\.0\.113\.1.*127\.0\.0\.1/);
});

test('a network that is not there is one sentence, with those that are', async () => {
  await cannotHost(['--interface', 'nope0', '--port', '0'], /nope0.*\blo\b/);
});

test.skipIf(!isRoot)('a port that this account may not use is one sentence', async ({ skip }) => {
  const start = readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8');
  skip(Number(start) <= 81, 'here every account may use every port');
  await cannotHost(['--address', '127.0.0.1', '--port', '81'], /may not use port 81/, AS_NOBODY);
});

test('a data folder is made, remembers what was chosen, and what is asked for wins', async () => {
  const data = join(temporaryFolder(), 'new', 'data');
  const first = new Program('cli', [...ON, '--room', 'Attic', '--data', data]);
  const port = await portOf(first);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  const remembered = JSON.parse(readFileSync(join(data, 'settings.json'), 'utf8')) as object;
  expect(remembered).toEqual({ adapter: 'lo', port, room: 'Attic' });
  // What the window chose besides is not the command line's to forget.
  const ofWindow = { ...remembered, sealedPin: 'c2VhbGVk', keepMegabytes: 4_096 };
  writeFileSync(join(data, 'settings.json'), JSON.stringify(ofWindow));
  const second = new Program('cli', ['--data', data]);
  expect((await second.link()).href).toBe(`http://127.0.0.1:${port}/`);
  expect((await Guest.join(port, 'Ada')).welcome.rooms).toMatchObject([{ name: 'Attic' }]);
  expect(JSON.parse(readFileSync(join(data, 'settings.json'), 'utf8'))).toEqual(ofWindow);
});

test('another name and another page are let in, and remembered by the folder', async () => {
  const data = temporaryFolder();
  const ask = async (port: number, ...headers: string[]) =>
    (await request(port, `GET / HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)).status;
  const NAME = 'Host: chat.example.org';
  const allowed = ['--name', 'chat.example.org', '--allow-origin', 'null'];
  const first = new Program('cli', [...ON, '--data', data, ...allowed]);
  const port = await portOf(first);
  expect(await ask(port, NAME)).toBe(200);
  expect(await ask(port, NAME, 'Origin: https://chat.example.org')).toBe(200);
  expect(await ask(port, `Host: 127.0.0.1:${port}`, 'Origin: null')).toBe(200);
  expect(await ask(port, 'Host: other.example')).toBe(403);
  await expect.poll(() => first.err).toMatch(/^[^\n]*--name other\.example\.\n$/);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  const second = new Program('cli', ['--data', data, '--name', 'other.example']);
  await second.link();
  await expect.poll(() => second.out).toContain('still allows: null.');
  // Those that are given take the place of those that were remembered.
  expect(await ask(port, 'Host: other.example')).toBe(200);
  expect(await ask(port, NAME)).toBe(403);
  expect(await ask(port, `Host: 127.0.0.1:${port}`, 'Origin: null')).toBe(200);
});

test('a damaged memory is none', async () => {
  const data = temporaryFolder();
  writeFileSync(join(data, 'settings.json'), '{"adapter"');
  await new Program('cli', [...ON, '--data', data]).link();
});

test('limits stand in the data folder, one that is none is said once, and what is asked for wins', async () => {
  const data = temporaryFolder();
  const limits = { 'sockets-per-address': 8, sockets: 1, lamps: 5 };
  writeFileSync(join(data, 'settings.json'), JSON.stringify({ limits }));
  const first = new Program('cli', [...ON, '--data', data]);
  const port = await portOf(first);
  for (let i = 0; i < 8; i += 1) await Guest.plain(port);
  await expect(Guest.plain(port)).rejects.toThrow('503');
  expect(first.err.split('\n')).toEqual([
    expect.stringMatching(/settings\.json is left out.* "sockets" .* from 8 to 16384\.$/),
    expect.stringMatching(/settings\.json is left out.* "lamps"/),
    '',
  ]);
  first.child.kill('SIGTERM');
  await first.ended;
  const second = new Program('cli', [...ON, '--data', data, '--limit', 'sockets-per-address=9']);
  const otherPort = await portOf(second);
  for (let i = 0; i < 9; i += 1) await Guest.plain(otherPort);
  await expect(Guest.plain(otherPort)).rejects.toThrow('503');
  const stored: unknown = JSON.parse(readFileSync(join(data, 'settings.json'), 'utf8'));
  expect(stored).toMatchObject({ limits, port: otherPort });
});

test('a data folder that is a file is one sentence', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  await cannotHost([...ON, '--data', file], /--data/);
});

test('a memory that cannot be read is one sentence', async () => {
  const data = temporaryFolder();
  mkdirSync(join(data, 'settings.json'));
  await cannotHost([...ON, '--data', data], /EISDIR.*--data/);
});

test.skipIf(!isRoot)('a data folder that may not be written to is one sentence', async () => {
  const data = temporaryFolder();
  chmodSync(data, 0o555);
  await cannotHost([...ON, '--data', data], /EACCES.*--data/, AS_NOBODY);
});

test('what cannot be remembered is said, and the light is on all the same', async () => {
  const data = temporaryFolder();
  mkdirSync(join(data, 'settings.json.new'));
  const program = new Program('cli', [...ON, '--data', data]);
  expect((await fetch(await program.link())).status).toBe(200);
  expect(program.err).toMatch(/^[^\n]*EISDIR[^\n]*\n$/);
});

test('a mistake that nobody catches ends it in words, after a goodbye and with all that was said saved', async () => {
  const data = temporaryFolder();
  const mistake = "--import=data:text/javascript,process.once('SIGUSR2',()=>{throw(new(Error)('mistake'))})";
  const program = new Program('cli', [...ON, '--data', data], ['env', `NODE_OPTIONS=${mistake}`]);
  const guest = await Guest.join(await portOf(program), 'Ada');
  guest.write('kept');
  await guest.hears(() => guest.texts.includes('kept'));
  program.child.kill('SIGUSR2');
  expect(await guest.closed).toBe(1001);
  expect(await program.ended).toBe(1);
  expect(program.err).toMatch(/^[^\n]*saved[^\n]*\(mistake\)\n$/);
  const again = await Guest.join(await portOf(new Program('cli', [...ON, '--data', data])), 'Ada');
  expect(JSON.stringify(again.pageOf())).toContain('kept');
});
