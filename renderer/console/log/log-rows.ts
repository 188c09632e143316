/**
 * Turns entries into the rows of the log: days, messages grouped by author, runs of events. A change of a message is not
 * a row of its own unless asked for.
 */
import type { Entry, Message } from '../../../contract/model/entry.ts';
import { isChange, type ChangeEntry } from '../../../contract/fold.ts';
import type { RoomEvent } from '../../ui/log/event-runs.ts';
import { continuesGroup } from '../../ui/people/group.ts';
import { dayOf } from '../../ui/language/times.ts';

export type LogRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  /** `head`: the first of a group, which shows name and avatar. */
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly head: boolean }
  /** Only where the filter asks for changes. */
  | { readonly kind: 'change'; readonly key: string; readonly change: ChangeEntry }
  | { readonly kind: 'events'; readonly key: string; readonly events: readonly [RoomEvent, ...RoomEvent[]] };

/** In every time zone, days begin at a multiple of this: offsets are whole quarters of an hour. */
const QUARTER_MS = 900_000;

/**
 * The rows for the entries, in order. Days are local days.
 *
 * @param changes whether a change of a message gets a row of its own
 */
export function logRows(entries: readonly Entry[], changes = false): readonly LogRow[] {
  const lines: LogRow[] = [];
  let day: string | undefined;
  let quarter: number | undefined;
  for (const entry of entries) {
    if (isChange(entry) && !changes) continue;
    const now = Math.floor(entry.at / QUARTER_MS);
    // Called with thousands of entries, and calendar arithmetic is slow.
    const today = now === quarter ? day : dayOf(entry.at);
    quarter = now;
    if (today !== day) lines.push({ kind: 'day', key: `day ${entry.room} ${entry.seq}`, at: entry.at });
    day = today;
    const last = lines.pop();
    if (last !== undefined) lines.push(...follow(last, entry));
  }
  return lines;
}

/** Adds the entry to the previous row, or starts a row for it. */
function follow(last: LogRow, entry: Entry): readonly LogRow[] {
  const key = `entry ${entry.room} ${entry.seq}`;
  if (isChange(entry)) return [last, { kind: 'change', key, change: entry }];
  if (entry.type === 'message') {
    return [last, { kind: 'message', key, message: entry, head: !continues(last, entry) }];
  }
  if (last.kind === 'events') return [{ ...last, events: [...last.events, entry] }];
  return [last, { kind: 'events', key, events: [entry] }];
}

function continues(last: LogRow, message: Message): boolean {
  return (
    last.kind === 'message' && last.message.room === message.room && continuesGroup(last.message, message)
  );
}
