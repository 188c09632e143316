import { expect, test } from 'vitest';
import type { TrafficStats } from '../../../../contract/ipc/stats.ts';
import {
  orderBy,
  SORT_ORDER_DEFAULT,
  sortGuests,
  type Column,
} from '../../../../renderer/console/people/sort-guests.ts';
import { ada, connected, ming } from '../samples.ts';

const figures = (id: string, messages: number, roundTripMs?: number): TrafficStats => ({
  ...{ id, messages, lastSeen: messages, received: messages, sent: 1 },
  ...(roundTripMs !== undefined && { roundTripMs }),
});
const rows = [
  {
    person: connected(ada, { address: '10.0.0.10', since: 2 }),
    browser: 'Safari',
    figures: figures('ada1', 3, 40),
  },
  {
    person: connected(ming, { address: '10.0.0.9', since: 1, asleep: true }),
    browser: 'Chrome',
    figures: figures('ming', 7),
  },
  { person: connected({ ...ada, id: 'new', name: 'ada' }, { since: 3 }), browser: 'Edge' },
];
const compare = (one: string, other: string) => new Intl.Collator('en').compare(one, other);
const ids = (column: Column, descending = false) =>
  sortGuests(rows, { column, descending }, compare).map(({ person }) => person.id);

test.each<[Column, string[]]>([
  ['name', ['new', 'ada1', 'ming']],
  ['address', ['new', 'ming', 'ada1']],
  ['browser', ['ming', 'new', 'ada1']],
  ['since', ['ming', 'ada1', 'new']],
  ['messages', ['ada1', 'ming', 'new']],
  ['bytes', ['ada1', 'ming', 'new']],
  ['state', ['ada1', 'new', 'ming']],
])('they are sorted by %s', (column, order) => {
  expect(ids(column)).toEqual(order);
});

test('those of whom nothing is known come last, whichever way', () => {
  expect(ids('trip')).toEqual(['ada1', 'ming', 'new']);
  expect(ids('trip', true)).toEqual(['ada1', 'ming', 'new']);
  expect(ids('messages', true)).toEqual(['ming', 'ada1', 'new']);
});

test('the same column again turns the order around, and figures begin with the largest', () => {
  const byName = orderBy('name', SORT_ORDER_DEFAULT);
  expect(byName).toEqual({ column: 'name', descending: false });
  expect(orderBy('name', byName)).toEqual({ column: 'name', descending: true });
  expect(orderBy('bytes', byName)).toEqual({ column: 'bytes', descending: true });
});
