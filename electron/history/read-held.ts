/** Reads what was said backwards over all rooms where nothing but memory holds it. */
import type { LogQuery, LogPage } from '../../contract/ipc/log.ts';
import { chooseLog } from './choose-log.ts';
import type { Aged } from './room-log.ts';

/** @param held of all rooms that may be read, each in its order */
export function readHeld(held: readonly Aged[], asked: LogQuery): LogPage {
  const inOrder = held.toSorted((one, other) => one.age - other.age).map(({ entry }) => entry);
  const { before } = asked;
  const end =
    before === undefined
      ? inOrder.length
      : inOrder.findIndex(({ room, seq }) => room === before.room && seq === before.seq);
  const newestFirst = inOrder.slice(0, Math.max(0, end)).reverse();
  const looked = newestFirst.map((entry) => ({ room: entry.room, seq: entry.seq, entry: () => entry }));
  return chooseLog(looked, asked, () => true, false);
}
