/**
 * What was said, in order: gives every entry its place, and tells of it once it is committed. With a store behind it
 * that is when the disk has it; without one, at once. It refuses to know who says what to whom, and what a store is
 * made of.
 */
import type { ClockJump, HeldDeletion } from '../../contract/model/clock.ts';
import type { NewEntry, Entry, Message } from '../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../contract/wire/page.ts';
import type { Found } from '../../contract/wire/server-message.ts';
import { LAST_ENTRIES_MAX, PAGE_ENTRIES_MAX } from '../../contract/wire/wire.ts';
import { isNumber, parseJson } from '../../contract/model/fields.ts';
import type { AuditEntry, NumberedAuditEntry } from '../../contract/model/audit-entry.ts';
import type { Unsaved } from '../../contract/model/unsaved.ts';
import type { LogQuery, LogPage } from '../../contract/ipc/log.ts';
import { AgeClock, CLOCK_SETTING, JUMP_MS, parseAgeState } from './age-clock.ts';
import { ComingChanges } from './coming-changes.ts';
import { DeletedTargets } from './deleted-targets.ts';
import { FoundMessages } from './found-messages.ts';
import { messageFor } from './named-reactions.ts';
import { AT_ONCE, CommitQueue, type CloseResult } from './commit-queue.ts';
import { Pruning, WAITED_SETTING, type Ages } from './pruning.ts';
import { readHeld } from './read-held.ts';
import { Refs } from './refs.ts';
import { RESUME_ENTRIES_MAX, RoomLog, type Bounds } from './room-log.ts';
import { RoomsByReader } from './rooms-by-reader.ts';
import { searchLogs } from './search-logs.ts';
import { SearchQueue } from './search-queue.ts';
import { UnsavedCounter } from './unsaved-counter.ts';
import {
  StoreError,
  type SearchQuery,
  type DueDeletion,
  type StoredRoom,
  type KnownPerson,
  type StoredSetting,
  type OpenedStore,
  type StoreRecord,
  type Saving,
  type Store,
} from './store.ts';

/** What is held of a room of which nothing is kept elsewhere, and of one that a store keeps. */
const ALL: Bounds = { entries: 10_000, units: 4_000_000, elsewhere: false };
const END: Bounds = { entries: RESUME_ENTRIES_MAX, units: 2_000_000, elsewhere: true };
/** Of what was done to keep order, where nothing is kept elsewhere. */
const DEEDS_HELD_MAX = 10_000;

/** So often both clocks are compared, and so often that is kept. */
const TICK_MS = 60_000;
const KEPT_EVERY_TICKS = 10;
/** The wall clock moved by more since they were compared last, or back: something may be wrong with it. */
const LOOK_AGAIN_MS = 1_000;
/** Who starts after a longer time is told of it: it may be the clock. */
const LONG_OFF_MS = 30 * 86_400_000;

/** Hears of entries in order, each once, when they are committed. */
export type Committed = (entries: readonly Entry[]) => void;

export interface HistoryParts {
  /** What the history is called as long as no store gave it a name. */
  readonly id: string;
  /** The wall clock, milliseconds since 1970. */
  readonly now: () => number;
  /** Monotonic, milliseconds; goes on while the computer sleeps, where it can. */
  readonly elapsed: () => number;
  readonly store?: { readonly store: Store; readonly opened: OpenedStore };
  /** A store was wanted and could not be opened: all that comes is lost at the end, and counted. */
  readonly unkept?: boolean;
  /** The disk stopped taking what is said, or takes it again. */
  readonly saving?: (saving: Saving) => void;
  /** So much of what was kept cannot be read, and is left out. */
  readonly unread?: (count: number) => void;
  /** No message has these files any more. */
  readonly filesGone?: (ids: readonly string[]) => void;
  /** The clock jumped. */
  readonly jumped?: (jump: ClockJump) => void;
  /** Much waits to be deleted, or nothing does any more. */
  readonly held?: (held: HeldDeletion | undefined) => void;
}

