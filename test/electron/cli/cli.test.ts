import { once } from 'node:events';
import { DatabaseSync } from '@photostructure/sqlite';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { SOCKET_PATH, SUBPROTOCOL } from '../../../contract/wire/wire.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { Guest } from '../../support/clients/guest.ts';
import { HOST, lightHost } from '../../support/host/running-host.ts';
import { HISTORY_SCRIPT } from '../../support/host/kept-history.ts';
import { build, Program } from '../../support/app/program.ts';
import { RawClient } from '../../support/clients/raw-client.ts';
import { request } from '../../support/clients/raw-request.ts';
import { FileSender } from '../../support/clients/sent-file.ts';

const ON = ['--address', '127.0.0.1', '--port', '0'];
/** Root ignores file permissions, so these tests run as nobody. */
const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const isRoot = process.getuid?.() === 0;

beforeAll(() => build('cli', 'chat', 'history'));

const portOf = async (program: Program) => Number((await program.link()).port);

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('the first line has a link that works, and loopback is said to be for this computer only', async () => {
  const program = new Program('cli', ON);
  const link = await program.link();
  await expect
    .poll(() => program.out)
    .toMatch(/^Porchlight is on: http:\/\/127\.0\.0\.1:\d+\nThis link works on this computer only\. /);
  const answer = await fetch(link);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('<title>Porchlight</title>');
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s tells every guest (1001) and exits with 0', async (signal) => {
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
])('%j is bad usage: exit code 2 and one line', async (args) => {
  const program = new Program('cli', args);
  expect(await program.ended).toBe(2);
  expect(program.err).toMatch(/^[^\n]+\.\n$/);
  expect(program.out).toBe('');
});

test('--approve without a moderator is bad usage, and with one it is accepted', async () => {
  const data = join(temporaryFolder(), 'data');
  const args = [...ON, '--data', data, '--approve'];
  const refused = new Program('cli', args);
  expect(await refused.ended).toBe(2);
  expect(refused.err).toMatch(/^--approve needs a moderator [^\n]+\.\n$/);
  expect(refused.out).toBe('');
  const house = await lightHost({ person: HOST, history: { folder: data, script: HISTORY_SCRIPT } });
  const mod = await Guest.join(house.port, 'Mod');
  expect(house.host.house!.hostActions.setRole(mod.id, 'moderator')).toEqual({ ok: true });
  await house.host.close();
  const back = await Guest.join(await portOf(new Program('cli', args)), 'Mod', mod.back());
  expect(back.welcome).toMatchObject({
    you: { role: 'moderator' },
    rooms: [{ rules: { approve: true } }],
  });
});

