/**
 * Searches one after the other, and of each person one: a new one takes the place of the one that waits. It refuses to
 * know what is searched.
 */

interface Waiting {
  readonly begin: () => Promise<void>;
  readonly giveUp: () => void;
}

export class SearchQueue {
  /** By person, in the order of their turns. */
  readonly #waiting = new Map<string, Waiting>();
  #searching = false;

  /** @returns `replaced` if this person asked for something else before it began */
  ask<T>(person: string, search: () => Promise<T>): Promise<T | 'replaced'> {
    return new Promise((resolve, reject) => {
      this.#waiting.get(person)?.giveUp();
      this.#waiting.set(person, {
        begin: () => search().then(resolve, reject),
        giveUp: () => resolve('replaced'),
      });
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#searching) return;
    this.#searching = true;
    for (const [person, { begin }] of this.#waiting) {
      this.#waiting.delete(person);
      await begin();
    }
    this.#searching = false;
  }
}
