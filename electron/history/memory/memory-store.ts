/** A store in memory: it keeps the last entries of each room until the program ends, and answers as the one on the disk does. */
import { setImmediate } from 'node:timers/promises';
import type { LogPage, LogPosition, LogQuery } from '../../../contract/ipc/log.ts';
import type { NumberedAuditEntry } from '../../../contract/model/audit-entry.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import { privatePair } from '../../../contract/model/room.ts';
import type { Unsaved } from '../../../contract/model/unsaved.ts';
import type { Page, ReadPosition } from '../../../contract/wire/page.ts';
import type { Found } from '../../../contract/wire/server-message.ts';
import { chooseLog, lookedAtMax } from '../choose-log.ts';
import { EntryOrder, type NumberedPosition } from './entry-order.ts';
import { messageFor } from '../named-reactions.ts';
import { lightStart, NEW_ROOM, RoomLog, type Bounds } from '../room-log.ts';
import { RoomsByReader } from '../rooms-by-reader.ts';
import { searchedText } from '../searched-text.ts';
import {
  SEARCH_RESULTS_MAX,
  type DueDeletion,
  type OpenedStore,
  type SearchQuery,
  type Store,
  type StoreRecord,
} from '../store.ts';
import { UnsavedCounter } from '../unsaved-counter.ts';

/** Of each room. */
const BOUNDS: Bounds = { entries: 10_000, units: 4_000_000, elsewhere: false };
const AUDIT_ENTRIES_MAX = 10_000;
/** UTF-16 units that a search reads before others have their turn: a millisecond or two. */
const READ_AT_ONCE_UNITS = 50_000;
/** What it costs to look at an entry beside its text, in units of text. */
const LOOK_UNITS = 10;
export class MemoryStore implements Store {
  readonly isImmediate = true;
  readonly #logs = new Map<string, RoomLog>();
  readonly #rooms = new RoomsByReader();
  readonly #closed = new Set<string>();
  readonly #order = new EntryOrder((position) => this.#entry(position) !== undefined);
  #auditEntries: NumberedAuditEntry[] = [];
  #lastAuditEntry = 0;
  readonly #lost: UnsavedCounter | undefined;

  /** @param isSubstitute whether a disk should have kept what this store is given: then it is counted as lost */
  constructor(isSubstitute = false) {
    this.#lost = isSubstitute ? new UnsavedCounter() : undefined;
  }

  commit(records: readonly StoreRecord[]): Promise<void> {
    for (const record of records) this.#record(record);
    this.#lost?.add(records);
    return Promise.resolve();
  }

  page(room: string, place: ReadPosition, most: number, reader?: string): Promise<Page> {
    const log = this.#logs.get(room) ?? new RoomLog(room, NEW_ROOM, BOUNDS);
    return Promise.resolve(log.page(place, most, reader) ?? log.last(most, reader));
  }

