import { expect, test } from 'vitest';
import {
  countUnread,
  earlierThan,
  ENTRIES_SHOWN,
  shownEntries,
} from '../../../renderer/host/shown-entries.ts';
import { ada, said } from './samples.ts';

const log = Array.from({ length: 1_000 }, (_, place) => said(place + 1, ada));

test('the newest are shown', () => {
  expect(shownEntries(log, undefined).map(({ seq }) => seq)).toEqual(
    Array.from({ length: ENTRIES_SHOWN }, (_, place) => 1_001 - ENTRIES_SHOWN + place),
  );
});

test('lines that are read stay when new ones come', () => {
  expect(shownEntries(log, 650)[0]?.seq).toBe(650);
});

test('“show earlier” adds a page until the first is shown', () => {
  let shown = shownEntries(log, undefined);
  for (const expected of [401, 101, 1, 1]) {
    shown = shownEntries(log, earlierThan(log, shown));
    expect(shown[0]?.seq).toBe(expected);
    expect(shown.at(-1)?.seq).toBe(1_000);
  }
});

test('only messages count as new', () => {
  const entries = [said(1, ada), { type: 'joined', seq: 2, at: 2_000, person: ada } as const, said(3, ada)];
  expect(countUnread(entries, 0)).toBe(2);
  expect(countUnread(entries, 1)).toBe(1);
});
