/** Which messages are here already, by the ids that their authors' pages gave to them: a second sending is known. */
import type { NewEntry, Entry } from '../../contract/model/entry.ts';

/** More than a page has on its way at a time; past it the oldest of an author are forgotten. */
const AUTHOR_REFS_MAX = 200;
/** Past it those who have written nothing for the longest are forgotten. */
export const REFS_MAX = 5_000;

export interface EntryPlace {
  readonly room: string;
  readonly seq: number;
}

/** What an author's page calls a message. */
export interface Ref {
  readonly author: string;
  readonly ref: string;
}

export class Refs {
  /** By author, who wrote the longest ago first, and by their own ids. */
  readonly #authors = new Map<string, Map<string, EntryPlace>>();
  #count = 0;
  /** Those of entries that wait for their place. */
  readonly #offered = new Set<string>();

  /** @param known the oldest first */
  constructor(known: readonly (Ref & EntryPlace)[]) {
    for (const { room, seq, ...ref } of known) this.#add(ref, { room, seq });
  }

  /** How many are known. */
  get size(): number {
    return this.#count;
  }

  find(draft: NewEntry): EntryPlace | undefined {
    const ref = refOf(draft);
    return ref && this.#authors.get(ref.author)?.get(ref.ref);
  }

  isKnown(author: string, ref: string): boolean {
    return this.#authors.get(author)?.has(ref) === true || this.#offered.has(keyOf({ author, ref }));
  }

  /** Whether it waits for its place. */
  isOffered(draft: NewEntry): boolean {
    const ref = this.#offered.size === 0 ? undefined : refOf(draft);
    return ref !== undefined && this.#offered.has(keyOf(ref));
  }

  /** It waits for its place, unless it has one already. */
  offer(draft: NewEntry): void {
    const ref = refOf(draft);
    if (ref !== undefined && this.find(draft) === undefined) this.#offered.add(keyOf(ref));
  }

  add(entry: Entry): void {
    const ref = refOf(entry);
    if (ref === undefined) return;
    if (this.#offered.size > 0) this.#offered.delete(keyOf(ref));
    this.#add(ref, { room: entry.room, seq: entry.seq });
  }

  #add({ author, ref }: Ref, place: EntryPlace): void {
    const own = this.#authors.get(author) ?? new Map<string, EntryPlace>();
    this.#count -= own.size;
    own.set(ref, place);
    forgetFirst(own, AUTHOR_REFS_MAX);
    this.#count += own.size;
    this.#authors.delete(author);
    this.#authors.set(author, own);
    for (const [oldest, { size }] of this.#authors) {
      if (this.#count <= REFS_MAX) return;
      this.#authors.delete(oldest);
      this.#count -= size;
    }
  }
}

/** `undefined` for what cannot be sent twice. */
export function refOf(draft: NewEntry): Ref | undefined {
  return draft.type === 'message' && draft.ref !== undefined
    ? { author: draft.from.id, ref: draft.ref }
    : undefined;
}

function keyOf({ author, ref }: Ref): string {
  return `${author} ${ref}`;
}

function forgetFirst(map: Map<string, unknown>, most: number): void {
  const [first] = map.keys();
  if (map.size > most && first !== undefined) map.delete(first);
}
