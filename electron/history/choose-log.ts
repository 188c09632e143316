/** Chooses the page of a log query out of the entries of all rooms, newest first, of which it looks at a bounded number. */
import type { Entry } from '../../contract/model/entry.ts';
import { HOST_ID } from '../../contract/model/host-person.ts';
import {
  LOG_PAGE_MAX,
  matchesLog,
  type LogQuery,
  type LogPage,
  type LogPosition,
} from '../../contract/ipc/log.ts';
import { entriesFor } from './named-reactions.ts';

/** An entry that is read when it is wanted; `undefined` if it cannot be. */
interface LookedEntry extends LogPosition {
  readonly entry: () => Entry | undefined;
}

/** The most entries that one page looks at: some 20 ms on a disk. */
const LOOKED_AT_MAX = 4_000;

/** How many entries one page looks at. Without a filter all but those of closed rooms are on the page. */
export function lookedAtMax({ person, kind, text }: LogQuery): number {
  const isFiltered = person !== undefined || kind !== undefined || text !== undefined;
  return isFiltered ? LOOKED_AT_MAX : LOG_PAGE_MAX + 1;
}

/** @param more whether there may be older ones than those that were looked at */
export function chooseLog(
  newestFirst: readonly LookedEntry[],
  asked: LogQuery,
  readable: (room: string) => boolean,
  more: boolean,
): LogPage {
  const entries: Entry[] = [];
  const told = () => entriesFor(entries.reverse(), HOST_ID);
  for (const [i, looked] of newestFirst.entries()) {
    const entry = readable(looked.room) ? looked.entry() : undefined;
    if (entry !== undefined && matchesLog(entry, asked)) entries.push(entry);
    const last = i === newestFirst.length - 1;
    if (entries.length === LOG_PAGE_MAX || (last && more)) {
      const older = { room: looked.room, seq: looked.seq };
      return { entries: told(), ...((more || !last) && { older }) };
    }
  }
  return { entries: told() };
}
