import fc from 'fast-check';
import jsqr from 'jsqr';
import { expect, test } from 'vitest';
import { terminalQr } from '../../../electron/cli/terminal-qr.ts';
import { showTerminal, type Theme } from '../../support/looks/terminal-screen.ts';

const LINK = 'http://192.168.178.120:8080/';
const THEMES: Readonly<Record<string, Theme>> = {
  'white on black': { foreground: [255, 255, 255], background: [0, 0, 0] },
  'black on white': { foreground: [0, 0, 0], background: [255, 255, 255] },
  'light Solarized': { foreground: [101, 123, 131], background: [253, 246, 227] },
  'dark Solarized': { foreground: [131, 148, 150], background: [0, 43, 54] },
  'green on black': { foreground: [0, 255, 0], background: [0, 0, 0] },
  'blue on pink': { foreground: [0, 0, 255], background: [255, 192, 203] },
};

/** Reads the code like a camera that only knows dark codes on a light ground, as the standard requires. */
function read(text: string, theme: Theme): string | undefined {
  const { data, width, height } = showTerminal(text, theme);
  return jsqr(data, width, height, { inversionAttempts: 'dontInvert' })?.data;
}

test.each(Object.entries(THEMES))('is readable on a terminal with %s', (_, theme) => {
  expect(read(terminalQr(LINK, {}), theme)).toBe(LINK);
});

test('has a quiet zone of 4 light modules, and restores the colors', () => {
  const lines = terminalQr(LINK, {}).split('\n');
  const bare = lines.map((line) => {
    expect(line.startsWith('\u001b[') && line.endsWith('\u001b[0m')).toBe(true);
    return line.slice(line.indexOf('m') + 1, -'\u001b[0m'.length);
  });
  expect(bare.slice(0, 2).join('').trim()).toBe('');
  expect(bare.slice(-2).join('').trim()).toBe('');
  expect(bare.every((line) => line.startsWith('    ') && line.endsWith('    '))).toBe(true);
});

test.each([
  ['a dark terminal', {}, THEMES['white on black']!],
  ['a light terminal that says so', { COLORFGBG: '0;default;15' }, THEMES['black on white']!],
  ['a dark terminal that says so', { COLORFGBG: '15;0' }, THEMES['white on black']!],
])('is readable without colors on %s', (_, environment, theme) => {
  for (const without of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
    const text = terminalQr(LINK, { ...environment, ...without });
    expect(text).not.toContain('\u001b');
    expect(read(text, theme)).toBe(LINK);
  }
});

test('an empty NO_COLOR has no effect', () => {
  expect(terminalQr(LINK, { NO_COLOR: '' })).toBe(terminalQr(LINK, {}));
});

test('any link is readable on light and dark terminals', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), (link) => {
      for (const name of ['white on black', 'black on white'])
        expect(read(terminalQr(link, {}), THEMES[name]!)).toBe(link);
    }),
    { numRuns: 8 },
  );
});
