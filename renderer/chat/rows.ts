/**
 * The rows that a reader sees: entries gathered into groups by one author, days told apart, and system lines
 * gathered in runs. It refuses to know words and components.
 */
import type { Entry, Message, Person } from '../../contract/wire.ts';
import type { RoomEvent } from '../ui/event-runs.ts';
import { continuesGroup } from '../ui/group.ts';
import type { Outgoing } from './outbox.ts';

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
  | { readonly is: 'events'; readonly key: string; readonly events: readonly RoomEvent[] };

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
    else addEvent(rows, entry);
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
  const before = last?.is === 'group' ? last.said[last.said.length - 1] : undefined;
  if (
    last?.is === 'group' &&
    before !== undefined &&
    continuesGroup({ from: last.from, at: before.at }, { from, at: said.at })
  ) {
    rows[rows.length - 1] = { ...last, said: [...last.said, said] };
    return;
  }
  rows.push({ is: 'group', key: `group ${said.key}`, from, mine, said: [said] });
}

function addEvent(rows: Row[], event: RoomEvent): void {
  const last = rows[rows.length - 1];
  if (last?.is === 'events') rows[rows.length - 1] = { ...last, events: [...last.events, event] };
  else rows.push({ is: 'events', key: `events ${event.seq}`, events: [event] });
}
