import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  parseStartOptions,
  parsePort,
  parseStoredStartOptions,
} from '../../../contract/ipc/start-options.ts';
import { anyCharacter } from '../../support/any-character.ts';

test.each([
  ['1', 1],
  ['80', 80],
  [' 8080 ', 8080],
  ['00080', 80],
  ['65535', 65_535],
])('%j is port %i', (written, port) => {
  expect(parsePort(written)).toBe(port);
});

test.each([
  '',
  ' ',
  '0',
  '65536',
  '99999',
  '100000',
  '-1',
  '+80',
  '8e3',
  '80.0',
  '0x50',
  '８０',
  '80 81',
  'Infinity',
])('%j is no port', (written) => {
  expect(parsePort(written)).toBeUndefined();
});

test('a choice is read into a fresh object, and what else it held dies', () => {
  const sent = { adapter: 'eth0', port: 8080, room: ' Class  3B\n', admin: true };
  expect(parseStartOptions(sent)).toStrictEqual({ adapter: 'eth0', port: 8080, room: 'Class 3B' });
});

test.each([
  [undefined],
  [null],
  [[]],
  ['eth0'],
  [{}],
  [{ adapter: '', port: 8080, room: 'Lobby' }],
  [{ adapter: 'x'.repeat(257), port: 8080, room: 'Lobby' }],
  [{ adapter: ['eth0'], port: 8080, room: 'Lobby' }],
  [{ adapter: 'eth0', port: '8080', room: 'Lobby' }],
  [{ adapter: 'eth0', port: 0, room: 'Lobby' }],
  [{ adapter: 'eth0', port: 8080.5, room: 'Lobby' }],
  [{ adapter: 'eth0', port: NaN, room: 'Lobby' }],
  [{ adapter: 'eth0', port: 65_536, room: 'Lobby' }],
  [{ adapter: 'eth0', port: 8080 }],
  [{ adapter: 'eth0', address: '', port: 8080, room: 'Lobby' }],
  [{ adapter: 'eth0', address: 'f'.repeat(46), port: 8080, room: 'Lobby' }],
  [{ adapter: 'eth0', port: 8080, room: '' }],
  [{ adapter: 'eth0', port: 8080, room: { toString: null } }],
  [{ adapter: 'eth0', port: 8080, room: 'Lobby', pin: 123456 }],
  [{ adapter: 'eth0', port: 8080, room: 'Lobby', pin: '12345' }],
  [{ adapter: 'eth0', port: 8080, room: 'Lobby', retentionDays: '7' }],
  [{ adapter: 'eth0', port: 8080, room: 'Lobby', retentionDays: -1 }],
  [{ adapter: 'eth0', port: 8080, room: 'Lobby', retentionDays: 3_651 }],
])('no choice: %j', (raw) => {
  expect(parseStartOptions(raw)).toBeUndefined();
});

test('whatever is sent, a choice or nothing comes out, and a choice is its own canonical form', () => {
  const odd = fc.anything({ maxDepth: 1 });
  const near = fc.record({
    adapter: fc.oneof(fc.string(), odd),
    port: fc.oneof(fc.integer(), odd),
    room: fc.oneof(fc.string({ unit: anyCharacter }), odd),
    pin: fc.oneof(fc.constantFrom(undefined, '123456'), odd),
    retentionDays: fc.oneof(fc.constantFrom(undefined, 0, 7), odd),
  });
  fc.assert(
    fc.property(fc.oneof(near, odd), (raw) => {
      const choice = parseStartOptions(raw);
      if (choice !== undefined) expect(parseStartOptions(choice)).toStrictEqual(choice);
    }),
  );
});

test('a choice keeps its PIN and its days', () => {
  const choice = { adapter: 'eth0', port: 8080, room: 'Lobby', pin: '123456', retentionDays: 0 };
  expect(parseStartOptions(choice)).toStrictEqual(choice);
});

const STORED = {
  ...{ adapter: 'eth0', address: '10.0.0.1', port: 81, room: 'Class 3B', pin: '123456' },
  ...{ retentionDays: 7, retentionMegabytes: 64 },
};

test.each(Object.keys(STORED))('of a file whose %s is damaged the rest is read', (field) => {
  const { [field]: _, ...rest } = STORED as Record<string, unknown>;
  for (const damaged of ['', -1, null, {}]) {
    expect(parseStoredStartOptions({ ...STORED, [field]: damaged })).toStrictEqual(rest);
  }
});
