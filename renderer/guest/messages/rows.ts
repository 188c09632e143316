/** Builds the rows of the message list: messages grouped by author, days, runs of events, and the away divider. */
import type { Entry, Message, Quote } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { RoomEvent } from '../../ui/log/event-runs.ts';
import { continuesGroup } from '../../ui/people/group.ts';
import { isChange } from '../../../contract/fold.ts';
import type { OutgoingMessage } from '../state/outbox.ts';
import type { Away } from '../state/room-view.ts';

/** A message of the log, or one that is being sent. */
export type ShownMessage =
  | { readonly is: 'entry'; readonly message: Message }
  | { readonly is: 'outgoing'; readonly outgoing: OutgoingMessage };

export interface MessageRowData {
  readonly is: 'message';
  readonly key: string;
  readonly from: Person;
  readonly mine: boolean;
  readonly shown: ShownMessage;
  /** The first and the last message of a group by one author. */
  readonly opens: boolean;
  readonly closes: boolean;
}

export type Row =
  | MessageRowData
  | { readonly is: 'day'; readonly key: string; readonly at: number }
  | { readonly is: 'away'; readonly key: string; readonly count: number }
  | { readonly is: 'events'; readonly key: string; readonly events: readonly RoomEvent[] };

export interface RowsOf {
  readonly entries: readonly Entry[];
  readonly outbox: readonly OutgoingMessage[];
  readonly away: Away | undefined;
  readonly you: Person;
}

/** @param dayOf returns a key for the calendar day of a time in milliseconds since 1970 */
export function makeRows(
  { entries, outbox, away, you }: RowsOf,
  dayOf: (at: number) => string,
): readonly Row[] {
  const rows: Row[] = [];
  let run: RoomEvent[] = [];
  let day = '';
  /** A clock that was wrong can return to an earlier day. */
  const days = new Map<string, number>();
  let dividerAdded = away === undefined;
  const addDay = (at: number) => {
    const next = dayOf(at);
    if (next === day) return;
    const times = days.get(next) ?? 0;
    days.set(next, times + 1);
    rows.push({ is: 'day', key: times === 0 ? `day ${next}` : `day ${next} ${times}`, at });
    day = next;
  };
  for (const entry of entries) {
    if (isChange(entry)) continue;
    addDay(entry.at);
    if (away !== undefined && !dividerAdded && wasMissed(entry, away, you)) {
      rows.push({ is: 'away', key: `away ${away.after}`, count: away.count });
      dividerAdded = true;
    }
    if (entry.type === 'message')
      addMessage(rows, entry.from, entry.from.id === you.id, { is: 'entry', message: entry });
    else if (rows[rows.length - 1]?.is === 'events') run.push(entry);
    else {
      run = [entry];
      rows.push({ is: 'events', key: `events ${entry.seq}`, events: run });
    }
  }
  for (const outgoing of outbox) {
    addDay(outgoing.at);
    addMessage(rows, you, true, { is: 'outgoing', outgoing });
  }
  return rows;
}

/** The index of the row of an entry, or of the next one that has a row; -1 if there is none. */
export function rowOf(rows: readonly Row[], seq: number): number {
  return rows.findIndex((row) => {
    if (row.is === 'message') return row.shown.is === 'outgoing' || row.shown.message.seq >= seq;
    return row.is === 'events' && row.events.some((event) => event.seq >= seq);
  });
}

export function textOf(shown: ShownMessage): string {
  return shown.is === 'entry' ? shown.message.text : shown.outgoing.text;
}

export function timeOf(shown: ShownMessage): number {
  return shown.is === 'entry' ? shown.message.at : shown.outgoing.at;
}

export function replyOf(shown: ShownMessage): Quote | undefined {
  return shown.is === 'entry' ? shown.message.reply : shown.outgoing.reply;
}

function wasMissed(entry: Entry, { after }: Away, you: Person): boolean {
  return entry.type === 'message' && entry.seq > after && entry.from.id !== you.id;
}

/** Uses the ref where there is one, so that an acknowledged message keeps its element. */
function keyOf(shown: ShownMessage): string {
  if (shown.is === 'outgoing') return shown.outgoing.ref;
  return shown.message.ref ?? `${shown.message.seq}`;
}

function toGroupMember(from: Person, shown: ShownMessage) {
  const announced = shown.is === 'entry' && shown.message.announcement === true;
  return { from, at: timeOf(shown), ...(announced && { announcement: true as const }) };
}

function addMessage(rows: Row[], from: Person, mine: boolean, shown: ShownMessage): void {
  const last = rows[rows.length - 1];
  const continues =
    last?.is === 'message' &&
    continuesGroup(toGroupMember(last.from, last.shown), toGroupMember(from, shown));
  if (continues) rows[rows.length - 1] = { ...last, closes: false };
  rows.push({ is: 'message', key: keyOf(shown), from, mine, shown, opens: !continues, closes: true });
}
