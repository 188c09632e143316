/**
 * A page of what was said over all rooms, backwards: whoever writes meanwhile waits for one stretch only. It refuses to
 * know where entries are kept.
 */
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
interface Looked extends LogPosition {
  readonly entry: () => Entry | undefined;
}

/** @param more whether there may be older ones than those that were looked at */
export function chooseLog(
  newestFirst: readonly Looked[],
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
