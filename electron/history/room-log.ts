/**
 * The end of one room's log, in memory: what was committed last, each message as it reads now. It refuses to know
 * what lies before, and who keeps that.
 */
import type { Entry, Message } from '../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../contract/wire/page.ts';
import { PAGE_ENTRIES_MAX } from '../../contract/wire/wire.ts';
import { fileIds } from './file-ids.ts';
import { applyChange, isChange, withoutText } from '../../contract/fold.ts';
import { entriesFor } from './named-reactions.ts';

/** As JSON, so that a page stays well under what may wait for a slow peer; one entry is in it in any case. */
export const PAGE_BYTES_MAX = 262_144;
/** What somebody who comes back may be handed in one go; past it they get the last page. */
export const RESUME_ENTRIES_MAX = 1_000;

/** About what an entry takes beside its text. */
export const ENTRY_BYTES = 512;

/** What a room's log is held from. */
export interface RoomEnd {
  /** The last entries, in order and without a gap. */
  readonly entries: readonly Entry[];
  /** When each was said, as `age-clock.ts` counts; left out where their times say so. */
  readonly ages?: readonly number[];
  /** The sequence number of the last entry, also if that is kept no more. */
  readonly latest: number;
  /** Nothing is kept before `entries`. */
  readonly whole: boolean;
}

/** Nothing was said in it. */
export const NEW_ROOM: RoomEnd = { entries: [], latest: 0, whole: true };

/** How much is held; half as much again comes before anything is dropped. */
export interface Bounds {
  readonly entries: number;
  /** UTF-16 units over all texts. */
  readonly units: number;
  /** What is dropped here can still be read elsewhere. */
  readonly elsewhere: boolean;
}

export class RoomLog {
  readonly #room: string;
  readonly #bounds: Bounds;
  #entries: Entry[];
  /** When each was said, as `age-clock.ts` counts. */
  #ages: number[];
  /** Of all texts together, in UTF-16 units. */
  #units = 0;
  #latest: number;
  #whole: boolean;
  /** The ids of files of messages that are held no more. */
  #filesGone: string[] = [];

  constructor(room: string, end: RoomEnd, bounds: Bounds) {
    this.#room = room;
    this.#entries = [...end.entries];
    this.#ages = end.entries.map(({ at }, i) => end.ages?.[i] ?? at);
    this.#latest = end.latest;
    this.#whole = end.whole;
    this.#bounds = bounds;
    for (const entry of end.entries) this.#units += unitsOf(entry);
  }

  get latest(): number {
    return this.#latest;
  }

