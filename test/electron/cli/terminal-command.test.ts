import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTerminalCommand } from '../../../electron/cli/terminal-command.ts';

test.each([
  ['usage', { what: 'usage' }],
  ['  files \r', { what: 'files' }],
  ['help', { what: 'help' }],
  ['', { what: 'nothing' }],
  [' \t', { what: 'nothing' }],
  ['free 192.0.2.7', { what: 'free', network: '192.0.2.7', people: false }],
  ['remove  2001:db8:0:0::/64 ', { what: 'free', network: '2001:db8:0:0::/64', people: true }],
  ['delete-files Ada Lovelace', { what: 'delete-files', whom: 'Ada Lovelace' }],
  ['free 2001:db8::1', { what: 'free', network: '2001:db8:0:0::/64', people: false }],
  ['free', { what: 'no-network', command: 'free' }],
  ['remove ', { what: 'no-network', command: 'remove' }],
  ['free nonsense', { what: 'not-a-network', command: 'free', text: 'nonsense' }],
  ['remove 192.0.2.300', { what: 'not-a-network', command: 'remove', text: '192.0.2.300' }],
  ['free 192.0.2.7/64', { what: 'not-a-network', command: 'free', text: '192.0.2.7/64' }],
  ['free 192.0.2.7 192.0.2.8', { what: 'not-a-network', command: 'free', text: '192.0.2.7 192.0.2.8' }],
  ['delete-files', { what: 'no-person' }],
  ['usage now', { what: 'unknown' }],
  ['hello', { what: 'unknown' }],
])('%j', (line, command) => {
  expect(parseTerminalCommand(line)).toEqual(command);
});

test('any line is parsed, and only a few verbs free or delete', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (line) => {
      const { what } = parseTerminalCommand(line);
      if (what === 'free') expect(line.trimStart()).toMatch(/^(free|remove)\s/);
      if (what === 'delete-files') expect(line.trimStart()).toMatch(/^delete-files\s/);
    }),
  );
});
