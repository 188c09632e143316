/** What is exported, whoever has it, and how a file of one format is put together. It refuses to know files and SQL. */
import type { Message } from '../../contract/model/entry.ts';
import type { Page } from '../../contract/wire/page.ts';
import type { Room } from '../../contract/model/room.ts';
import type { Translate } from '../../locales/translate.ts';

export type ExportRoom = Pick<Room, 'id' | 'name'>;

/** Where the messages are. */
export interface ExportSource {
  /** In the order in which they are to be written. */
  readonly rooms: readonly ExportRoom[];
  /** What follows on `after` in a room; `undefined` if it cannot be read. */
  readonly page: (room: string, after: number) => Promise<Page | undefined>;
  /** The bytes of a picture; `undefined` if they are gone. */
  readonly picture: (id: string) => Promise<Uint8Array | undefined>;
}

/** Milliseconds since 1970; what is left out is no bound. */
export interface DayRange {
  readonly from?: number;
  /** Not included. */
  readonly until?: number;
}

export interface ExportedMessage {
  /** 1, 2, 3 … over the whole file. */
  readonly number: number;
  readonly room: ExportRoom;
  readonly message: Message;
  /** `data:` URLs of its pictures, by the id of the file; only where a format wants them. */
  readonly pictures: ReadonlyMap<string, string>;
}

export interface Heading {
  readonly rooms: readonly ExportRoom[];
  /** When it is written; milliseconds since 1970. */
  readonly at: number;
  readonly language: string;
  readonly t: Translate;
}

/** Makes the text of a file, piece by piece. */
export interface Format {
  readonly pictures: boolean;
  readonly begin: (heading: Heading) => string;
  readonly message: (said: ExportedMessage) => string;
  readonly end: (count: number) => string;
}

/** What cannot be read ends an export, which would otherwise look whole. */
export class UnreadableLog extends Error {}

/** Every message that is kept and was not deleted, room by room, each as it reads now. */
export async function* messagesOf(
  source: ExportSource,
  { from = -Infinity, until = Infinity }: DayRange,
): AsyncGenerator<{ readonly room: ExportRoom; readonly message: Message }> {
  for (const room of source.rooms) {
    for (let after = 0; ;) {
      const page = await source.page(room.id, after);
      if (page === undefined) throw new UnreadableLog();
      for (const entry of page.entries) {
        const wanted = entry.at >= from && entry.at < until;
        if (wanted && entry.type === 'message' && entry.deleted !== true) yield { room, message: entry };
      }
      const last = page.entries.at(-1)?.seq;
      if (last === undefined || last <= after) break;
      after = last;
    }
  }
}
