/**
 * The log as lines to read: days, messages in groups, comings and goings in runs; what changed a message is no line of
 * its own. It refuses to know words or looks.
 */
import type { Entry, Message } from '../../../contract/model/entry.ts';
import { isChange, type ChangeEntry } from '../../../contract/fold.ts';
import type { RoomEvent } from '../../ui/log/event-runs.ts';
import { continuesGroup } from '../../ui/people/group.ts';
import { dayOf } from '../../ui/language/times.ts';

export type LogRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  /** `head`: the first of a group, with name and face. */
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly head: boolean }
  /** Where changes are what is asked for. */
  | { readonly kind: 'change'; readonly key: string; readonly change: ChangeEntry }
  | { readonly kind: 'events'; readonly key: string; readonly events: readonly [RoomEvent, ...RoomEvent[]] };

/** Wherever one lives, a day begins at one of these: an hour later, a quarter, or not at all. */
const QUARTER_MS = 900_000;

/**
 * The entries' lines, in their order; each that is no change is in exactly one. Days are those of local time.
 *
 * @param changes whether what changed a message is a line of its own
 */
export function logRows(entries: readonly Entry[], changes = false): readonly LogRow[] {
  const lines: LogRow[] = [];
  let day: string | undefined;
  let quarter: number | undefined;
  for (const entry of entries) {
    if (isChange(entry) && !changes) continue;
    const now = Math.floor(entry.at / QUARTER_MS);
    // Asked for thousands of entries at a time, and a calendar is slow.
    const today = now === quarter ? day : dayOf(entry.at);
    quarter = now;
    if (today !== day) lines.push({ kind: 'day', key: `day ${entry.room} ${entry.seq}`, at: entry.at });
    day = today;
    const last = lines.pop();
    if (last !== undefined) lines.push(...follow(last, entry));
  }
  return lines;
}

/** The line before, and the entry either in it or in a line of its own. */
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