  entry(room: string, seq: number): Promise<Entry | undefined> {
    return Promise.resolve(this.#entry({ room, seq }));
  }

  log(asked: LogQuery): Promise<LogPage> {
    const before = this.#order.before(asked.before);
    const most = lookedAtMax(asked);
    const looked = before
      .slice(-most)
      .reverse()
      .map(({ room, seq }) => ({ room, seq, entry: () => this.#entry({ room, seq }) }));
    return Promise.resolve(chooseLog(looked, asked, (room) => this.#isOpen(room), before.length > most));
  }

  async search(asked: SearchQuery): Promise<Pick<Found, 'messages' | 'older'>> {
    const found = await this.#find(asked);
    const page = found.slice(0, SEARCH_RESULTS_MAX);
    // What was deleted meanwhile is found no more.
    const left = page.flatMap((position) => {
      const message = this.#logs.get(position.room)?.find(position.seq);
      return message === undefined || message.deleted === true
        ? []
        : [{ id: position.id, message: messageFor(message, asked.person) }];
    });
    const messages = left.map(({ message }) => message);
    const light = left.slice(0, lightStart(messages).length);
    const isCut = light.length < left.length;
    const older = isCut ? light.at(-1)?.id : page.at(-1)?.id;
    const more = isCut || found.length > page.length;
    return {
      messages: light.map(({ message }) => message),
      ...(more && older !== undefined && { older }),
    };
  }

  auditEntries(most: number, before = Infinity): Promise<readonly NumberedAuditEntry[]> {
    const earlier = this.#auditEntries.filter(({ number }) => number < before);
    return Promise.resolve(earlier.slice(-most).reverse());
  }

  prune(age: number, bytesMax: number): Promise<void> {
    for (const log of this.#logs.values()) log.forgetBefore(age);
    let over = [...this.#logs.values()].reduce((sum, log) => sum + log.bytes, 0) - bytesMax;
    for (const { room, seq } of this.#order.before()) {
      if (over <= 0) break;
      over -= this.#logs.get(room)?.forgetUpTo(seq) ?? 0;
    }
    return Promise.resolve();
  }

  due(age: number): Promise<DueDeletion> {
    const logs = [...this.#logs.values()];
    return Promise.resolve({
      due: logs.reduce((sum, log) => sum + log.due(age), 0),
      all: logs.reduce((sum, log) => sum + log.entries().length, 0),
    });
  }

  bytes(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  filesGone(): readonly string[] {
    return [...this.#logs.values()].flatMap((log) => log.filesGone());
  }

  lost(): Unsaved {
    return this.#lost?.with([]) ?? {};
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #record(record: StoreRecord): void {
    switch (record.kind) {
      case 'entry':
        this.#push(record.entry, record.age);
        return;
      case 'audit':
        this.#lastAuditEntry += 1;
        this.#auditEntries.push({ number: this.#lastAuditEntry, entry: record.entry });
        if (this.#auditEntries.length >= AUDIT_ENTRIES_MAX * 1.5)
          this.#auditEntries = this.#auditEntries.slice(-AUDIT_ENTRIES_MAX);
        return;
      case 'room':
        if (record.room.closed) this.#closed.add(record.room.id);
        else this.#closed.delete(record.room.id);
        return;
      case 'person':
      case 'setting':
        // Nothing reads them but the next start, which has none of this.
        return;
      default:
        return record satisfies never;
    }
  }

  #push(entry: Entry, age: number | undefined): void {
    const { room, seq } = entry;
    const log = this.#logs.get(room) ?? new RoomLog(room, NEW_ROOM, BOUNDS);
    if (!this.#logs.has(room)) {
      this.#logs.set(room, log);
      this.#rooms.add(room);
    }
    log.push(entry, age);
    this.#order.push(room, seq);
  }

  #entry({ room, seq }: LogPosition): Entry | undefined {
    return this.#logs.get(room)?.entry(seq);
  }

  #isOpen(room: string): boolean {
    return privatePair(room) === undefined && !this.#closed.has(room);
  }

  /** As many as an answer may have, and one more if there is one; the newest first. */
  async #find({ text, room, person, before = Infinity }: SearchQuery): Promise<NumberedPosition[]> {
    const readable = new Set(this.#rooms.readBy(person).filter((each) => !this.#closed.has(each)));
    const found: NumberedPosition[] = [];
    let units = 0;
    for (const position of this.#order.backwards(before)) {
      if (found.length > SEARCH_RESULTS_MAX) break;
      units += LOOK_UNITS;
      if (readable.has(position.room) && position.room === (room ?? position.room)) {
        const message = this.#logs.get(position.room)?.find(position.seq);
        units += message?.text.length ?? 0;
        if (message !== undefined && searchedText(message).includes(text)) found.push(position);
      }
      if (units < READ_AT_ONCE_UNITS) continue;
      units = 0;
      await setImmediate();
    }
    return found;
  }
}

/** What a store in memory opens with: nothing. @param log what the history is called */
export function openedInMemory(log: string): OpenedStore {
  return {
    log,
    rooms: [],
    people: [],
    ends: [],
    refs: [],
    files: [],
    settings: [],
    condition: 'new',
  };
}
