import { expect, test } from 'vitest';
import { refusedSwitch } from '../../../electron/app/debugging.ts';

const never = () => false;

test.each([
  ['--remote-debugging-port=0', '--remote-debugging-port'],
  ['--remote-debugging-port', '--remote-debugging-port'],
  ['-remote-debugging-pipe', '--remote-debugging-pipe'],
  ['/inspect=9229', '--inspect'],
  ['--INSPECT-brk', '--inspect-brk'],
  ['--js-flags=--expose-gc', '--js-flags'],
  ['--disable-web-security', '--disable-web-security'],
])('%s is refused', (parameter, refused) => {
  expect(refusedSwitch(['--no-sandbox', parameter], never)).toBe(refused);
});

test('a switch that Chromium got from another source is refused as well', () => {
  expect(refusedSwitch([], (name) => name === 'js-flags')).toBe('--js-flags');
});

test.each([['--hidden'], ['--no-sandbox'], ['--user-data-dir=/tmp/--inspect'], ['inspect'], ['--inspector']])(
  '%s is not refused',
  (parameter) => {
    expect(refusedSwitch([parameter], never)).toBeUndefined();
  },
);
