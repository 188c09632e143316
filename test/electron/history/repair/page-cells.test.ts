import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCells, readVarint } from '../../../../electron/history/repair/page-cells.ts';
import { readValues } from '../../../../electron/history/repair/record-values.ts';

const PAGE_BYTES = 512;
const TYPES = [0x0d, 0x0a, 0x02];

test('a page of a tree gives its cells, and each the values of its record', () => {
  const page = Buffer.alloc(PAGE_BYTES);
  // sqlite.org/fileformat2.html §1.6 and §2.1: one cell of six bytes at 506, row id 7, values "hi" and 1.
  Buffer.from('0d 0000 0001 01f9 00 01f9'.replaceAll(' ', ''), 'hex').copy(page);
  Buffer.from('05 07 03 11 09 68 69'.replaceAll(' ', ''), 'hex').copy(page, 505);
  const [cell, ...others] = readCells(page, 0);
  expect(others).toEqual([]);
  expect(cell).toMatchObject({ rowid: 7, bytes: 5, overflow: 0 });
  expect(readValues(cell!.local)).toEqual(['hi', 1]);
});

test('what holds the rest of a long text is no page of a tree, whatever somebody wrote', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: PAGE_BYTES - 4, maxLength: PAGE_BYTES - 4 }), (text) => {
      // It begins with the number of the next page, which is below 2^24.
      expect(readCells(Buffer.concat([Buffer.from([0, 1, 2, 3]), text]), 0)).toEqual([]);
    }),
  );
});

test('no bytes whatever are too damaged to be looked at', () => {
  const bytes = fc.uint8Array({ minLength: PAGE_BYTES - 1, maxLength: PAGE_BYTES - 1 });
  fc.assert(
    fc.property(fc.constantFrom(...TYPES), bytes, (type, rest) => {
      for (const { local } of readCells(Buffer.concat([Buffer.from([type]), rest]), 0)) {
        expect(local.length).toBeLessThanOrEqual(PAGE_BYTES);
        readValues(local);
      }
    }),
  );
});

test.each([
  ['00', 0],
  ['7f', 127],
  ['8100', 128],
  ['ff7f', 16_383],
  ['ffffffff', undefined],
])('the varint %s is %s', (hex, value) => {
  expect(readVarint(Buffer.from(hex, 'hex'), 0)?.value).toBe(value);
});
