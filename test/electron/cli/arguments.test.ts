import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCommandLine } from '../../../electron/cli/arguments.ts';
import { hostWords } from '../../../electron/server/host-locale.ts';

const t = hostWords();
const parse = (...args: string[]) => parseCommandLine(args, t);
const asked = (...args: string[]) => {
  const read = parse(...args);
  return read.kind === 'host' ? read.asked : read;
};

test('--no-pin turns the PIN off', () => {
  expect(asked('--no-pin')).toEqual({ noPin: true, liftLimits: false });
});

test('without arguments nothing is set', () => {
  expect(asked()).toEqual({ liftLimits: false });
});

test('every option is read, as two arguments or as one', () => {
  const everything = { address: '::1', port: 8081, room: 'Class 3B', data: '/tmp/x', liftLimits: false };
  expect(asked('--address', '::1', '--port', '8081', '--room', ' Class  3B ', '--data', '/tmp/x')).toEqual(
    everything,
  );
  expect(asked('--address=::1', '--port=8081', '--room=Class 3B', '--data=/tmp/x')).toEqual(everything);
  expect(asked('--interface', 'eth0')).toMatchObject({ interface: 'eth0' });
  expect(asked('--trust-clock')).toMatchObject({ trustClock: true });
});

test('port 0 selects any free port', () => {
  expect(asked('--port', '0')).toMatchObject({ port: 0 });
});

test('the last value of a repeated option counts', () => {
  expect(asked('--port', '1', '--port', '2')).toMatchObject({ port: 2 });
});

test('limits are given by name, any number of times, and the last value of each counts', () => {
  const limits = ['--limit', 'sockets=100', '--limit=stall-seconds=7', '--limit', 'sockets=200'];
  expect(asked(...limits)).toEqual({
    limits: new Map([
      ['sockets', 200],
      ['stall-seconds', 7],
    ]),
    liftLimits: false,
  });
});

test('names and origins may be repeated, are normalized, and duplicates are dropped', () => {
  const names = ['--name', 'Chat.Example.org', '--name=chat.example.org.', '--name', 'wiki.example:9000'];
  const origins = [
    '--allow-origin',
    'https://school.example/',
    '--allow-origin=null',
    '--allow-origin',
    'file:///',
  ];
  expect(asked(...names, ...origins)).toEqual({
    names: ['chat.example.org', 'wiki.example:9000'],
    origins: ['https://school.example', 'null', 'file://'],
    liftLimits: false,
  });
});

test.each([
  ['--name', 'http://chat.example.org', 'chat.example.org:8080'],
  ['--name', 'a b', 'chat.example.org:8080'],
  ['--allow-origin', 'school.example', 'https://school.example'],
  ['--allow-origin', '*', 'https://school.example'],
])('%s %j is an error, which says what is allowed', (option, value, instead) => {
  const read = parse(option, value);
  expect(read).toMatchObject({ kind: 'wrong', sentence: expect.stringContaining(`"${value}"`) as string });
  expect(read).toMatchObject({ sentence: expect.stringContaining(instead) as string });
});

test('too many names are an error', () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `--name=a${i}.example`);
  expect(parse(...names(32))).toMatchObject({ kind: 'host' });
  expect(parse(...names(33))).toMatchObject({
    kind: 'wrong',
    sentence: expect.stringContaining('32') as string,
  });
});

test('any rule of the lobby replaces all of them', () => {
  expect(asked('--slow', '30', '--approve')).toMatchObject({ rules: { slow: 30, approve: true } });
  expect(asked('--read-only')).toMatchObject({ rules: { readOnly: true } });
  expect(asked('--slow', '0')).toMatchObject({ rules: {} });
  for (const wrong of ['-1', '3601', '1.5', 'x', ' ']) {
    expect(parse(`--slow=${wrong}`)).toMatchObject({ kind: 'wrong' });
  }
});

test('help and version take precedence over other valid arguments', () => {
  expect(parse('--port', '1', '--help')).toEqual({ kind: 'help' });
  expect(parse('--version')).toEqual({ kind: 'version' });
  expect(parse('--help', '--port', 'x')).toEqual({ kind: 'help' });
});

test.each<[string[], string]>([
  [['--prot', '1'], '--prot'],
  [['-p', '1'], '-p'],
  [['--constructor'], '--constructor'],
  [['--toString'], '--toString'],
  [['--__proto__=x'], '--__proto__'],
  [['--no-help'], '--no-help'],
  [['eth0'], '"eth0"'],
  [['--', '--port'], '"--port"'],
  [['-'], '"-"'],
  [['--port'], '--port needs a value'],
  [['--port='], '--port needs a value'],
  [['--room', '--data', '/tmp'], '--room needs a value'],
  [['--room', ''], '--room needs a value'],
  [['--port', '65536'], '"65536"'],
  [['--port', '80a'], '"80a"'],
  [['--port', '-1'], '"-1"'],
  [['--address', 'localhost'], '"localhost"'],
  [['--address', '192.168.1'], '"192.168.1"'],
  [['--address', '127.0.0.1', '--interface', 'lo'], 'not both'],
  [['--limit'], '--limit needs a value'],
  [['--limit', 'lamps=5'], '"lamps"'],
  [['--limit', 'lamps=5'], 'sockets, sockets-per-address, pending, '],
  [['--limit', '__proto__=5'], '"__proto__"'],
  [['--limit', 'toString=5'], '"toString"'],
  [['--limit', '=5'], '""'],
  [['--limit', 'sockets=7'], '"sockets" must be a whole number of connections from 8 to 16384'],
  [['--limit', 'sockets=16385'], 'from 8 to 16384'],
  [['--limit', 'sockets'], 'from 8 to 16384'],
  [['--limit', 'sockets='], '"sockets="'],
  [['--limit', 'sockets=10=20'], '"sockets=10"'],
  [['--limit', 'sockets=1e2'], '"sockets=1e2"'],
  [['--limit', 'sockets=-10'], '"sockets=-10"'],
  [['--limit', 'sockets=10', '--limit', 'lamps=5'], '"lamps"'],
  [['--room', 'x'.repeat(65)], '64'],
  [['--room', '\u200b'], 'A room name has 1 to'],
])('%j is bad usage, explained in one sentence', (args, part) => {
  const read = parse(...args);
  expect(read).toMatchObject({ kind: 'wrong' });
  const { sentence } = read as { sentence: string };
  expect(sentence).toContain(part);
  expect(sentence).not.toContain('\n');
});

test('a room may be named like an option if it is given in one argument', () => {
  expect(asked('--room=--data')).toMatchObject({ room: '--data' });
});

test('any arguments are parsed or explained in one sentence', () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '--port',
      '--room=',
      '--address',
      '--help',
      '--',
      '-',
      '--lift-limits',
      '--limit',
      'sockets=9',
      'sockets=x',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (args) => {
      const read = parse(...args);
      if (read.kind === 'wrong') expect(read.sentence).not.toBe('');
      if (read.kind !== 'host') return;
      const { port } = read.asked;
      expect(port === undefined || (Number.isInteger(port) && port >= 0 && port <= 65_535)).toBe(true);
    }),
  );
});

test.each([
  ['FD00::20', 'fd00::20'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['::ffff:192.168.1.20', '192.168.1.20'],
])('the address %s is normalized as browsers do, %s', (given, canonical) => {
  expect(parse('--address', given)).toMatchObject({ kind: 'host', asked: { address: canonical } });
});
