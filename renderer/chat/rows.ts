/**
 * The rows that a reader sees: entries gathered into groups by one author, days told apart, and system lines
 * folded where there are many. It refuses to know words and components.
 */
import type { Entry, Joined, Left, Message, Person, Renamed } from '../../contract/wire.ts';
import type { Outgoing } from './outbox.ts';

/** A longer pause by the same author starts a new group, with a time of its own. */
const GROUP_PAUSE_MS = 5 * 60_000;

export type SystemEntry = Joined | Left | Renamed;

export interface Said {
  readonly key: string;
  readonly text: string;
  readonly at: number;
  readonly delivered: boolean;
}

export type Row =
  | { readonly is: 'day'; readonly key: string; readonly at: number }
  | {
      readonly is: 'group';
      readonly key: string;
      readonly from: Person;
      readonly mine: boolean;
      readonly said: readonly Said[];
    }
  | { readonly is: 'system'; readonly key: string; readonly entries: readonly SystemEntry[] };

/** `dayOf` tells the day of a time as the reader's calendar has it. */
export function makeRows(
  entries: readonly Entry[],
  outbox: readonly Outgoing[],
  you: Person,
  dayOf: (at: number) => string,
): readonly Row[] {
  const rows: Row[] = [];
  let day = '';
  const turnTo = (at: number) => {
    const next = dayOf(at);
    if (next !== day) rows.push({ is: 'day', key: `day ${next}`, at });
    day = next;
  };
  for (const entry of entries) {
    turnTo(entry.at);
    if (entry.type === 'message') addSaid(rows, entry.from, entry.from.id === you.id, saidOf(entry));
    else addSystem(rows, entry);
  }
  for (const outgoing of outbox) {
    turnTo(outgoing.at);
    addSaid(rows, you, true, { ...outgoing, key: outgoing.ref, delivered: false });
  }
  return rows;
}

/** The ref is the key where there is one, so that an acknowledged message stays the same element. */
function saidOf({ seq, text, at, ref }: Message): Said {
  return { key: ref ?? `${seq}`, text, at, delivered: true };
}

function addSaid(rows: Row[], from: Person, mine: boolean, said: Said): void {
  const last = rows[rows.length - 1];
  if (last?.is === 'group' && belongs(last.from, last.said, from, said)) {
    rows[rows.length - 1] = { ...last, said: [...last.said, said] };
    return;
  }
  rows.push({ is: 'group', key: `group ${said.key}`, from, mine, said: [said] });
}

function belongs(author: Person, before: readonly Said[], from: Person, said: Said): boolean {
  const pause = said.at - (before[before.length - 1]?.at ?? 0);
  return author.id === from.id && author.name === from.name && pause < GROUP_PAUSE_MS;
}

function addSystem(rows: Row[], entry: SystemEntry): void {
  const last = rows[rows.length - 1];
  if (last?.is === 'system') rows[rows.length - 1] = { ...last, entries: [...last.entries, entry] };
  else rows.push({ is: 'system', key: `system ${entry.seq}`, entries: [entry] });
}
