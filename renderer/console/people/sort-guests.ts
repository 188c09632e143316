/** The guests as rows of a table, in the order that its reader chose. Pure; it refuses to know how they look. */
import type { ConnectedPerson } from '../../../contract/ipc/connected-person.ts';
import type { TrafficStats } from '../../../contract/ipc/stats.ts';

export interface PersonFacts {
  readonly person: ConnectedPerson;
  /** Left out until they were counted for the first time. */
  readonly figures?: TrafficStats;
  /** e.g. `Firefox on Android`, in the reader's language. */
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

/** As they came. */
export const SORT_ORDER_DEFAULT: SortOrder = { column: 'since', descending: false };

/** What a press on the head of a column makes of the order: figures begin with the largest. */
export function orderBy(column: Column, before: SortOrder): SortOrder {
  if (before.column === column) return { column, descending: !before.descending };
  return { column, descending: column === 'trip' || column === 'messages' || column === 'bytes' };
}

/** Those of whom nothing is known come last, whichever way. @param compare texts of the reader's language */
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

/** 10.0.0.9 comes before 10.0.0.10. */
function addressKey(address: string): string {
  return address.replace(/\d+/g, (digits) => digits.padStart(5, '0'));
}