test('help and version exit with 0', async () => {
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

test('a busy port is one sentence with the next free port', async () => {
  const port = String(await portOf(new Program('cli', ON)));
  await cannotHost(
    ['--address', '127.0.0.1', '--port', port],
    new RegExp(`Port ${port} is already in use\\..* Use \\d+,`),
  );
});

test('an address of another computer is one sentence with those of this one', async () => {
  await cannotHost(['--address', '203.0.113.1', '--port', '0'], /203\.0\.113\.1.*127\.0\.0\.1/);
});

test('a missing network adapter is one sentence with the existing ones', async () => {
  await cannotHost(['--interface', 'nope0', '--port', '0'], /nope0.*\blo\b/);
});

test.skipIf(!isRoot)('a port that this account may not use is one sentence', async ({ skip }) => {
  const start = readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8');
  skip(Number(start) <= 81, 'here every account may use every port');
  await cannotHost(['--address', '127.0.0.1', '--port', '81'], /isn’t allowed to use port 81/, AS_NOBODY);
});

test('a data folder is created and stores the choices, and arguments take precedence', async () => {
  const data = join(temporaryFolder(), 'new', 'data');
  const first = new Program('cli', [...ON, '--room', 'Attic', '--data', data]);
  const port = await portOf(first);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  const remembered = JSON.parse(readFileSync(join(data, 'settings.json'), 'utf8')) as object;
  expect(remembered).toEqual({ adapter: 'lo', port, room: 'Attic' });
  // Choices made in the window stay when the command line writes.
  const ofWindow = { ...remembered, pin: '135790', retentionMegabytes: 4_096 };
  writeFileSync(join(data, 'settings.json'), JSON.stringify(ofWindow));
  const second = new Program('cli', ['--data', data]);
  expect((await second.link()).href).toBe(`http://127.0.0.1:${port}/`);
  const ada = await Guest.join(port, 'Ada', { pin: '135790' });
  expect(ada.welcome.rooms).toMatchObject([{ name: 'Attic' }]);
  expect(JSON.parse(readFileSync(join(data, 'settings.json'), 'utf8'))).toEqual(ofWindow);
});

test('the terminal shows which network uses how much, and frees it', async () => {
  const program = new Program('cli', [...ON, '--data', temporaryFolder()]);
  const port = await portOf(program);
  const says = async (line: string, answer: RegExp) => {
    program.out = '';
    program.type(line);
    await expect.poll(() => program.out).toMatch(answer);
  };
  const ada = await Guest.join(port, 'Ada');
  const file = await new FileSender(port, ada).say('plan.txt', Buffer.alloc(3_000), 'the plan');
  const held = await RawClient.open(port, { from: '127.0.0.2', subprotocol: SUBPROTOCOL, path: SOCKET_PATH });
  await says('help', /^ {2}delete-files WHO /m);
  await says('usage', /^127\.0\.0\.2: connections: 1, connections that haven’t joined: 1, people: 0$/m);
  expect(program.out).toMatch(/^127\.0\.0\.1: connections: \d+, .*people: 1$/m);
  await says('free 127.0.0.2', /^Freed up 127\.0\.0\.2: connections that haven’t joined: 1, /m);
  await held.ended;
  await says('files', new RegExp(`^${ada.id} {2}2.9 kB {2}Ada$`, 'm'));
  await says('delete-files Bob', /^Nobody named Bob has files here\. /m);
  await says('delete-files Ada', /^Deleted all files from Ada\.$/m);
  await ada.hearsOf('deleted');
  expect((await new FileSender(port, ada).read(file.id)).status).toBe(404);
  await says('files', /^No files yet\.$/m);
  await says('free nonsense', /^"nonsense" isn’t a valid address\. .*such as: free 192\.168\.1\.20\./m);
  await says('remove', /^remove needs an address, such as: remove 192\.168\.1\.20\. /m);
  await says('delete-files', /^delete-files needs a person’s ID or name, /m);
  await says('lamp', /^Unknown command\. /m);
  await says('remove 127.0.0.1', /^Freed up 127\.0\.0\.1: .*, people: 1\.$/m);
  expect(await ada.closed).toBe(4003);
  // The input ends; the host continues.
  program.child.stdin?.end();
  const { status } = await request(port, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  expect(status).toBe(200);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(program.err).toBe('');
});

test('an additional name and origin are admitted, and stored in the folder', async () => {
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
  // The given values replace the stored ones.
  expect(await ask(port, 'Host: other.example')).toBe(200);
  expect(await ask(port, NAME)).toBe(403);
  expect(await ask(port, `Host: 127.0.0.1:${port}`, 'Origin: null')).toBe(200);
});

test('damaged settings are reported, ignored, and kept under another name', async () => {
  const data = temporaryFolder();
  writeFileSync(join(data, 'settings.json'), '{"adapter"');
  const program = new Program('cli', [...ON, '--data', data]);
  await program.link();
  const told = /^The settings file was damaged[^\n]* (settings\.json\.damaged-\d+) /;
  await expect.poll(() => program.err).toMatch(told);
  const name = told.exec(program.err)?.[1] ?? '';
  expect(readFileSync(join(data, name), 'utf8')).toBe('{"adapter"');
});

const isAsked = async (port: number) => {
  const guest = await Guest.page(port);
  guest.send({ type: 'join', name: 'Ada' });
  await guest.hears((line) => /"welcome"|"pin-required"/.test(line));
  return guest.messages.some((message) => message.type === 'error' && message.code === 'pin-required');
};

test.each([
  ['of a window', { adapter: 'lo', port: 8080, room: 'Attic', pin: '246810' }],
  ['alone', { pin: '246810' }],
])('a PIN stored in the folder (%s) is required, and reported', async (_, settings) => {
  const data = temporaryFolder();
  writeFileSync(join(data, 'settings.json'), JSON.stringify(settings));
  const program = new Program('cli', [...ON, '--data', data]);
  const port = await portOf(program);
  expect(await isAsked(port)).toBe(true);
  await Guest.join(port, 'Bob', { pin: '246810' });
  await expect.poll(() => program.out).toMatch(/\nGuests need the PIN saved [^\n]*--no-pin\.\n/);
});

test.each([
  ['sealed for a window', { sealedPin: 'c2VhbGVk' }],
  ['a number', { pin: 123_456 }],
  ['too short', { pin: '12' }],
])(
  'a PIN that cannot be read (%s) is bad usage, with advice, instead of a chat without one',
  async (_, kept) => {
    const data = temporaryFolder();
    const settings = JSON.stringify({ adapter: 'lo', port: 8080, room: 'Attic', ...kept });
    writeFileSync(join(data, 'settings.json'), settings);
    const program = new Program('cli', [...ON, '--data', data]);
    expect(await program.ended).toBe(2);
    expect(program.err).toMatch(/^The PIN [^\n]*--pin, [^\n]*--no-pin\.\n$/);
    expect(program.out).toBe('');
    expect(readFileSync(join(data, 'settings.json'), 'utf8')).toBe(settings);
    const given = new Program('cli', [...ON, '--data', data, '--pin', '135790']);
    expect(await isAsked(await portOf(given))).toBe(true);
  },
);

test('the folder stores a given PIN, and that none was wanted', async () => {
  const data = temporaryFolder();
  const asks: boolean[] = [];
  for (const more of [['--pin', '135790'], [], ['--no-pin'], []]) {
    const program = new Program('cli', [...ON, '--data', data, ...more]);
    asks.push(await isAsked(await portOf(program)));
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(/Guests need the PIN/.test(program.out)).toBe(asks.at(-1));
  }
  expect(asks).toEqual([true, true, false, false]);
});

test('--pin with --no-pin is bad usage', async () => {
  const program = new Program('cli', [...ON, '--pin', '135790', '--no-pin']);
  expect(await program.ended).toBe(2);
  expect(program.err).toBe('Use --pin or --no-pin, not both.\n');
});

test("the host survives its output's reader, and stops as usual", async () => {
  const program = new Program('cli', [...ON, '--limit', 'sockets=8']);
  const link = await program.link();
  program.child.stdout!.destroy();
  program.child.stderr!.destroy();
  // The ninth is refused, which is reported to the reader.
  for (let i = 0; i < 8; i += 1) await Guest.plain(Number(link.port));
  await expect(Guest.plain(Number(link.port))).rejects.toThrow('503');
  program.child.kill('SIGTERM');
  const [code] = (await once(program.child, 'exit')) as [number | null];
  expect(code).toBe(0);
});

/**
 * Runs a command in a pipe whose reader leaves after the first line, and prints its process id and exit code to stderr.
 */
const READ_ONCE = [
  'sh',
  '-c',
  `{ sh -c 'echo $$ >&2; exec "$@"' sh "$@"; echo ended $? >&2; } | sed -n 1q`,
  'sh',
];

test.skipIf(process.platform === 'win32')('the host keeps running behind `| sed -n 1q`', async () => {
  const port = await findFreePort();
  const program = new Program('cli', ['--address', '127.0.0.1', '--port', String(port)], READ_ONCE);
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    .toBe(true);
  process.kill(Number(program.err.split('\n', 1)[0]), 'SIGTERM');
  await expect.poll(() => program.err).toMatch(/^\d+\nended 0\n$/);
});

test.skipIf(process.platform === 'win32')(
  'a command that only prints exits with its own code when its reader is gone',
  async () => {
    for (const [args, code] of [
      [['--help'], 0],
      [['--version'], 0],
      [['verify', '--help'], 0],
      [['export'], 2],
    ] as const) {
      const program = new Program('cli', args, [
        ...['sh', '-c', `{ sleep 0.2; "$@" 2>/dev/null; echo ended $? >&2; } | true`, 'sh'],
      ]);
      await program.ended;
      expect(program.err).toBe(`ended ${code}\n`);
    }
  },
);

test.skipIf(process.platform !== 'linux')('a full disk under its log does not end the host', async () => {
  const port = await findFreePort();
  const args = ['--address', '127.0.0.1', '--port', String(port)];
  const program = new Program('cli', args, ['sh', '-c', 'exec "$@" > /dev/full 2> /dev/full', 'sh']);
  await expect
    .poll(() =>
      fetch(`http://127.0.0.1:${port}/`).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    .toBe(true);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});

test('limits are read from the data folder, an invalid one is reported once, and arguments take precedence', async () => {
  const data = temporaryFolder();
  const limits = { 'sockets-per-address': 8, sockets: 1, lamps: 5 };
  writeFileSync(join(data, 'settings.json'), JSON.stringify({ limits }));
  const first = new Program('cli', [...ON, '--data', data]);
  const port = await portOf(first);
  for (let i = 0; i < 8; i += 1) await Guest.plain(port);
  await expect(Guest.plain(port)).rejects.toThrow('503');
  await expect
    .poll(() => first.err.split('\n'))
    .toEqual([
      expect.stringMatching(/settings\.json and used the default.* "sockets" .* from 8 to 16384\.$/),
      expect.stringMatching(/settings\.json and used the default.* "lamps"/),
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

test('settings that cannot be read are one sentence', async () => {
  const data = temporaryFolder();
  mkdirSync(join(data, 'settings.json'));
  await cannotHost([...ON, '--data', data], /a folder is where a file should be.*--data/);
});

test.skipIf(!isRoot)('a data folder without write permission is one sentence', async () => {
  const data = temporaryFolder();
  chmodSync(data, 0o555);
  await cannotHost([...ON, '--data', data], /permission denied.*--data/, AS_NOBODY);
});

test('choices that cannot be stored are reported, and the host runs anyway', async () => {
  const data = temporaryFolder();
  mkdirSync(join(data, 'settings.json.new'));
  const program = new Program('cli', [...ON, '--data', data]);
  expect((await fetch(await program.link())).status).toBe(200);
  await expect
    .poll(() => program.err)
    .toBe(
      `Your choices work for now, but couldn’t be saved for the next start. Check that ${data} has free space and can be written to.\n`,
    );
});

test('an uncaught error ends the host with a message, a goodbye and all messages saved', async () => {
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

test('a settings file that cannot be parsed is put aside and reported', async () => {
  const data = temporaryFolder();
  writeFileSync(join(data, 'settings.json'), '{"room": "Class 3B", "po');
  const program = new Program('cli', [...ON, '--data', data]);
  await program.link();
  await expect
    .poll(() => program.err)
    .toMatch(/^The settings file was damaged.*settings\.json\.damaged-\d+ /);
  const aside = readdirSync(data).filter((name) => name.startsWith('settings.json.damaged-'));
  expect(aside.map((name) => readFileSync(join(data, name), 'utf8'))).toEqual(['{"room": "Class 3B", "po']);
});

test.each([
  [
    'of a newer version of Porchlight',
    (path: string) => writeHistory(path, 'PRAGMA user_version = 999'),
    /newer version of Porchlight/,
  ],
  ['a folder', (path: string) => mkdirSync(path), /isn’t a file/],
])('a history that is %s is reported and left as it is', async (_, make, told) => {
  const data = temporaryFolder();
  make(join(data, 'history.db'));
  const program = new Program('cli', [...ON, '--data', data]);
  await program.link();
  await expect.poll(() => program.err).toMatch(told);
  await expect.poll(() => program.err).toMatch(/^[^\n]+kept in memory only\. [^\n]+\n$/);
  await expect.poll(() => readdirSync(data).sort()).toEqual(['history.db', 'settings.json']);
});

test('a damaged history is reported with how much was recovered', async () => {
  const data = temporaryFolder();
  const first = new Program('cli', [...ON, '--data', data]);
  const ada = await Guest.join(await portOf(first), 'Ada');
  await ada.says('kept');
  first.child.kill('SIGTERM');
  await first.ended;
  const path = join(data, 'history.db');
  const bytes = readFileSync(path);
  bytes[0] = 0;
  writeFileSync(path, bytes);
  const second = new Program('cli', [...ON, '--data', data]);
  const bob = await Guest.join(await portOf(second), 'Bob');
  expect(bob.welcome.pages[0]?.entries).toContainEqual(expect.objectContaining({ text: 'kept' }));
  await expect
    .poll(() => second.err)
    .toMatch(/recovered: (\d+) of \1; lost: at least 0\. .*history\.db\.corrupt-\d+ /);
});

test.each([
  ['gone', (data: string) => rmSync(join(data, 'history.db'))],
  ['empty', (data: string) => writeFileSync(join(data, 'history.db'), '')],
])('a history that is %s is reported once, in a folder that had one', async (_, harm) => {
  const data = temporaryFolder();
  const run = async (): Promise<string> => {
    const program = new Program('cli', [...ON, '--data', data]);
    await portOf(program);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    return program.err;
  };
  expect(await run()).toBe('');
  harm(data);
  expect(await run()).toMatch(
    /^history\.db is missing from the data folder or empty, [^\n]+ from a backup\.\n$/,
  );
  expect(await run()).toBe('');
});

test('a write-ahead log that disappeared after a kill is reported', async () => {
  const data = temporaryFolder();
  const first = new Program('cli', [...ON, '--data', data]);
  const ada = await Guest.join(await portOf(first), 'Ada');
  await ada.says('kept');
  first.child.kill('SIGKILL');
  await first.ended;
  rmSync(join(data, 'history.db-wal'));
  const second = new Program('cli', [...ON, '--data', data]);
  await portOf(second);
  await expect
    .poll(() => second.err)
    .toMatch(/^history\.db-wal is missing from the data folder, [^\n]+ from a backup\.\n$/);
});

function writeHistory(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}