export class History {
  readonly id: string;
  readonly #now: () => number;
  readonly #elapsed: () => number;
  readonly #clock: AgeClock;
  readonly #ticking: NodeJS.Timeout;
  readonly #jumped: (jump: ClockJump) => void;
  #ticks = 0;
  /** The wall clock at the last look at both. */
  #lookedAt: number;
  readonly #store: Store | undefined;
  readonly #outbound: CommitQueue | undefined;
  readonly #unkept: UnsavedCounter | undefined;
  readonly #bounds: Bounds;
  readonly #logs = new Map<string, RoomLog>();
  /** Of which there is a log. */
  readonly #rooms = new RoomsByReader();
  readonly #found = new FoundMessages();
  readonly #refs: Refs;
  readonly #deleted = new DeletedTargets();
  readonly #coming = new ComingChanges();
  readonly #searches = new SearchQueue();
  readonly #unread: (count: number) => void;
  readonly #filesGone: (ids: readonly string[]) => void;
  /** Room → the sequence number that was given last. */
  readonly #given = new Map<string, number>();
  readonly #marks: readonly StoredSetting[];
  #deeds: readonly AuditEntry[] = [];
  readonly #pruning: Pruning;
  /** Set by {@link hear}. */
  #committed: Committed = () => undefined;

