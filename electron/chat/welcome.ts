/** The pages of the log that a person who joins is given: from where they were, or the last page of the lobby. */
import { isArrival } from '../../contract/model/arrivals.ts';
import type { Page } from '../../contract/wire/page.ts';
import { LOBBY } from '../../contract/model/room.ts';
import type { Resume } from '../../contract/wire/client-message.ts';
import type { History } from '../history/history.ts';
import type { Rooms } from './model/rooms.ts';

/** As JSON, of all rooms but the lobby together: what is left out is read when it is wanted. */
const OTHERS_LENGTH_MAX = 262_144;

/** Of those who came before anything else on the page, that many are on it at the most where many come. */
const LEADING_ARRIVALS_MAX = 10;

/** @param isCrowd whether there are so many that each page counts */
export function pagesFor(
  reader: string,
  resume: Resume | undefined,
  { history, rooms }: { readonly history: History; readonly rooms: Rooms },
  isCrowd = false,
): Page[] {
  const asked = resume?.log === history.id ? resume.rooms : [];
  const lobbyAfter = asked.find(({ room }) => room === LOBBY)?.after;
  const lobby = history.resume(LOBBY, lobbyAfter, reader);
  const goesOn = lobbyAfter !== undefined && lobby.entries[0]?.seq === lobbyAfter + 1;
  const pages = [isCrowd && !goesOn ? withFewLeading(lobby) : lobby];
  let length = 0;
  for (const { room, after } of asked) {
    if (length > OTHERS_LENGTH_MAX) break;
    if (room === LOBBY || !rooms.mayRead(reader, room)) continue;
    const page = history.resume(room, after, reader);
    length += JSON.stringify(page).length;
    // What is not in memory, or too much in all, the page reads for itself.
    const isComplete = page.entries.length > 0 || history.latest(room) <= after;
    if (isComplete && length <= OTHERS_LENGTH_MAX) pages.push(page);
  }
  return pages;
}

/** What a page begins with is of the least use, and before it there is more to read. */
function withFewLeading(page: Page): Page {
  const other = page.entries.findIndex((entry) => !isArrival(entry));
  const leading = other === -1 ? page.entries.length : other;
  const start = Math.max(0, leading - LEADING_ARRIVALS_MAX);
  return start === 0 ? page : { ...page, entries: page.entries.slice(start), first: false };
}
