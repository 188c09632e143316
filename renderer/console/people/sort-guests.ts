/** The guests as table rows, in the chosen order. Pure. */
import type { ConnectedPerson } from '../../../contract/ipc/connected-person.ts';
import type { TrafficStats } from '../../../contract/ipc/stats.ts';

export interface PersonFacts {
  readonly person: ConnectedPerson;
  /** Left out until first counted. */
  readonly figures?: TrafficStats;
  /** e.g. `Firefox on Android`, in the window's language. */
  readonly browser: string;
}

export const COLUMNS = [
  'name',
  'address',
  'browser',
  'since',
  'seen',
  'trip',
  'messages',
  'bytes',
  'state',
] as const;
export type Column = (typeof COLUMNS)[number];

export interface SortOrder {
  readonly column: Column;
  readonly descending: boolean;
}

/** In the order of joining. */
export const SORT_ORDER_DEFAULT: SortOrder = { column: 'since', descending: false };

/** The order after a click on a column header. Numbers sort from the largest first. */
export function orderBy(column: Column, before: SortOrder): SortOrder {
  if (before.column === column) return { column, descending: !before.descending };
  return { column, descending: column === 'trip' || column === 'messages' || column === 'bytes' };
}

/** Unknown values come last in either direction. @param compare compares texts in the window's language */
export function sortGuests(
  rows: readonly PersonFacts[],
  { column, descending }: SortOrder,
  compare: (one: string, other: string) => number,
): readonly PersonFacts[] {
  const way = descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [keyOf(one, column), keyOf(other, column)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    const differs = typeof a === 'string' ? compare(a, String(b)) : a - Number(b);
    return way * differs;
  });
}

function keyOf({ person, figures, browser }: PersonFacts, column: Column): string | number | undefined {
  switch (column) {
    case 'name':
      return person.name;
    case 'address':
      return addressKey(person.address);
    case 'browser':
      return browser;
    case 'since':
      return person.since;
    case 'seen':
      return figures?.lastSeen;
    case 'trip':
      return figures?.roundTripMs;
    case 'messages':
      return figures?.messages;
    case 'bytes':
      return figures && figures.received + figures.sent;
    case 'state':
      return Number(person.asleep);
    default:
      return column satisfies never;
  }
}

/** 10.0.0.9 sorts before 10.0.0.10. */
function addressKey(address: string): string {
  return address.replace(/\d+/g, (digits) => digits.padStart(5, '0'));
}
