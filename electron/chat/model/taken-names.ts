/** The names that nobody may take now: those of the people who are here, of rooms, and reserved ones. */
import type { Person } from '../../../contract/model/person.ts';
import { confusableKeys } from '../text/confusable-keys.ts';
import { ReservedNames } from '../text/reserved-names.ts';

export class TakenNames {
  /** The key of a name, which names that could be taken for it share → the id of the person who has it. */
  readonly #people = new Map<string, string>();
  readonly #reserved: ReservedNames;
  /** The keys of the names of rooms. */
  #rooms: ReadonlySet<string> = new Set();

  constructor(reserved: readonly string[]) {
    this.#reserved = new ReservedNames(reserved);
  }

  /** Why a person may not have a name; `undefined` if they may. */
  refusalOf(name: string, id: string): 'name-reserved' | 'name-taken' | undefined {
    const keys = confusableKeys(name);
    if (keys.some((key) => this.#rooms.has(key)) || this.#reserved.has(name)) return 'name-reserved';
    if (ADDRESS_LIKE.test(name) || SAYING_LIKE.test(name)) return 'name-reserved';
    const isTaken = keys.some((key) => (this.#people.get(key) ?? id) !== id);
    return isTaken ? 'name-taken' : undefined;
  }

  add({ id, name }: Person): void {
    for (const key of confusableKeys(name)) this.#people.set(key, id);
  }

  /** Keeps a key that the host's name has taken since. */
  remove({ id, name }: Person): void {
    for (const key of confusableKeys(name)) if (this.#people.get(key) === id) this.#people.delete(key);
  }

  reserveRooms(names: readonly string[]): void {
    this.#rooms = new Set(names.flatMap(confusableKeys));
  }
}

/** On plain text people are known by their addresses, and nobody else may look like one. */
const ADDRESS_LIKE = /^(\d{1,3}(\.\d{1,3}){3}|\[?[\da-f]*:[\da-f]*:[\da-f.:]*\]?)(:\d+)?$/i;

/** On plain text a name stands before ` say: `: a name with that in it could put words into the mouth of another. */
const SAYING_LIKE = /(^|\s)say ?:/i;