  /**
   * The next entry. Behind one that could not be read what is held begins anew: there is no gap in it.
   *
   * @param age when it was said, as `age-clock.ts` counts
   */
  push(entry: Entry, age = entry.at): void {
    if (this.#first() + this.#entries.length !== entry.seq) this.#beginAnew();
    this.#latest = entry.seq;
    this.#entries.push(entry);
    this.#ages.push(age);
    this.#units += unitsOf(entry);
    if (entry.type === 'deleted') this.#loseFiles(this.find(entry.target));
    if (isChange(entry)) this.#change(entry.target, (message) => applyChange(message, entry));
    if (entry.type === 'deleted') this.#forgetText(entry.target);
    const { entries, units } = this.#bounds;
    if (this.#entries.length > entries * 1.5 || this.#units > units * 1.5) this.#trim();
  }

  /** `undefined` if it is not held. */
  entry(seq: number): Entry | undefined {
    return this.#entries[seq - this.#first()];
  }

  /** `undefined` if it is no message or not held. */
  find(seq: number): Message | undefined {
    const entry = this.entry(seq);
    return entry?.type === 'message' ? entry : undefined;
  }

  /** The ids of files whose message is held no more since this was asked last. */
  filesGone(): readonly string[] {
    const gone = this.#filesGone;
    this.#filesGone = [];
    return gone;
  }

  entries(): readonly Entry[] {
    return this.#entries;
  }

  /** About what the entries take in memory: UTF-16 units count as bytes, as {@link ENTRY_BYTES} beside them do. */
  get bytes(): number {
    return this.#entries.length * ENTRY_BYTES + this.#units;
  }

  /** The page at a place; `undefined` if it reaches back to what is not held. @param reader the id of whoever is in and reads it */
  page(place: ReadPosition, most = PAGE_ENTRIES_MAX, reader?: string): Page | undefined {
    if ('before' in place) return this.#before(place.before, most, reader);
    if ('after' in place) return this.#after(place.after, most, reader);
    if ('around' in place) return this.#around(place.around, most, reader);
    // What is not held may be of that time too, wherever a clock went wrong.
    if (!this.#whole) return undefined;
    return this.#around(this.#since(place.since)?.seq ?? this.#latest, most, reader);
  }

  /** Everything after `after` if that is not too much, else the last page. */
  resume(after: number, most: number, reader?: string): Page {
    const missing = this.#latest - after;
    const held = missing >= 0 && missing <= RESUME_ENTRIES_MAX && after + 1 >= this.#first();
    const follows = held ? this.#after(after, RESUME_ENTRIES_MAX, reader) : undefined;
    return follows?.last === true ? follows : this.last(most, reader);
  }

  last(most: number, reader?: string): Page {
    return this.#before(this.#latest + 1, most, reader, true) ?? this.#pageOf(0, []);
  }

  /** How much was said before `age`. */
  due(age: number): number {
    const newer = this.#ages.findIndex((each) => each >= age);
    return newer === -1 ? this.#ages.length : newer;
  }

  /** What was said before `age` is kept no more. */
  forgetBefore(age: number): void {
    const dropped = this.due(age);
    // If what is held begins later, something older may still be kept elsewhere.
    if (dropped === 0) return;
    this.#drop(dropped);
    this.#whole = true;
  }

  /** Drops the entries up to a number. Answers with the bytes that they took. */
  forgetUpTo(seq: number): number {
    const { bytes } = this;
    this.#drop(Math.max(0, seq + 1 - this.#first()));
    return bytes - this.bytes;
  }

  /** The earliest of that time or later. */
  #since(at: number): Entry | undefined {
    const later = this.#entries.filter((entry) => entry.at >= at);
    const [first, ...rest] = later;
    return first && rest.reduce((least, entry) => (entry.at < least.at ? entry : least), first);
  }

  #before(before: number, most: number, reader: string | undefined, asIs = false): Page | undefined {
    const end = Math.max(0, Math.min(before - this.#first(), this.#entries.length));
    const start = Math.max(0, end - most);
    if (end - start < most && !this.#whole && !asIs) return undefined;
    const light = lightEnd(this.#told(start, end, reader));
    return this.#pageOf(end - light.length, light);
  }

  #after(after: number, most: number, reader: string | undefined): Page | undefined {
    const start = after + 1 - this.#first();
    if (start < 0 && !this.#whole) return undefined;
    const from = Math.min(Math.max(0, start), this.#entries.length);
    return this.#pageOf(from, lightStart(this.#told(from, from + most, reader)));
  }

  #around(seq: number, most: number, reader: string | undefined): Page | undefined {
    const half = most >> 1;
    const middle = Math.min(seq - this.#first(), this.#entries.length);
    if (middle - half < 0 && !this.#whole) return undefined;
    const place = Math.max(0, middle);
    const earlier = lightEnd(this.#told(Math.max(0, place - half), place, reader), PAGE_BYTES_MAX / 2);
    const later = lightStart(this.#told(place, place + most - half, reader), PAGE_BYTES_MAX / 2);
    return this.#pageOf(place - earlier.length, [...earlier, ...later]);
  }

  /** What is held from one place to another, as somebody is told of it. */
  #told(start: number, end: number, reader: string | undefined): readonly Entry[] {
    return entriesFor(this.#entries.slice(start, end), reader);
  }

  /** @param start the place of the first of these */
  #pageOf(start: number, entries: readonly Entry[]): Page {
    return {
      room: this.#room,
      entries,
      first: this.#whole && start === 0,
      last: start + entries.length === this.#entries.length,
    };
  }

  #first(): number {
    return this.#entries[0]?.seq ?? this.#latest + 1;
  }

  #change(seq: number, change: (message: Message) => Message): void {
    const message = this.find(seq);
    if (message !== undefined) this.#entries[seq - this.#first()] = change(message);
  }

  #forgetText(target: number): void {
    for (const [i, entry] of this.#entries.entries()) this.#entries[i] = withoutText(entry, target);
  }

  #trim(): void {
    let from = Math.max(0, this.#entries.length - this.#bounds.entries);
    let units = this.#units;
    for (const [i, entry] of this.#entries.entries()) {
      if (i >= from && units <= this.#bounds.units) break;
      from = Math.max(from, i + 1);
      units -= unitsOf(entry);
    }
    this.#drop(from, units);
    if (this.#bounds.elsewhere) this.#whole = false;
  }

  /** Where nothing is kept elsewhere they are gone for good. */
  #loseFiles(entry: Entry | undefined): void {
    if (this.#bounds.elsewhere || entry?.type !== 'message') return;
    this.#filesGone.push(...fileIds(entry.files ?? []));
  }

  #beginAnew(): void {
    this.#drop(this.#entries.length);
    this.#whole = !this.#bounds.elsewhere;
  }

  /** @param units those of what is left; counted if they are not known */
  #drop(count: number, units?: number): void {
    for (const entry of this.#entries.slice(0, count)) this.#loseFiles(entry);
    this.#entries = this.#entries.slice(count);
    this.#ages = this.#ages.slice(count);
    this.#units = units ?? this.#entries.reduce((sum, entry) => sum + unitsOf(entry), 0);
  }
}

/** What tells of a person weighs less: a name has 128 bytes at the most. */
const EVENT_BYTES_MAX = 1_024;

/** As many from the start as a page may weigh. */
export function lightStart(entries: readonly Entry[], bytesMax = PAGE_BYTES_MAX): readonly Entry[] {
  // Where many come in, each of them is given a page of those before.
  if (entries.length * EVENT_BYTES_MAX <= bytesMax && entries.every(isEvent)) return entries;
  let bytes = 0;
  const end = entries.findIndex((entry, i) => {
    bytes += Buffer.byteLength(JSON.stringify(entry));
    return bytes > bytesMax && i > 0;
  });
  return end === -1 ? entries : entries.slice(0, end);
}

/** As many up to the end as a page may weigh. */
export function lightEnd(entries: readonly Entry[], bytesMax = PAGE_BYTES_MAX): readonly Entry[] {
  return lightStart(entries.toReversed(), bytesMax).toReversed();
}

function isEvent({ type }: Entry): boolean {
  return type === 'joined' || type === 'left' || type === 'renamed';
}

function unitsOf(entry: Entry): number {
  return entry.type === 'message' || entry.type === 'edited' ? entry.text.length : 0;
}
