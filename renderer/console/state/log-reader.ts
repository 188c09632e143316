/**
 * One view of the log, of a room or of all of them, filtered or not: what came live, and before it as much of what is kept
 * as its reader has scrolled back to. It holds no more than it has to, and refuses to know how it looks.
 */
import {
  matchesLog,
  type LogQuery,
  type LogFilter,
  type LogPage,
  type LogPosition,
} from '../../../contract/ipc/log.ts';
import type { EntryBatch, LeftOut } from '../../../contract/ipc/entry-batch.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import { isChange } from '../../../contract/fold.ts';
import { applyByRoom, newerThan } from './by-room.ts';
import { Observable } from './observable.ts';

export interface LogStretch {
  /** The oldest first. */
  readonly entries: readonly Entry[];
  /** Nothing older is kept. */
  readonly whole: boolean;
  /** The last one is the newest there is. */
  readonly live: boolean;
  /** Messages that came since the reader left the end. */
  readonly unread: number;
  readonly reading: boolean;
  readonly failed: boolean;
}

/** Where a view has its entries from. */
export interface LogSource {
  /** The last entries of a room, or of all, in order, as far as they are at hand. */
  readonly held: (room: string | undefined) => readonly Entry[];
  /** `null` if it cannot be read. */
  readonly read: (asked: LogQuery) => Promise<LogPage | null>;
  /** From now on the view hears what comes; returns the end of that. */
  readonly join: (view: LogReader) => () => void;
}

const NOTHING_YET: LogStretch = {
  ...{ entries: [], whole: false, live: true, unread: 0, reading: false, failed: false },
};

/** What is held while the reader is at the end, once it is more than the other. */
const HELD_AT_END = 600;
const HELD_AT_END_MAX = 1_200;
/** While they read back. */
const HELD_MAX = 12_000;
/** Stretches without a hit are read on until so much was found. */
const FOUND_ENOUGH = 40;

export class LogReader {
  readonly stretch = new Observable<LogStretch>(NOTHING_YET);
  readonly #filter: LogFilter;
  readonly #source: LogSource;
  #older: LogPosition | undefined;
  #atEnd = true;
  /** What is heard while the newest is read: it may be in that, or come after it. */
  #meanwhile: EntryBatch[] | undefined;
  /** The end of listening, while somebody looks. */
  #leave: (() => void) | undefined;

  constructor(filter: LogFilter, source: LogSource) {
    this.#filter = filter;
    this.#source = source;
  }

