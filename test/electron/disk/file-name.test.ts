import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FILE_NAME_BYTES_MAX } from '../../../contract/model/attachment.ts';
import { nameToSave, parseFileName } from '../../../electron/disk/file-name.ts';
import { anyCharacter } from '../../support/any-character.ts';

const INVISIBLE = [
  ...['\u0000', '\u0007', '\u001b', '\u007f', '\u009b', '\u00ad', '\u034f', '\u061c', '\u180e', '\u200b'],
  ...[
    '\u200c',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u202a',
    '\u202b',
    '\u202c',
    '\u202d',
    '\u202e',
    '\u2060',
    '\u2061',
  ],
  ...[
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u206a',
    '\ufe0f',
    '\ufff9',
    '\ue000',
    '\u{e0001}',
    '\u{e0041}',
  ],
];
const BLANK = [
  ' ',
  '\t',
  '\n',
  '\r\n',
  '\u00a0',
  '\u1680',
  '\u2003',
  '\u2028',
  '\u2029',
  '\u2800',
  '\u3000',
  '\u3164',
];
const FOLDERS = [
  '../',
  '..\\',
  '/',
  '\\',
  'C:\\',
  '\\\\server\\share\\',
  './',
  'a/../',
  '..\\/..//',
  'https://x.example/',
];
const DEVICES = [
  ...['CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$', 'CLOCK$'],
  ...Array.from('0123456789¹²³').flatMap((digit) => [`COM${digit}`, `LPT${digit}`]),
];

/** The received name, and the name that others see. */
const SHOWN: readonly (readonly [raw: string, name: string])[] = [
  ['report.pdf', 'report.pdf'],
  ['報告.pdf', '報告.pdf'],
  ['.bashrc', 'bashrc'],
  ['...', ''],
  ['..', ''],
  ['.', ''],
  ['', ''],
  ['/', ''],
  ['\\', ''],
  ['folder/', 'folder'],
  ['a.tar.gz', 'a.tar.gz'],
  ['name. . .', 'name'],
  ['no ending', 'no ending'],
  ['%2e%2e%2fpasswd', '%2e%2e%2fpasswd'],
  ['<script>.html', '<script>.html'],
  ['a"b\'c.txt', 'a"b\'c.txt'],
  ['cafe\u0301.txt', 'café.txt'],
  ['👨‍👩‍👧.png', '👨‍👩‍👧.png'],
  ['❤️.png', '❤️.png'],
  ['نامه‌ها.pdf', 'نامه‌ها.pdf'],
  ['ශ්‍රී.txt', 'ශ්‍රී.txt'],
  [
    '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}.png',
    '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}.png',
  ],
  ['1️⃣.png', '1️⃣.png'],
  ['\ud800.txt', '\ufffd.txt'],
  ['photo\u202egpj.exe', 'photogpj.exe'],
  ['x'.repeat(300), 'x'.repeat(255)],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(251)}.pdf`],
  [`${'家'.repeat(100)}.pdf`, `${'家'.repeat(83)}.pdf`],
  [`${'👨‍👩‍👧'.repeat(20)}.png`, `${'👨‍👩‍👧'.repeat(13)}.png`],
  ['e\u0323\u0302'.repeat(120), 'ệ'.repeat(85)],
  [`x.${'y'.repeat(300)}`, `x.${'y'.repeat(253)}`],
  ...INVISIBLE.map((sign) => [`a${sign}b.txt`, 'ab.txt'] as const),
  ...INVISIBLE.map((sign) => [`${sign}.txt${sign}`, 'txt'] as const),
  ...INVISIBLE.map((sign) => [sign, ''] as const),
  ...BLANK.map((sign) => [`a${sign}b.txt`, 'a b.txt'] as const),
  ...BLANK.map((sign) => [`${sign}a.txt${sign}.`, 'a.txt'] as const),
  ...FOLDERS.map((folder) => [`${folder}passwd`, 'passwd'] as const),
];

/** The displayed name, and the name it is saved under. */
const SAVED: readonly (readonly [name: string, saved: string])[] = [
  ['report.pdf', 'report.pdf'],
  ['', 'file'],
  ['a:b.txt', 'a_b.txt'],
  ['file.txt:$DATA', 'file.txt_$DATA'],
  ['<a>|?*"b.txt', '_a_____b.txt'],
  ['CONSOLE.txt', 'CONSOLE.txt'],
  ['COM', 'COM'],
  ['COM10.txt', 'COM10.txt'],
  ['my CON', 'my CON'],
  ...DEVICES.map((name) => [name, `_${name}`] as const),
  ...DEVICES.map((name) => [name.toLowerCase(), `_${name.toLowerCase()}`] as const),
  ...DEVICES.map((name) => [`${name}.txt`, `_${name}.txt`] as const),
  ...DEVICES.map((name) => [`${name} .tar.gz`, `_${name} .tar.gz`] as const),
  ...DEVICES.map((name) => [`${name}x.txt`, `${name}x.txt`] as const),
];

test.each(SHOWN)('%j is shown as %j', (raw, name) => {
  expect(parseFileName(raw)).toBe(name);
  expect(parseFileName(name)).toBe(name);
});

test.each(SAVED)('%j is saved as %j', (name, saved) => {
  expect(nameToSave(name, 'file')).toBe(saved);
});

test('any name has no path and nothing invisible, is short enough, and is stable', () => {
  const signs = [...INVISIBLE, ...BLANK, ...FOLDERS, '.', 'a', '家', '👨‍👩‍👧', 'e\u0301'];
  const anything = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 600 }),
    fc.array(fc.constantFrom(...signs), { maxLength: 300 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anything, (raw) => {
      const name = parseFileName(raw);
      expect(name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]|^[. ]|[. ]$/u);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(FILE_NAME_BYTES_MAX);
      expect(name.isWellFormed()).toBe(true);
      expect(parseFileName(name)).toBe(name);
      const saved = nameToSave(name, 'file');
      expect(saved).not.toMatch(/[<>:"|?*]|^(con|nul|com\d)(\.|$)/i);
      expect(Buffer.byteLength(saved)).toBeLessThanOrEqual(FILE_NAME_BYTES_MAX);
    }),
    { numRuns: 1_000 },
  );
});
