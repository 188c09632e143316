/** The types of an export, and the messages of a range. */
import type { Message } from '../../contract/model/entry.ts';
import type { Page } from '../../contract/wire/page.ts';
import type { Room } from '../../contract/model/room.ts';
import type { Translate } from '../../locales/translate.ts';

export type ExportRoom = Pick<Room, 'id' | 'name'>;

/** Where the messages come from. */
export interface ExportSource {
  /** In the order of the export. */
  readonly rooms: readonly ExportRoom[];
  /** The entries after `after` in a room; `undefined` if they cannot be read. */
  readonly page: (room: string, after: number) => Promise<Page | undefined>;
  /** The bytes of a picture; `undefined` if it no longer exists. */
  readonly picture: (id: string) => Promise<Uint8Array | undefined>;
}

/** In milliseconds since 1970. A missing field means no bound. */
export interface DayRange {
  readonly from?: number;
  /** Exclusive. */
  readonly until?: number;
}

export interface ExportedMessage {
  /** 1, 2, 3 … across the whole file. */
  readonly number: number;
  readonly room: ExportRoom;
  readonly message: Message;
  /** `data:` URLs of its pictures by file id, if the format embeds them. */
  readonly pictures: ReadonlyMap<string, string>;
}

export interface Heading {
  readonly rooms: readonly ExportRoom[];
  /** Time of the export, in milliseconds since 1970. */
  readonly at: number;
  readonly language: string;
  readonly t: Translate;
}

/** Produces the text of a file in pieces. */
export interface Format {
  readonly pictures: boolean;
  readonly begin: (heading: Heading) => string;
  readonly message: (message: ExportedMessage) => string;
  readonly end: (count: number) => string;
}

/** Thrown if the log cannot be read, since the export would otherwise look complete. */
export class UnreadableLog extends Error {}

/**
 * Yields every stored message that was not deleted, room by room, with its current text. Throws {@link UnreadableLog}.
 */
export async function* messagesOf(
  source: ExportSource,
  { from = -Infinity, until = Infinity }: DayRange,
): AsyncGenerator<{ readonly room: ExportRoom; readonly message: Message }> {
  for (const room of source.rooms) {
    for (let after = 0; ;) {
      const page = await source.page(room.id, after);
      if (page === undefined) throw new UnreadableLog();
      for (const entry of page.entries) {
        const inRange = entry.at >= from && entry.at < until;
        if (inRange && entry.type === 'message' && entry.deleted !== true) yield { room, message: entry };
      }
      const last = page.entries.at(-1)?.seq;
      if (last === undefined || last <= after) break;
      after = last;
    }
  }
}
