/**
 * Appends entries to the history in order. In a crowd the guests who join are held for a moment and appended together: a
 * thousand who join at once, each told alone to all the others, would be half a million messages.
 */
import { isArrival } from '../../contract/model/arrivals.ts';
import type { NewEntry, Entry } from '../../contract/model/entry.ts';
import type { Person } from '../../contract/model/person.ts';
import type { History } from '../history/history.ts';
import { plainPerson, type People } from './model/people.ts';
import type { Dispatcher } from './sessions/dispatcher.ts';

/** An arrival is told no later than this. */
const HELD_MS = 200;

/** A person who joined. */
export interface Arrival {
  readonly known: { readonly proof: string; readonly person: Person };
  /** Empty if they were not away long enough to be missed. */
  readonly entries: readonly NewEntry[];
}

export interface CommitterParts {
  readonly people: People;
  readonly history: History;
  readonly dispatcher: Dispatcher;
}

export class Committer {
  readonly #parts: CommitterParts;
  #arrivals: Arrival[] = [];
  /** Runs while arrivals are held. */
  #timer: NodeJS.Timeout | undefined;
  /** When arrivals were appended last; monotonic, milliseconds. */
  #releasedAt = -Infinity;
  /** What was committed while held arrivals are appended. */
  #gathered: Entry[] | undefined;
  #listener: ((entries: readonly Entry[]) => void) | undefined;

  constructor(parts: CommitterParts) {
    this.#parts = parts;
    parts.history.hear((entries) => this.#committed(entries));
  }

  /** @param listener is told of the entries that are committed, in order */
  onCommitted(listener: (entries: readonly Entry[]) => void): void {
    this.#listener = listener;
  }

  /** Appends entries after those of the arrivals that are held. */
  commit(entries: readonly NewEntry[]): void {
    this.release();
    this.#append(entries);
  }

  /** Stores a person and appends that they joined, in a crowd together with others who join now. */
  arrive(arrival: Arrival): void {
    this.#arrivals.push(arrival);
    const waits = this.#parts.dispatcher.isCrowd && arrival.entries.every(isArrival) && this.#mayWait();
    if (!waits) this.release();
  }

  /** Stores the person as they are now. */
  remember(id: string): void {
    // What is stored last counts.
    this.release();
    const { people, history } = this.#parts;
    const proof = people.proofOf(id);
    const person = people.known(id);
    if (proof !== undefined && person !== undefined) history.remember({ proof, person: plainPerson(person) });
  }

  /** Appends the arrivals that are held. Entries that are committed at once, without a disk, are told together. */
  release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const arrivals = this.#arrivals;
    if (arrivals.length === 0) return;
    this.#arrivals = [];
    this.#releasedAt = performance.now();
    const gathered: Entry[] = [];
    this.#gathered = gathered;
    try {
      for (const { known, entries } of arrivals) {
        this.#parts.history.remember(known);
        this.#append(entries);
      }
    } finally {
      this.#gathered = undefined;
    }
    if (gathered.length > 0) this.#committed(gathered);
  }

  /** Resolves when everything so far is committed. */
  settled(): Promise<void> {
    this.release();
    return this.#parts.history.settled();
  }

  /** The first arrival after a quiet time is appended at once. */
  #mayWait(): boolean {
    const leftMs = this.#releasedAt + HELD_MS - performance.now();
    if (leftMs <= 0) return false;
    this.#timer ??= setTimeout(() => this.release(), leftMs);
    return true;
  }

  /** A message that is sent again is shown to its author again. */
  #append(entries: readonly NewEntry[]): void {
    for (const entry of entries) {
      const known = this.#parts.history.append(entry);
      if (known !== undefined && entry.type === 'message') void this.#showAgain(entry.from.id, known);
    }
  }

  /** If the message is not committed yet, its author is told of it as everybody is. */
  async #showAgain(
    id: string,
    { room, seq }: { readonly room: string; readonly seq: number },
  ): Promise<void> {
    const message = await this.#parts.history.findOwn(room, seq);
    if (message !== undefined) this.#parts.dispatcher.answer(id, message);
  }

  #committed(entries: readonly Entry[]): void {
    if (this.#gathered === undefined) this.#listener?.(entries);
    else this.#gathered.push(...entries);
  }
}
