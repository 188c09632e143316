/** The log as lines to read: days, messages in groups, comings and goings in runs. It refuses to know words or looks. */
import type { Entry, Message } from '../../contract/wire.ts';
import type { RoomEvent } from '../ui/event-runs.ts';
import { continuesGroup } from '../ui/group.ts';
import { dayOf } from '../ui/times.ts';

export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  /** `head`: the first of a group, with name and face. */
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly head: boolean }
  | { readonly kind: 'events'; readonly key: string; readonly events: readonly [RoomEvent, ...RoomEvent[]] };

/** The entries' lines, in their order; every entry is in exactly one line. Days are those of local time. */
export function foldLines(entries: readonly Entry[]): readonly Line[] {
  const lines: Line[] = [];
  let day: string | undefined;
  for (const entry of entries) {
    const today = dayOf(entry.at);
    if (today !== day) lines.push({ kind: 'day', key: `day ${entry.seq}`, at: entry.at });
    day = today;
    const last = lines.pop();
    if (last !== undefined) lines.push(...follow(last, entry));
  }
  return lines;
}

/** The line before, and the entry either in it or in a line of its own. */
function follow(last: Line, entry: Entry): readonly Line[] {
  if (entry.type === 'message') {
    return [
      last,
      { kind: 'message', key: `entry ${entry.seq}`, message: entry, head: !continues(last, entry) },
    ];
  }
  if (last.kind === 'events') return [{ ...last, events: [...last.events, entry] }];
  return [last, { kind: 'events', key: `entry ${entry.seq}`, events: [entry] }];
}

function continues(last: Line, message: Message): boolean {
  return last.kind === 'message' && continuesGroup(last.message, message);
}
