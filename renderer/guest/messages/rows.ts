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

export interface SaidRow {
  readonly is: 'said';
  readonly key: string;
  readonly from: Person;
  readonly mine: boolean;
  readonly said: ShownMessage;
  /** The first and the last message of a group by one author. */
  readonly opens: boolean;
  readonly closes: boolean;
}

export type Row =
  | SaidRow
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
  let returned = away === undefined;
  const turnTo = (at: number) => {
    const next = dayOf(at);
    if (next === day) return;
    const times = days.get(next) ?? 0;
    days.set(next, times + 1);
    rows.push({ is: 'day', key: times === 0 ? `day ${next}` : `day ${next} ${times}`, at });
    day = next;
  };
  for (const entry of entries) {
    if (isChange(entry)) continue;
    turnTo(entry.at);
    if (away !== undefined && !returned && isNews(entry, away, you)) {
      rows.push({ is: 'away', key: `away ${away.after}`, count: away.count });
      returned = true;
    }
    if (entry.type === 'message')
      addSaid(rows, entry.from, entry.from.id === you.id, { is: 'entry', message: entry });
    else if (rows[rows.length - 1]?.is === 'events') run.push(entry);
    else {
      run = [entry];
      rows.push({ is: 'events', key: `events ${entry.seq}`, events: run });
    }
  }
  for (const outgoing of outbox) {
    turnTo(outgoing.at);
    addSaid(rows, you, true, { is: 'outgoing', outgoing });
  }
  return rows;
}

/** The index of the row of an entry, or of the next one that has a row; -1 if there is none. */
export function rowOf(rows: readonly Row[], seq: number): number {
  return rows.findIndex((row) => {
    if (row.is === 'said') return row.said.is === 'outgoing' || row.said.message.seq >= seq;
    return row.is === 'events' && row.events.some((event) => event.seq >= seq);
  });
}

export function textOf(said: ShownMessage): string {
  return said.is === 'entry' ? said.message.text : said.outgoing.text;
}

export function timeOf(said: ShownMessage): number {
  return said.is === 'entry' ? said.message.at : said.outgoing.at;
}

export function replyOf(said: ShownMessage): Quote | undefined {
  return said.is === 'entry' ? said.message.reply : said.outgoing.reply;
}

function isNews(entry: Entry, { after }: Away, you: Person): boolean {
  return entry.type === 'message' && entry.seq > after && entry.from.id !== you.id;
}

/** Uses the ref where there is one, so that an acknowledged message keeps its element. */
function keyOf(said: ShownMessage): string {
  if (said.is === 'outgoing') return said.outgoing.ref;
  return said.message.ref ?? `${said.message.seq}`;
}

function spokenOf(from: Person, said: ShownMessage) {
  const announced = said.is === 'entry' && said.message.announcement === true;
  return { from, at: timeOf(said), ...(announced && { announcement: true as const }) };
}

function addSaid(rows: Row[], from: Person, mine: boolean, said: ShownMessage): void {
  const last = rows[rows.length - 1];
  const continues =
    last?.is === 'said' && continuesGroup(spokenOf(last.from, last.said), spokenOf(from, said));
  if (continues) rows[rows.length - 1] = { ...last, closes: false };
  rows.push({ is: 'said', key: keyOf(said), from, mine, said, opens: !continues, closes: true });
}
