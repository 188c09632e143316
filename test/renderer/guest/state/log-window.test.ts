import { expect, test } from 'vitest';
import type { Page } from '../../../../contract/wire/page.ts';
import { addPage, type LogWindow } from '../../../../renderer/guest/state/log-window.ts';
import { message } from '../../../support/said.ts';

const entriesOf = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => message(from + i, `text ${from + i}`));
const page = (from: number, to: number): Page => ({
  room: 'lobby',
  entries: entriesOf(from, to),
  first: from === 1,
  last: false,
});
const held: LogWindow = { entries: entriesOf(60, 80), first: false, last: true };
const numbersOf = ({ entries }: LogWindow) => [entries[0]?.seq, entries.length, entries.at(-1)?.seq];

test('a page requested before the start is merged, even if entries between were deleted', () => {
  const together = addPage(held, page(1, 40), [], { before: 60 });
  expect(numbersOf(together)).toEqual([1, 61, 80]);
  expect(together).toMatchObject({ first: true, last: true });
});

test('a page requested after the end is merged, even if entries between were deleted', () => {
  const together = addPage(held, { ...page(500, 510), last: true }, [], { after: 80 });
  expect(numbersOf(together)).toEqual([60, 32, 510]);
  expect(together.last).toBe(true);
});

test('a page from elsewhere replaces the window, because entries may be missing between', () => {
  expect(numbersOf(addPage(held, page(1, 40), [], { around: 20 }))).toEqual([1, 40, 40]);
  expect(numbersOf(addPage(held, page(1, 40), [], { before: 50 }))).toEqual([1, 40, 40]);
  expect(numbersOf(addPage(held, page(1, 40)))).toEqual([1, 40, 40]);
});
