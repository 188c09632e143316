/** What was said, in order: every entry gets its place, and is told of once the store has it. */
import type { ClockJump, HeldDeletion } from '../../contract/model/clock.ts';
import type { NewEntry, Entry, Message } from '../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../contract/wire/page.ts';
import type { Found } from '../../contract/wire/server-message.ts';
import { LAST_ENTRIES_MAX, PAGE_ENTRIES_MAX } from '../../contract/wire/wire.ts';
import { isNumber, parseJson } from '../../contract/model/fields.ts';
import type { AuditEntry, NumberedAuditEntry } from '../../contract/model/audit-entry.ts';
import type { Unsaved } from '../../contract/model/unsaved.ts';
import type { LogQuery, LogPage } from '../../contract/ipc/log.ts';
import { CLOCK_SETTING, parseAgeState } from './age-clock.ts';
import { ComingChanges } from './coming-changes.ts';
import { DeletedTargets } from './deleted-targets.ts';
import { FoundMessages } from './found-messages.ts';
import { LocalPlaces } from './local-places.ts';
import { messageFor } from './named-reactions.ts';
import { AT_ONCE, CommitQueue, type CloseResult } from './commit-queue.ts';
import { Pruning, WAITED_SETTING } from './pruning.ts';
import type { Places } from './places.ts';
import { Refs, type EntryPlace } from './refs.ts';
import { RoomTails } from './room-tails.ts';
import { RunningClock, stateSince } from './running-clock.ts';
import { SearchQueue } from './search-queue.ts';
import { sumOf } from './unsaved-counter.ts';
import {
  StoreError,
  type SearchQuery,
  type StoredRoom,
  type KnownPerson,
  type StoredSetting,
  type OpenedStore,
  type Saving,
  type Store,
} from './store.ts';

/** Told of entries in order, each once, when they are committed. */
export type Committed = (entries: readonly Entry[]) => void;

export interface HistoryParts {
  /** The wall clock, milliseconds since 1970. */
  readonly now: () => number;
  /** Monotonic, milliseconds; goes on while the computer sleeps, where it can. */
  readonly elapsed: () => number;
  readonly store: { readonly store: Store; readonly opened: OpenedStore };
  /** Who gives entries their place; left out, they are counted here. */
  readonly places?: Places;
  /** The disk stopped taking what is said, or takes it again. */
  readonly saving?: (saving: Saving) => void;
  /** This much of what was stored cannot be read, and is left out. */
  readonly unread?: (count: number) => void;
  /** The messages of these files are gone. */
  readonly filesGone?: (ids: readonly string[]) => void;
  /** The clock jumped. */
  readonly jumped?: (jump: ClockJump) => void;
  /** A large deletion waits, or none does any more. */
  readonly held?: (held: HeldDeletion | undefined) => void;
}

export class History {
  readonly id: string;
  readonly #clock: RunningClock;
  readonly #store: Store;
  readonly #queue: CommitQueue;
  readonly #places: Places;
  readonly #tails: RoomTails;
  readonly #found = new FoundMessages();
  readonly #refs: Refs;
  readonly #deleted = new DeletedTargets();
  readonly #coming = new ComingChanges();
  readonly #searches = new SearchQueue();
  readonly #unread: (count: number) => void;
  readonly #filesGone: (ids: readonly string[]) => void;
  readonly #settings: readonly StoredSetting[];
  readonly #pruning: Pruning;
  /** Set by {@link hear}. */
  #committed: Committed = () => undefined;

