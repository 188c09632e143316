/** Searches what is held in memory, where no store does it. */
import { setImmediate } from 'node:timers/promises';
import type { Message } from '../../contract/model/entry.ts';
import type { Found } from '../../contract/wire/server-message.ts';
import { messageFor } from './named-reactions.ts';
import type { Aged, RoomLog } from './room-log.ts';
import { searchedText } from './searched-text.ts';
import type { SearchQuery } from './store.ts';

const FOUND_MAX = 200;
/** UTF-16 units: a millisecond or two, and then others have their turn. */
const READ_AT_ONCE_UNITS = 50_000;

/**
 * The newest first.
 *
 * @param readable the rooms that may be read by who asks
 */
export async function searchLogs(
  logs: ReadonlyMap<string, RoomLog>,
  readable: readonly string[],
  asked: SearchQuery,
): Promise<Pick<Found, 'messages'>> {
  const held: Aged<Message>[] = [];
  for (const room of asked.room === undefined ? readable : [asked.room])
    held.push(...(logs.get(room)?.agedMessages() ?? []));
  // Times may go back.
  held.sort((one, other) => other.age - one.age || other.entry.seq - one.entry.seq);
  const found: Message[] = [];
  let units = 0;
  for (const { entry: message } of held) {
    if (found.length === FOUND_MAX) break;
    if (searchedText(message).includes(asked.text)) found.push(message);
    units += message.text.length;
    if (units < READ_AT_ONCE_UNITS) continue;
    units = 0;
    await setImmediate();
  }
  // What was deleted meanwhile is found no more.
  const left = found.filter(({ room, seq }) => logs.get(room)?.find(seq)?.deleted !== true);
  return { messages: left.map((message) => messageFor(message, asked.person)) };
}
