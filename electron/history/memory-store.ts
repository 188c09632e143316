/** A store in memory: it keeps the last entries of each room until the program ends, and answers as the one on the disk does. */
import { setImmediate } from 'node:timers/promises';
import type { LogPage, LogPosition, LogQuery } from '../../contract/ipc/log.ts';
import type { NumberedAuditEntry } from '../../contract/model/audit-entry.ts';
import type { Entry } from '../../contract/model/entry.ts';
import { privatePair } from '../../contract/model/room.ts';
import type { Unsaved } from '../../contract/model/unsaved.ts';
import type { Page, ReadPosition } from '../../contract/wire/page.ts';
import type { Found } from '../../contract/wire/wire.ts';
import { chooseLog, lookedAtMax } from './choose-log.ts';
import { messageFor } from './named-reactions.ts';
import { lightStart, NEW_ROOM, RoomLog, type Bounds } from './room-log.ts';
import { RoomsByReader } from './rooms-by-reader.ts';
import { searchedText } from './searched-text.ts';
import {
  SEARCH_RESULTS_MAX,
  type DueDeletion,
  type OpenedStore,
  type SearchQuery,
  type Store,
  type StoreRecord,
} from './store.ts';
import { UnsavedCounter } from './unsaved-counter.ts';

/** Of each room. */
const BOUNDS: Bounds = { entries: 10_000, units: 4_000_000, elsewhere: false };
const AUDIT_ENTRIES_MAX = 10_000;
/** UTF-16 units that a search reads before others have their turn: a millisecond or two. */
const READ_AT_ONCE_UNITS = 50_000;
/** What it costs to look at an entry beside its text, in units of text. */
const LOOK_UNITS = 10;
/** The order of all rooms is cleared of dropped entries when it has grown to twice its size, and to this at least. */
const ORDER_MIN = 10_000;

/** An entry by its place in the order of all rooms, which starts at 1, and by its place in its room. */
interface NumberedPosition extends LogPosition {
  readonly id: number;
}

export class MemoryStore implements Store {
  readonly isImmediate = true;
  readonly #logs = new Map<string, RoomLog>();
  readonly #rooms = new RoomsByReader();
  readonly #closed = new Set<string>();
  /** All rooms together, the oldest first; some entries may be dropped already. */
  #order: NumberedPosition[] = [];
  #clearOrderAt = ORDER_MIN;
  #lastId = 0;
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
    if (this.#order.length >= this.#clearOrderAt) this.#clearOrder();
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
    this.#clearOrder();
    const end = this.#endOf(asked.before);
    const start = Math.max(0, end - lookedAtMax(asked));
    const looked = this.#order
      .slice(start, end)
      .reverse()
      .map((position) => ({
        room: position.room,
        seq: position.seq,
        entry: () => this.#entry(position),
      }));
    return Promise.resolve(chooseLog(looked, asked, (room) => this.#isOpen(room), start > 0));
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
    this.#clearOrder();
    let over = [...this.#logs.values()].reduce((sum, log) => sum + log.bytes, 0) - bytesMax;
    for (const { room, seq } of this.#order) {
      if (over <= 0) break;
      over -= this.#logs.get(room)?.forgetUpTo(seq) ?? 0;
    }
    this.#clearOrder();
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
    this.#lastId += 1;
    this.#order.push({ id: this.#lastId, room, seq });
  }

  #entry({ room, seq }: LogPosition): Entry | undefined {
    return this.#logs.get(room)?.entry(seq);
  }

  #isOpen(room: string): boolean {
    return privatePair(room) === undefined && !this.#closed.has(room);
  }

  /** How many entries come before a position in the order; none if it was dropped. */
  #endOf(before: LogPosition | undefined): number {
    if (before === undefined) return this.#order.length;
    return Math.max(
      0,
      this.#order.findIndex(({ room, seq }) => room === before.room && seq === before.seq),
    );
  }

  /** As many as an answer may have, and one more if there is one; the newest first. */
  async #find({ text, room, person, before = Infinity }: SearchQuery): Promise<NumberedPosition[]> {
    const readable = new Set(this.#rooms.readBy(person).filter((each) => !this.#closed.has(each)));
    const found: NumberedPosition[] = [];
    let units = 0;
    // Clearing puts another array in its place, so this one stays as it is.
    const order = this.#order;
    for (let i = firstFrom(order, before) - 1; i >= 0 && found.length <= SEARCH_RESULTS_MAX; i -= 1) {
      const position = order[i];
      units += LOOK_UNITS;
      if (
        position !== undefined &&
        readable.has(position.room) &&
        position.room === (room ?? position.room)
      ) {
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

  #clearOrder(): void {
    this.#order = this.#order.filter((position) => this.#entry(position) !== undefined);
    this.#clearOrderAt = Math.max(ORDER_MIN, this.#order.length * 2);
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

/** The index of the first position with this number or a later one. */
function firstFrom(order: readonly NumberedPosition[], id: number): number {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[middle]?.id ?? Infinity) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