  constructor({ id, now, elapsed, store, unkept = false, saving, ...told }: HistoryParts) {
    const { unread = () => undefined, filesGone = () => undefined } = told;
    const { jumped = () => undefined, held = () => undefined } = told;
    this.id = store?.opened.log ?? id;
    this.#now = now;
    this.#elapsed = elapsed;
    this.#jumped = jumped;
    this.#unread = unread;
    this.#filesGone = filesGone;
    this.#store = store?.store;
    this.#unkept = unkept ? new UnsavedCounter() : undefined;
    this.#bounds = store === undefined ? ALL : END;
    this.#marks = store?.opened.settings ?? [];
    this.#refs = new Refs(store?.opened.refs ?? []);
    this.#outbound = store && new CommitQueue(store.store, (entries) => this.#commitKept(entries), saving);
    for (const { room, end } of store?.opened.ends ?? []) {
      this.#logs.set(room, new RoomLog(room, end, this.#bounds));
      this.#rooms.add(room);
    }
    this.#lookedAt = now();
    this.#clock = new AgeClock(this.#keptClock(store?.opened), this.#lookedAt, elapsed());
    this.#pruning = new Pruning({
      ages: (keptMs) => this.#ages(keptMs),
      prune: (before, bytesMax) => this.#prune(before, bytesMax),
      due: (before) => this.#due(before),
      held,
      waitedMs: this.marks(WAITED_SETTING, (value) => (isNumber(value) ? value : undefined))[0] ?? 0,
    });
    const condition = store?.opened.condition;
    if (condition === 'salvaged' || condition === 'damaged') this.#pruning.hold();
    const { offMs } = this.#clock;
    if (offMs < -JUMP_MS || offMs > LONG_OFF_MS) jumped({ when: 'start', ms: offMs });
    this.#keepClock();
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    this.#ticking.unref();
  }

  /** So much time passed since something was stamped with {@link age}, also over a time off; milliseconds. */
  passedSince(age: number): number {
    this.age();
    return this.#clock.passedSince(age);
  }

  /** What is stamped now, to ask {@link passedSince} later, also after a start; milliseconds. */
  age(): number {
    const now = this.#now();
    if (now < this.#lookedAt || now > this.#lookedAt + LOOK_AGAIN_MS) this.#look(now);
    return this.#clock.age;
  }

  /** Whom to tell; nothing is committed before. */
  hear(committed: Committed): void {
    this.#committed = committed;
  }

  /** The sequence number of a room's last entry, 0 before the first. */
  latest(room: string): number {
    return this.#logs.get(room)?.latest ?? 0;
  }

  /** The rooms of two people in which anything was said, and of which this is one. */
  ownRooms(reader: string): readonly string[] {
    return this.#rooms.ownOf(reader);
  }

  /**
   * Gives the draft its place. When it is committed, the listener hears of it.
   * A message whose author and `ref` are here already is not appended: where it is comes back instead.
   */
  append(draft: NewEntry): { readonly room: string; readonly seq: number } | undefined {
    const known = this.#refs.find(draft);
    if (known !== undefined) return known;
    const seq = (this.#given.get(draft.room) ?? this.latest(draft.room)) + 1;
    this.#given.set(draft.room, seq);
    const age = this.age();
    // A clock that went wrong and is right again is followed down: the order is that of `seq`.
    const entry = this.#deleted.emptied({ ...draft, seq, at: this.#now() });
    this.#deleted.add(entry);
    this.#coming.add(entry);
    this.#refs.add(entry);
    this.#keep({ kind: 'entry', entry, age });
    if (this.#outbound === undefined) this.#commit([entry]);
    return undefined;
  }

  /** Whether somebody's message with this `ref` is here already. */
  isSaid(author: string, ref: string): boolean {
    return this.#refs.isKnown(author, ref);
  }

  remember(known: KnownPerson): void {
    this.#keep({ kind: 'person', known });
  }

  /**
   * What holds of a kind since before this program began, the oldest first. What cannot be read is told, and left out.
   *
   * @param parse `undefined` for what is damaged
   */
  marks<T>(kind: string, parse: (value: unknown, name: string) => T | undefined): readonly T[] {
    const kept = this.#marks.filter((mark) => mark.kind === kind);
    const read = kept.map(({ name, value }) => parse(parseJson(value), name));
    const whole = read.filter((mark): mark is T & {} => mark !== undefined);
    if (whole.length < kept.length) this.#unread(kept.length - whole.length);
    return whole;
  }

  /** Holds from now on, or no more. */
  mark(kind: string, name: string, value: object | number | undefined): void {
    const mark = { kind, name, value: value === undefined ? undefined : JSON.stringify(value) };
    this.#keep({ kind: 'mark', mark });
  }

  /** Written down, and not changed any more. */
  record(deed: AuditEntry): void {
    this.#keep({ kind: 'deed', deed });
    if (this.#outbound === undefined) this.#deeds = [...this.#deeds, deed].slice(-DEEDS_HELD_MAX);
  }

  /** The newest first; `undefined` if they are on a disk that cannot be read. */
  async deeds(most: number, before?: number): Promise<readonly NumberedAuditEntry[] | undefined> {
    if (this.#store !== undefined) return this.#fromDisk((store) => store.deeds(most, before));
    const placed = this.#deeds.map((entry, at) => ({ number: at + 1, entry }));
    return placed
      .filter(({ number }) => number < (before ?? Infinity))
      .slice(-most)
      .reverse();
  }

  /** Resolves when all that was appended so far is committed. */
  async settled(): Promise<void> {
    await this.#outbound?.settled();
  }

  keepRoom(room: StoredRoom): void {
    this.#keep({ kind: 'room', room });
  }

  /** What somebody is given who comes, or comes back and had read up to `after`. @param reader their id */
  resume(room: string, after: number | undefined, reader?: string): Page {
    const log = this.#read(room);
    return after === undefined
      ? log.last(LAST_ENTRIES_MAX, reader)
      : log.resume(after, LAST_ENTRIES_MAX, reader);
  }

  /** `undefined` if it is on a disk that cannot be read. @param reader the id of whoever is in and reads it */
  async page(room: string, place: ReadPosition, reader?: string): Promise<Page | undefined> {
    const log = this.#read(room);
    const held = log.page(place, PAGE_ENTRIES_MAX, reader);
    if (held !== undefined) return held;
    const page = await this.#fromDisk((store) => store.page(room, place, PAGE_ENTRIES_MAX, reader));
    if (this.#store === undefined) return log.last(PAGE_ENTRIES_MAX, reader);
    const last = page?.entries[page.entries.length - 1]?.seq;
    return page && { ...page, last: last === undefined ? page.last : last >= log.latest };
  }

  /** A message as it reads once all is committed that has its place: without its text as soon as somebody deletes it. */
  async find(room: string, seq: number): Promise<Message | undefined> {
    const held = this.held(room, seq);
    if (held !== undefined) return held;
    const entry = await this.#fromDisk((store) => store.entry(room, seq));
    if (entry?.type !== 'message') return undefined;
    // What the disk did not take yet is not in what it has.
    if (Object.keys(this.unsaved()).length === 0) this.#found.add(entry);
    return this.#asNow(entry);
  }

  /** The same if it is one of the last, or was found of late, without waiting. */
  held(room: string, seq: number): Message | undefined {
    const message = this.#logs.get(room)?.find(seq) ?? this.#found.find(room, seq);
    return message && this.#asNow(message);
  }

  /** The same as its author is told of it. */
  async findOwn(room: string, seq: number): Promise<Message | undefined> {
    const message = await this.find(room, seq);
    return message && messageFor(message, message.from.id);
  }

  /**
   * `undefined` if a disk has it that cannot be read; `replaced` if the person searched for something else since.
   *
   * @param readable whether the person may read a room; a store decides the same by itself
   */
  search(
    asked: SearchQuery,
    readable: (room: string) => boolean,
  ): Promise<Pick<Found, 'messages' | 'older'> | 'replaced' | undefined> {
    return this.#searches.ask(asked.person, () =>
      this.#store === undefined
        ? searchLogs(this.#logs, this.#rooms.readBy(asked.person).filter(readable), asked)
        : this.#fromDisk((store) => store.search(asked)),
    );
  }

  /**
   * A stretch of what was said in the rooms of all; `undefined` if a disk has it that cannot be read.
   *
   * @param readable whether a room is one of them; a store decides the same by itself
   */
  async log(asked: LogQuery, readable: (room: string) => boolean): Promise<LogPage | undefined> {
    if (this.#store !== undefined) return this.#fromDisk((store) => store.log(asked));
    const held = [...this.#logs].filter(([room]) => readable(room)).flatMap(([, log]) => log.aged());
    return readHeld(held, asked);
  }

  /** What it takes on the disk; `undefined` if that is nothing, or cannot be asked. */
  bytes(): Promise<number | undefined> {
    return this.#fromDisk((store) => store.bytes());
  }

  /**
   * Not where something was damaged, until the next start: see {@link mended}. Drops from now on what is older, where 0 days drop nothing for its age, and on the disk the oldest past a size.
   *
   * @param asked somebody chose so now: what is too old by that does not wait
   */
  keep(days: number, bytesMax: number, asked = false): void {
    this.#pruning.keep(days, bytesMax, asked);
  }

  /** What is kept was damaged, and is mended: nothing is dropped any more until the next start. */
  mended(): void {
    this.#pruning.hold();
  }

  /** Resolves when what had to go is gone. */
  pruned(): Promise<void> {
    return this.#pruning.done();
  }

  /** Somebody says that the clock of the computer is right: what is too old by it is dropped at once. */
  trustClock(): void {
    this.#look(this.#now());
    this.#clock.trust();
    this.#keepClock();
    this.#pruning.trust();
  }

  /** What would be lost if the program ended now; once it is closed, what is. */
  unsaved(): Unsaved {
    return this.#outbound?.unsaved() ?? this.#unkept?.with([]) ?? {};
  }

  /** Does not wait for the next try to save what a disk did not take. Resolves with what is left. */
  async saveNow(): Promise<Unsaved> {
    return this.#outbound === undefined ? this.unsaved() : this.#outbound.saveNow();
  }

  /** Resolves when all that was said is on the disk, or cannot be brought there. */
  async close(closing: CloseResult = AT_ONCE): Promise<void> {
    this.#pruning.stop();
    clearInterval(this.#ticking);
    this.#look(this.#now());
    this.#keepClock();
    await this.#outbound?.close(closing);
    await this.#store?.close();
  }

  #asNow(message: Message): Message {
    return this.#coming.asNow(this.#deleted.asNow(message));
  }

  #keep(record: StoreRecord): void {
    if (this.#outbound === undefined) this.#unkept?.add([record]);
    else this.#outbound.add(record);
  }

  #ages(keptMs: number): Ages {
    this.#look(this.#now());
    const clock = this.#clock;
    return { before: clock.before(keptMs), claimed: clock.claimedBefore(keptMs), ran: this.#elapsed() };
  }

  /** As it was when the host was on last; of what an earlier version kept as its last entry has it. */
  #keptClock(opened: OpenedStore | undefined) {
    const [kept] = this.marks(CLOCK_SETTING, parseAgeState);
    const newest = opened?.newest;
    if (kept !== undefined || newest === undefined) return kept;
    // What it says of the future is no time that passed.
    const wall = Math.min(newest.at, this.#now());
    // Earlier versions stamped all with the latest time that they ever had.
    const age = Math.min(newest.age, this.#now());
    return { age, wall, lead: 0, offs: [], doubts: [], steadyMs: 0 };
  }

  #tick(): void {
    this.#look(this.#now());
    this.#ticks += 1;
    if (this.#ticks % KEPT_EVERY_TICKS === 0) this.#keepClock();
  }

  #look(now: number): void {
    this.#lookedAt = now;
    const ms = this.#clock.tick(now, this.#elapsed());
    if (ms === 0) return;
    this.#keepClock();
    this.#jumped({ when: 'running', ms });
  }

  #keepClock(): void {
    this.mark(CLOCK_SETTING, '', this.#clock.state);
    this.mark(WAITED_SETTING, '', this.#pruning.waitedMs);
  }

  /** `undefined` if it cannot be read. */
  async #due(before: number): Promise<DueDeletion | undefined> {
    if (this.#store !== undefined) return this.#fromDisk((store) => store.due(before));
    const logs = [...this.#logs.values()];
    return {
      due: logs.reduce((sum, log) => sum + log.due(before), 0),
      all: logs.reduce((sum, log) => sum + log.entries().length, 0),
    };
  }

  async #prune(before: number, bytesMax: number): Promise<void> {
    for (const log of this.#logs.values()) log.forgetBefore(before);
    try {
      await this.#store?.prune(before, bytesMax);
    } catch (error) {
      // What is too old is dropped the next time.
      if (!(error instanceof StoreError)) throw error;
    }
    this.#found.clear();
    await this.#findFilesGone();
    this.#tellHeldGone([...this.#logs.values()]);
  }

  /** A file goes with its message, wherever that was kept. */
  async #findFilesGone(): Promise<void> {
    const kept = await this.#fromDisk((store) => store.filesGone());
    this.#tellGone(kept ?? []);
  }

  #tellHeldGone(logs: readonly RoomLog[]): void {
    this.#tellGone(logs.flatMap((log) => log.filesGone()));
  }

  #tellGone(ids: readonly string[]): void {
    if (ids.length > 0) this.#filesGone(ids);
  }

  /** `undefined` if there is none, or it cannot answer. */
  async #fromDisk<T>(ask: (store: Store) => Promise<T>): Promise<T | undefined> {
    try {
      return this.#store && (await ask(this.#store));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return undefined;
    }
  }

  /** Whoever hears that a message was deleted finds its files gone. */
  async #commitKept(entries: readonly Entry[]): Promise<void> {
    if (entries.some(isDeletion)) await this.#findFilesGone();
    this.#commit(entries);
    this.#pruning.grew(entries);
  }

  #commit(entries: readonly Entry[]): void {
    const age = this.age();
    for (const entry of entries) {
      const log = this.#read(entry.room);
      log.push(entry, age);
      this.#found.push(entry);
      if (!this.#logs.has(entry.room)) this.#rooms.add(entry.room);
      this.#logs.set(entry.room, log);
    }
    this.#coming.committed(entries);
    this.#tellHeldGone(entries.filter(isDeletion).map(({ room }) => this.#read(room)));
    this.#committed(entries);
  }

  /** An empty one for a room in which nothing was said; to ask for it leaves nothing behind. */
  #read(room: string): RoomLog {
    return this.#logs.get(room) ?? new RoomLog(room, { entries: [], latest: 0, whole: true }, this.#bounds);
  }
}

function isDeletion({ type }: Entry): boolean {
  return type === 'deleted';
}