  constructor({ now, elapsed, store: { store, opened }, places, saving, ...told }: HistoryParts) {
    const { unread = () => undefined, filesGone = () => undefined } = told;
    const { jumped = () => undefined, held = () => undefined } = told;
    this.id = opened.log;
    this.#unread = unread;
    this.#filesGone = filesGone;
    this.#store = store;
    this.#settings = opened.settings;
    this.#refs = new Refs(opened.refs);
    this.#queue = new CommitQueue(store, (entries) => this.#commit(entries), saving);
    this.#tails = new RoomTails(opened.ends);
    this.#places = places ?? new LocalPlaces(latestOf(opened), now);
    const [state = stateSince(opened.newest, now())] = this.marks(CLOCK_SETTING, parseAgeState);
    this.#clock = new RunningClock({ now, elapsed, state, jumped, save: () => this.#saveClock() });
    this.#pruning = new Pruning({
      ages: (keptMs) => this.#clock.ages(keptMs),
      prune: (before, bytesMax) => this.#prune(before, bytesMax),
      due: (before) => this.#ask(() => store.due(before)),
      held,
      waitedMs: this.marks(WAITED_SETTING, (value) => (isNumber(value) ? value : undefined))[0] ?? 0,
    });
    const { condition } = opened;
    if (condition === 'salvaged' || condition === 'damaged') this.#pruning.hold();
    this.#clock.start();
    this.#places.onPlaced((entries) => this.#place(entries));
  }

  /** A stamp of this moment, for {@link passedSince}, also after a start; milliseconds. */
  age(): number {
    return this.#clock.age();
  }

  /** The time since a stamp, also over a time off; milliseconds. */
  passedSince(age: number): number {
    return this.#clock.passedSince(age);
  }

  /** Says who is told of entries; nothing is committed before. */
  hear(committed: Committed): void {
    this.#committed = committed;
  }

  /** The sequence number of a room's last entry, 0 before the first. */
  latest(room: string): number {
    return this.#tails.of(room).latest;
  }

  /** The rooms of two people in which anything was said, and of which this is one. */
  ownRooms(reader: string): readonly string[] {
    return this.#tails.ownOf(reader);
  }

  /**
   * Asks for a place for the draft. When it has one and is committed, the listener hears of it.
   * A message whose author and `ref` are here already is not appended: its place comes back instead, once it has one.
   */
  append(draft: NewEntry): EntryPlace | undefined {
    const known = this.#refs.find(draft);
    if (known !== undefined || this.#refs.isOffered(draft)) return known;
    this.#places.offer(draft);
    this.#refs.offer(draft);
    return undefined;
  }

  /** Whether a message of this author with this `ref` is here already, or on its way. */
  isSaid(author: string, ref: string): boolean {
    return this.#refs.isKnown(author, ref);
  }

  remember(known: KnownPerson): void {
    this.#queue.add({ kind: 'person', known });
  }

  /**
   * The settings of a kind that were stored before this program began, the oldest first. Those that cannot be read are
   * counted, and left out.
   *
   * @param parse `undefined` for what is damaged
   */
  marks<T>(kind: string, parse: (value: unknown, name: string) => T | undefined): readonly T[] {
    const stored = this.#settings.filter((setting) => setting.kind === kind);
    const read = stored.map(({ name, value }) => parse(parseJson(value), name));
    const whole = read.filter((value): value is T & {} => value !== undefined);
    if (whole.length < stored.length) this.#unread(stored.length - whole.length);
    return whole;
  }

  /** Stores a setting; `undefined` takes it away. */
  mark(kind: string, name: string, value: object | number | undefined): void {
    const setting = { kind, name, value: value === undefined ? undefined : JSON.stringify(value) };
    this.#queue.add({ kind: 'setting', setting });
  }

  /** Stores an audit entry, which never changes. */
  record(entry: AuditEntry): void {
    this.#queue.add({ kind: 'audit', entry });
  }

  /** The newest first; `undefined` if they cannot be read. */
  deeds(most: number, before?: number): Promise<readonly NumberedAuditEntry[] | undefined> {
    return this.#ask((store) => store.auditEntries(most, before));
  }

  /** Resolves when all that was appended so far is committed. */
  async settled(): Promise<void> {
    await this.#places.settled();
    await this.#queue.settled();
  }

  keepRoom(room: StoredRoom): void {
    this.#queue.add({ kind: 'room', room });
  }

  /** The page for a person who comes, or who comes back and had read up to `after`. @param reader their id */
  resume(room: string, after: number | undefined, reader?: string): Page {
    const log = this.#tails.of(room);
    return after === undefined
      ? log.last(LAST_ENTRIES_MAX, reader)
      : log.resume(after, LAST_ENTRIES_MAX, reader);
  }

  /** `undefined` if it cannot be read. @param reader the id of the person who reads it */
  async page(room: string, place: ReadPosition, reader?: string): Promise<Page | undefined> {
    const log = this.#tails.of(room);
    const held = log.page(place, PAGE_ENTRIES_MAX, reader);
    if (held !== undefined) return held;
    const page = await this.#ask((store) => store.page(room, place, PAGE_ENTRIES_MAX, reader));
    const last = page?.entries[page.entries.length - 1]?.seq;
    return page && { ...page, last: last === undefined ? page.last : last >= log.latest };
  }

  /** A message as it reads once every entry that has its place is committed: its text is gone as soon as it is deleted. */
  async find(room: string, seq: number): Promise<Message | undefined> {
    const held = this.held(room, seq);
    if (held !== undefined) return held;
    const entry = await this.#ask((store) => store.entry(room, seq));
    if (entry?.type !== 'message') return undefined;
    // What the store did not take yet is not in what it has.
    if (Object.keys(this.#queue.unsaved()).length === 0) this.#found.add(entry);
    return this.#asNow(entry);
  }

  /** The same without waiting, if it is one of the last, or was found a moment ago. */
  held(room: string, seq: number): Message | undefined {
    const message = this.#tails.of(room).find(seq) ?? this.#found.find(room, seq);
    return message && this.#asNow(message);
  }

  /** The same as its author is told of it. */
  async findOwn(room: string, seq: number): Promise<Message | undefined> {
    const message = await this.find(room, seq);
    return message && messageFor(message, message.from.id);
  }

  /** `undefined` if it cannot be read; `replaced` if the person searched for something else since. */
  search(asked: SearchQuery): Promise<Pick<Found, 'messages' | 'older'> | 'replaced' | undefined> {
    return this.#searches.ask(asked.person, () => this.#ask((store) => store.search(asked)));
  }

  /** A page of what was said in the rooms of all; `undefined` if it cannot be read. */
  log(asked: LogQuery): Promise<LogPage | undefined> {
    return this.#ask((store) => store.log(asked));
  }

  /** What it takes on the disk; `undefined` if that is nothing, or cannot be asked. */
  bytes(): Promise<number | undefined> {
    return this.#ask((store) => store.bytes());
  }

  /**
   * Drops entries that are older from now on, and the oldest past a size. After damage nothing is dropped until the next
   * start: see {@link mended}.
   *
   * @param days 0 drops nothing for its age
   * @param asked whether the host chose this now: entries that are too old by it do not wait
   */
  keep(days: number, bytesMax: number, asked = false): void {
    this.#pruning.keep(days, bytesMax, asked);
  }

  /** The store was damaged, and is repaired: nothing is dropped any more until the next start. */
  mended(): void {
    this.#pruning.hold();
  }

  /** Resolves when all that is too old, or too much, is dropped. */
  pruned(): Promise<void> {
    return this.#pruning.done();
  }

  /** The host says that the clock of the computer is right: entries that are too old by it are dropped at once. */
  trustClock(): void {
    this.#clock.trust();
    this.#pruning.trust();
  }

  /** What would be lost if the program ended now; once it is closed, what is. */
  unsaved(): Unsaved {
    return sumOf(this.#queue.unsaved(), this.#store.lost());
  }

  /** Does not wait for the next try to save what a disk did not take. Resolves with what is left. */
  async saveNow(): Promise<Unsaved> {
    const left = await this.#queue.saveNow();
    return sumOf(left, this.#store.lost());
  }

  /** Resolves when all entries are stored, or cannot be. */
  async close(closing: CloseResult = AT_ONCE): Promise<void> {
    this.#pruning.stop();
    this.#clock.stop();
    await this.#places.settled();
    await this.#queue.close(closing);
    await this.#store.close();
  }

  #asNow(message: Message): Message {
    return this.#coming.asNow(this.#deleted.asNow(message));
  }

  #saveClock(): void {
    this.mark(CLOCK_SETTING, '', this.#clock.state);
    this.mark(WAITED_SETTING, '', this.#pruning.waitedMs);
  }

  /** The entries have their places. */
  #place(entries: readonly Entry[]): void {
    for (const placed of entries) {
      const age = this.#clock.age();
      const entry = this.#deleted.emptied(placed);
      this.#deleted.add(entry);
      this.#coming.add(entry);
      this.#refs.add(entry);
      this.#queue.add({ kind: 'entry', entry, age });
    }
  }

  async #prune(before: number, bytesMax: number): Promise<void> {
    this.#tails.forgetBefore(before);
    // Where it fails, what is too old is dropped the next time.
    await this.#ask((store) => store.prune(before, bytesMax));
    this.#found.clear();
    await this.#findFilesGone();
  }

  /** A file goes with its message. */
  #findFilesGone(): void | Promise<void> {
    const gone = this.#store.filesGone();
    const tell = (ids: readonly string[] = []) => {
      if (ids.length > 0) this.#filesGone(ids);
    };
    if (gone instanceof Promise) return this.#ask(() => gone).then(tell);
    tell(gone);
    return undefined;
  }

  /** `undefined` if the store cannot answer. */
  async #ask<T>(ask: (store: Store) => Promise<T>): Promise<T | undefined> {
    try {
      return await ask(this.#store);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return undefined;
    }
  }

  /** The store has the entries. */
  #commit(entries: readonly Entry[]): void | Promise<void> {
    // When a deletion is told, the files of the message are gone.
    const found = entries.some(isDeletion) ? this.#findFilesGone() : undefined;
    if (found instanceof Promise) return found.then(() => this.#tell(entries));
    this.#tell(entries);
    return undefined;
  }

  #tell(entries: readonly Entry[]): void {
    const age = this.#clock.age();
    for (const entry of entries) {
      this.#tails.push(entry, age);
      this.#found.push(entry);
    }
    this.#coming.committed(entries);
    this.#committed(entries);
    this.#pruning.grew(entries);
  }
}

function isDeletion({ type }: Entry): boolean {
  return type === 'deleted';
}

/** The last number of each room. */
function latestOf({ ends }: OpenedStore): (readonly [room: string, seq: number])[] {
  return ends.map(({ room, end }) => [room, end.latest] as const);
}
