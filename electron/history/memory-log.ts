/** A log that is kept in memory for as long as the host is on: committed as soon as it is appended. */
import type { Draft, Entry } from '../../contract/wire.ts';
import type { Committed, Log, Page } from './log.ts';

/** What is older is dropped, in one go when half as much again has come. */
const ENTRIES_KEPT = 10_000;
/** In UTF-16 units over all texts. */
const TEXT_KEPT = 4_000_000;
const PAGE_ENTRIES_MAX = 100;
/** What somebody who comes back may be handed in one go; past it they get the last page. */
const RESUME_ENTRIES_MAX = 1_000;
/** As JSON, so that a page stays well under what may wait for a slow peer; the latest entry is in it in any case. */
const PAGE_BYTES_MAX = 262_144;

export class MemoryLog implements Log {
  readonly id: string;
  readonly #now: () => number;
  readonly #committed: Committed;
  #entries: Entry[] = [];
  /** Of all texts together. */
  #weight = 0;
  #latest = 0;
  #latestAt = 0;
  /** Author and ref → sequence number. */
  readonly #refs = new Map<string, number>();

  /** @param now the wall clock, milliseconds since 1970 */
  constructor(id: string, now: () => number, committed: Committed) {
    this.id = id;
    this.#now = now;
    this.#committed = committed;
  }

  append(draft: Draft): Entry | undefined {
    const known = this.#known(draft);
    if (known !== undefined) return known;
    this.#latest += 1;
    // A clock that was set back must not turn the order around.
    this.#latestAt = Math.max(this.#latestAt, this.#now());
    const entry: Entry = { ...draft, seq: this.#latest, at: this.#latestAt };
    this.#entries.push(entry);
    const key = refKey(draft);
    if (key !== undefined) this.#refs.set(key, entry.seq);
    this.#weight += weightOf(entry);
    if (this.#entries.length > ENTRIES_KEPT * 1.5 || this.#weight > TEXT_KEPT * 1.5) this.#forget();
    this.#committed([entry]);
    return undefined;
  }

  since(after: number): Page {
    const missing = this.#latest - after;
    if (missing < 0 || missing > Math.min(this.#entries.length, RESUME_ENTRIES_MAX)) return this.last();
    const entries = this.#tail(missing);
    return entries.length === missing ? { entries, whole: true } : { entries, whole: false };
  }

  last(): Page {
    return { entries: this.#tail(PAGE_ENTRIES_MAX), whole: false };
  }

  /** The last `count` entries, or as many of them as a page may weigh. */
  #tail(count: number): Entry[] {
    let weight = 0;
    let from = this.#entries.length;
    while (from > 0 && this.#entries.length - from < count) {
      const entry = this.#entries[from - 1];
      weight += Buffer.byteLength(JSON.stringify(entry));
      if (weight > PAGE_BYTES_MAX && from < this.#entries.length) break;
      from -= 1;
    }
    return this.#entries.slice(from);
  }

  #known(draft: Draft): Entry | undefined {
    const key = refKey(draft);
    const seq = key === undefined ? undefined : this.#refs.get(key);
    if (seq === undefined) return undefined;
    return this.#entries[seq - (this.#latest - this.#entries.length) - 1];
  }

  #forget(): void {
    let from = Math.max(0, this.#entries.length - ENTRIES_KEPT);
    let kept = this.#weight;
    for (const [i, entry] of this.#entries.entries()) {
      if (i >= from && kept <= TEXT_KEPT) break;
      from = Math.max(from, i + 1);
      kept -= weightOf(entry);
      const key = refKey(entry);
      if (key !== undefined) this.#refs.delete(key);
    }
    this.#entries = this.#entries.slice(from);
    this.#weight = kept;
  }
}

function weightOf(entry: Entry): number {
  return entry.type === 'message' ? entry.text.length : 0;
}

function refKey(draft: Draft): string | undefined {
  return draft.type === 'message' && draft.ref !== undefined ? `${draft.from.id} ${draft.ref}` : undefined;
}
