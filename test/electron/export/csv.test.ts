import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRow } from '../../../electron/export/csv.ts';

/** Parses a file as a program with this separator does: quotes count at the start of a cell only. */
function cutWithQuotes(text: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  let isStart = true;
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(i + 1) === '"') {
        cell += '"';
        i += 1;
      } else isQuoted = false;
    } else if (character === separator || character === '\n' || character === '\r') {
      cells.push(cell);
      cell = '';
      isStart = true;
      continue;
    } else if (character === '"' && isStart) isQuoted = true;
    else cell += character;
    isStart = false;
  }
  return [...cells, cell];
}

const cutWithout = (text: string, separator: string) => text.split(new RegExp(`[${separator}\r\n]`));

/** All cells that any of the programs would see. */
const cellsOf = (text: string) =>
  [',', ';', '\t'].flatMap((separator) => [
    ...cutWithQuotes(text, separator),
    ...cutWithout(text, separator),
    // A program that removes the quotes first.
    ...cutWithout(text.replaceAll('"', ''), separator),
  ]);

const COMPUTED = /^(?:[\s"]*[=+\-@＝＋－＠]|\t|\r)/u;
const computed = (...cells: string[]) => cellsOf(csvRow(cells)).filter((cell) => COMPUTED.test(cell));

test.each([
  '=1+1',
  'hello;=1+1;',
  "see;=cmd|'/C calc'!A0;",
  'tab\t=2+2\tend',
  'name;@SUM(1+1);',
  'a, =1',
  'a\n=1',
  'a;\n  =1',
  'a;"=1";',
  '"=1+1"',
  'a;\t\r-1',
  '；＝1',
  '\u200b=1',
  '\ufeff=1',
])('nothing computes %j', (text) => {
  expect(computed('Ann', text, text)).toEqual([]);
});

test('text without a formula stays as it is', () => {
  expect(csvRow(['2026-11-27 10:00:00', 'a = b; c', '1-2', "it's, fine", 'x@y.example'])).toBe(
    `"2026-11-27 10:00:00","a = b; c","1-2","it's, fine","x@y.example"\r\n`,
  );
});

test('no program finds a formula, wherever it splits the cells, and nothing but apostrophes is added', () => {
  const nasty = fc.string({
    unit: fc.constantFrom(
      ...[
        '=',
        '+',
        '-',
        '@',
        '＝',
        ';',
        ',',
        '\t',
        '\r',
        '\n',
        '"',
        ' ',
        "'",
        'a',
        '1',
        '\u00a0',
        '\u200b',
        '\0',
      ],
    ),
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.array(fc.oneof(nasty, fc.string()), { minLength: 1, maxLength: 5 }), (cells) => {
      expect(computed(...cells)).toEqual([]);
      const row = csvRow(cells);
      const read = [...row.matchAll(/"((?:[^"]|"")*)"[,\r]/g)].map(([, cell = '']) =>
        cell.replaceAll('""', '"'),
      );
      expect(read.map((cell) => cell.replaceAll("'", ''))).toEqual(
        cells.map((cell) => cell.replaceAll("'", '')),
      );
    }),
    { numRuns: 2_000 },
  );
});
