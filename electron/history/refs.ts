/** Which messages are here already, by the ids that their authors' pages gave to them: a second sending is known. */
import type { Draft, Entry } from '../../contract/entry.ts';

/** Past it the oldest are forgotten: nobody sends again what is so long ago. */
const REFS_MAX = 20_000;

export interface Known {
  readonly room: string;
  readonly seq: number;
}

export class Refs {
  readonly #known: Map<string, Known>;

  constructor(known: readonly ({ readonly key: string } & Known)[]) {
    this.#known = new Map(known.map(({ key, room, seq }) => [key, { room, seq }]));
  }

  find(draft: Draft): Known | undefined {
    const key = refKey(draft);
    return key === undefined ? undefined : this.#known.get(key);
  }

  isKnown(author: string, ref: string): boolean {
    return this.#known.has(keyOf(author, ref));
  }

  add(entry: Entry): void {
    const key = refKey(entry);
    if (key === undefined) return;
    this.#known.set(key, { room: entry.room, seq: entry.seq });
    if (this.#known.size <= REFS_MAX) return;
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest);
      return;
    }
  }
}

/** `undefined` for what cannot be sent twice. */
export function refKey(draft: Draft): string | undefined {
  return draft.type === 'message' && draft.ref !== undefined ? keyOf(draft.from.id, draft.ref) : undefined;
}

function keyOf(author: string, ref: string): string {
  return `${author} ${ref}`;
}
