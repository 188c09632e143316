import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditEntry } from '../../../contract/model/audit-entry.ts';
import { csvOf, jsonOf } from '../../../electron/export/audit-file.ts';

const deed = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: Date.UTC(2026, 10, 27, 12),
  by: { id: 'host', name: 'Host', role: 'host' },
  what: 'ban',
  ...more,
});

/** The cells of each row, parsed according to RFC 4180. */
function readCsv(text: string): string[][] {
  const rows = [...text.slice(1).matchAll(/(?:(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,|\r\n))+?(?<=\r\n)/g)];
  return rows.map(([row]) =>
    [...row.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(?:,|\r\n)/g)].map(([, cell = '']) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    ),
  );
}

test('an audit entry is a row below the column names', () => {
  const more = { whom: { id: 'eve', name: 'Eve' }, reason: 'Too "loud", really', minutes: 60 };
  expect(csvOf([deed(more)])).toBe(
    '\ufeff"at","by","role","what","to","whom","room","minutes","reason","refused"\r\n' +
      '"2026-11-27T12:00:00.000Z","Host","host","ban","","Eve","","60","Too ""loud"", really",""\r\n',
  );
  expect(JSON.parse(jsonOf([deed(more)]))).toEqual([deed(more)]);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '＋1', '－1', '＠x'])(
  'a spreadsheet computes nothing from %j',
  (name) => {
    const [, row = []] = readCsv(csvOf([deed({ whom: { id: 'eve', name } })]));
    expect(row[5]).toMatch(/^'/);
    expect(row[5]?.replaceAll("'", '')).toBe(name);
  },
);

test('a row has ten cells whatever people are called, and none of them is a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (name, reason) => {
      const rows = readCsv(csvOf([deed({ whom: { id: 'eve', name }, reason }), deed()]));
      expect(rows.map(({ length }) => length)).toEqual([10, 10, 10]);
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
