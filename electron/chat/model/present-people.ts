/**
 * Those who are here, and the list of them as `welcome` has it, kept encoded: a thousand who come at once are each
 * given it. It does not know names' rules, nor who may come.
 */
import type { Present } from '../../../contract/model/person.ts';

export class PresentPeople {
  readonly #people = new Map<string, Present>();
  /** The encoded list without its brackets; `undefined` until it is wanted again. */
  #encoded: string | undefined = '';

  get size(): number {
    return this.#people.size;
  }

  get(id: string): Present | undefined {
    return this.#people.get(id);
  }

  has(id: string): boolean {
    return this.#people.has(id);
  }

  /** In the order in which they came. */
  list(): Present[] {
    return [...this.#people.values()];
  }

  set(person: Present): void {
    const before = this.#people.get(person.id);
    this.#people.set(person.id, person);
    if (this.#encoded === undefined) return;
    const encoded = encodePresent(person);
    if (before === undefined) this.#encoded += this.#encoded === '' ? encoded : `,${encoded}`;
    else if (encodePresent(before) !== encoded) this.#encoded = undefined;
  }

  delete(id: string): void {
    if (this.#people.delete(id)) this.#encoded = undefined;
  }

  /** The list as JSON. */
  json(): string {
    this.#encoded ??= this.list().map(encodePresent).join();
    return `[${this.#encoded}]`;
  }
}

/** As JSON, without what most people have: that is filled in where it is read (docs/protocol.md). */
export function encodePresent({ id, name, role, via, asleep }: Present): string {
  return JSON.stringify({
    ...{ id, name },
    ...(role !== 'guest' && { role }),
    ...(via !== 'page' && { via }),
    ...(asleep && { asleep }),
  });
}
