/** What somebody who comes in is given to read: where they were, or the last page of the lobby. */
import type { Page } from '../../contract/page.ts';
import { LOBBY } from '../../contract/room.ts';
import type { Resume } from '../../contract/wire.ts';
import type { History } from '../history/history.ts';
import type { Rooms } from './rooms.ts';

/** As JSON, of all rooms but the lobby together: what is left out is read when it is wanted. */
const OTHERS_LENGTH_MAX = 262_144;

export function pagesFor(
  reader: string,
  resume: Resume | undefined,
  { history, rooms }: { readonly history: History; readonly rooms: Rooms },
): Page[] {
  const asked = resume?.log === history.id ? resume.rooms : [];
  const pages = [history.resume(LOBBY, asked.find(({ room }) => room === LOBBY)?.after)];
  let length = 0;
  for (const { room, after } of asked) {
    if (length > OTHERS_LENGTH_MAX) break;
    if (room === LOBBY || !rooms.mayRead(reader, room)) continue;
    const page = history.resume(room, after);
    length += JSON.stringify(page).length;
    // What is not in memory, or too much in all, the page reads for itself.
    const held = page.entries.length > 0 || history.latest(room) <= after;
    if (held && length <= OTHERS_LENGTH_MAX) pages.push(page);
  }
  return pages;
}
