/**
 * Whom the pages were told something of lately, so that a page that comes back is told of those alone. It does not know
 * what they were told.
 */

/** Of so many changes is known whom they were of; half as many again come before any is forgotten. */
const CHANGES_MAX = 4_096;

export class PeopleChanges {
  readonly #run: string;
  /** The ids of those who were changed last. */
  #ids: string[] = [];
  /** How many changes came before the first of `#ids`. */
  #forgotten = 0;

  /** @param run another one for each: a version of another run is none here */
  constructor(run: string) {
    this.#run = run;
  }

  /** A person came, went or changed, and everybody is told. */
  add(id: string): void {
    this.#ids.push(id);
    if (this.#ids.length <= CHANGES_MAX * 1.5) return;
    this.#forgotten += this.#ids.length - CHANGES_MAX;
    this.#ids = this.#ids.slice(-CHANGES_MAX);
  }

  /** Stands for all that was told so far. */
  get version(): string {
    return `${this.#run}.${this.#forgotten + this.#ids.length}`;
  }

  /** Who changed since a version, each once; `undefined` if that is not known. */
  since(version: string | undefined): ReadonlySet<string> | undefined {
    const [run, count, ...more] = version?.split('.') ?? [];
    if (run !== this.#run || count === undefined || more.length > 0 || !/^\d{1,15}$/.test(count))
      return undefined;
    const start = Number(count) - this.#forgotten;
    return start < 0 || start > this.#ids.length ? undefined : new Set(this.#ids.slice(start));
  }
}