  /** It hears what comes as long as somebody looks. Returns its own unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#leave === undefined) this.#begin();
    const unsubscribe = this.stretch.subscribe(listener);
    return () => {
      unsubscribe();
      this.#leave?.();
      this.#leave = undefined;
      this.#meanwhile = undefined;
    };
  };

  hear(batch: EntryBatch): void {
    if (this.#meanwhile === undefined) this.#add(batch);
    else this.#meanwhile.push(batch);
  }

  /** The window began anew. At the end the newest is shown; further up nothing moves, but it is not known to go on. */
  restart(): void {
    const stretch = this.stretch.read();
    if (this.#meanwhile !== undefined)
      this.hear({ left: [], changes: [], entries: this.#source.held(this.#filter.room) });
    else if (this.#atEnd) this.stretch.set({ ...stretch, ...this.#newest(), live: true, whole: false });
    else this.stretch.set({ ...stretch, live: false });
  }

  #add({ entries: batch, changes: before, left }: EntryBatch): void {
    const stretch = this.stretch.read();
    const gap = this.#isIn(new Set(left.map(({ room }) => room)));
    const now = batch.filter(isChange);
    const held = applyByRoom(stretch.entries, [...before, ...now]);
    // A message and what changed it may come together.
    const fitting = applyByRoom(
      batch.filter((entry) => matchesLog(entry, this.#filter)),
      now,
    );
    // What a page was read with may have waited for the window until after it.
    const fresh = newerThan(held, fitting);
    const unread = this.#atEnd ? 0 : stretch.unread + this.#missed(left) + messagesIn(fresh);
    if (!stretch.live || (gap && !this.#atEnd)) {
      this.stretch.set({ ...stretch, entries: held, live: false, unread });
    } else if (gap) {
      this.#older = placeOf(batch[0]);
      this.stretch.set({ ...stretch, entries: fitting, whole: false, unread });
    } else if (held !== stretch.entries || fresh.length > 0 || unread !== stretch.unread) {
      this.stretch.set({ ...stretch, unread, ...this.#keep([...held, ...fresh], stretch.whole) });
    }
  }

  /** The reader is at the end, or left it. */
  placed(atEnd: boolean): void {
    this.#atEnd = atEnd;
    const stretch = this.stretch.read();
    if (atEnd && stretch.live && stretch.unread > 0) this.stretch.set({ ...stretch, unread: 0 });
  }

  /** Reads on where what is held begins. Never rejects. */
  async readOlder(): Promise<void> {
    const stretch = this.stretch.read();
    if (stretch.reading || stretch.whole || stretch.failed || this.#meanwhile !== undefined) return;
    this.stretch.set({ ...stretch, reading: true });
    let found = 0;
    for (;;) {
      const place = this.#older;
      const page = await this.#ask(place);
      if (this.#closed()) return;
      if (page === null) {
        this.stretch.set({ ...this.stretch.read(), reading: false, failed: true });
        this.#catchUp();
        return;
      }
      // What is held begins elsewhere by now.
      if (this.#older !== place) continue;
      found += page.entries.length;
      this.#prepend(page);
      this.#catchUp();
      if (page.older === undefined || found >= FOUND_ENOUGH) break;
    }
    this.stretch.set({ ...this.stretch.read(), reading: false });
  }

  /** Shows the newest again. Never rejects. */
  async toEnd(): Promise<void> {
    this.#atEnd = true;
    const stretch = this.stretch.read();
    if (stretch.live) {
      this.stretch.set({ ...stretch, unread: 0 });
      return;
    }
    if (this.#meanwhile !== undefined) return;
    const page = await this.#ask(undefined);
    if (this.#closed()) return;
    if (page !== null) {
      this.#older = page.older;
      const whole = page.older === undefined;
      this.stretch.set({ ...this.stretch.read(), entries: page.entries, whole, live: true, unread: 0 });
    }
    this.#catchUp();
  }

  #begin(): void {
    this.#leave = this.#source.join(this);
    this.stretch.set({ ...NOTHING_YET, ...this.#newest() });
  }

  /** What is at hand; older entries are read from where it begins. */
  #newest(): Pick<LogStretch, 'entries'> {
    const held = this.#source.held(this.#filter.room);
    const entries = held.filter((entry) => matchesLog(entry, this.#filter)).slice(-HELD_AT_END);
    this.#older = placeOf(entries[0] ?? held[0]);
    return { entries };
  }

  #isIn(rooms: ReadonlySet<string>): boolean {
    return this.#filter.room === undefined ? rooms.size > 0 : rooms.has(this.#filter.room);
  }

  /** Of what was left out nobody knows what would be found in it: it is counted where nothing is looked for. */
  #missed(left: readonly LeftOut[]): number {
    const { room, person, kind, text } = this.#filter;
    if (person !== undefined || kind !== undefined || text !== undefined) return 0;
    const own = left.filter((each) => room === undefined || each.room === room);
    return own.reduce((sum, { messages }) => sum + messages, 0);
  }

  async #ask(before: LogPosition | undefined): Promise<LogPage | null> {
    if (before === undefined) this.#meanwhile = [];
    try {
      return await this.#source.read({ ...this.#filter, ...(before && { before }) });
    } catch {
      // The host broke, or has not started again yet: said as what cannot be read.
      return null;
    }
  }

  /** What was heard while the newest was read, as far as it is not in it. */
  #catchUp(): void {
    const heard = this.#meanwhile ?? [];
    this.#meanwhile = undefined;
    for (const each of heard) this.#add(each);
  }

  /** Nobody looks any more. */
  #closed(): boolean {
    return this.#leave === undefined;
  }

  #prepend({ entries, older }: LogPage): void {
    const stretch = this.stretch.read();
    this.#older = older;
    // What was heard before the first page was read is in it too.
    const all = [...entries, ...newerThan(entries, stretch.entries)];
    const most = all.slice(0, HELD_MAX);
    const live = stretch.live && most.length === all.length;
    this.stretch.set({ ...stretch, entries: most, whole: older === undefined, live });
  }

  /** At the end the oldest go; further up nothing moves under the reader. */
  #keep(entries: readonly Entry[], whole: boolean): Pick<LogStretch, 'entries' | 'whole' | 'live'> {
    if (!this.#atEnd) return { entries: entries.slice(0, HELD_MAX), whole, live: entries.length <= HELD_MAX };
    if (entries.length <= HELD_AT_END_MAX) return { entries, whole, live: true };
    const kept = entries.slice(-HELD_AT_END);
    this.#older = placeOf(kept[0]);
    return { entries: kept, whole: false, live: true };
  }
}

function messagesIn(entries: readonly Entry[]): number {
  return entries.reduce((sum, { type }) => sum + (type === 'message' ? 1 : 0), 0);
}

function placeOf(entry: Entry | undefined): LogPosition | undefined {
  return entry && { room: entry.room, seq: entry.seq };
}
