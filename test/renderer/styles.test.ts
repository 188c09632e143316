/** The style sheets know no left and right: a page in Arabic is the same page, mirrored. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const SHEETS = ['guest', 'console', 'ui'].flatMap((folder) =>
  readdirSync(`renderer/${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => `renderer/${folder}/${name}`),
);

/** Where a logical property or value exists. */
const PHYSICAL = [
  /(^|[\s;{])(left|right)\s*:/,
  /(margin|padding|border|scroll-margin|scroll-padding)-(left|right)\b/,
  /border-(top|bottom)-(left|right)-radius/,
  /(float|clear)\s*:\s*(left|right)/,
  /text-align\s*:\s*(left|right)/,
];

/** Code goes from left to right in every language, and a name is cut at the end of its own direction. */
const MEANT = new Set([
  'renderer/ui/text/rich-text.css: text-align: left;',
  'renderer/guest/rooms/rooms-list.css: text-align: left;',
  'renderer/guest/rooms/rooms-list.css: text-align: right;',
]);

function physicalIn(sheet: string, css: string): string[] {
  const lines = css.replace(/\/\*[^]*?\*\//g, '').split('\n');
  return lines
    .filter((line) => PHYSICAL.some((pattern) => pattern.test(line)))
    .map((line) => `${sheet}: ${line.trim()}`);
}

test('nothing is placed at the left or the right', () => {
  const placed = SHEETS.flatMap((sheet) => physicalIn(sheet, readFileSync(sheet, 'utf8')));
  expect(placed.filter((line) => !MEANT.has(line))).toEqual([]);
});

test.each(['left: 0;', 'margin-right: 4px;', 'border-top-left-radius: 4px;', 'text-align: right;'])(
  'a rule that says %s would be found',
  (rule) => {
    expect(physicalIn('planted.css', `.a {\n  ${rule}\n}`)).toHaveLength(1);
  },
);
