/**
 * On the way to the disk: what comes while one commit is under way leaves with the next one. When the disk takes no
 * more, the conversation goes on without it, and what was not saved is tried again.
 */
import type { Entry } from '../../contract/entry.ts';
import { StoreError, type Record, type Saving, type Store } from './store.ts';

const RETRY_AFTER_MS = 5_000;
/** What waits for a disk to have room again; past it the oldest are lost when the host ends. */
const UNSAVED_MAX = 50_000;

export class Outbound {
  readonly #store: Store;
  readonly #committed: (entries: readonly Entry[]) => void | Promise<void>;
  readonly #saving: (saving: Saving) => void;
  #waiting: Record[] = [];
  #unsaved: Record[] = [];
  #scheduled: NodeJS.Immediate | undefined;
  #underWay: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #trying: Promise<void> | undefined;

  constructor(
    store: Store,
    committed: (entries: readonly Entry[]) => void | Promise<void>,
    saving: (saving: Saving) => void = () => undefined,
  ) {
    this.#store = store;
    this.#committed = committed;
    this.#saving = saving;
  }

  add(record: Record): void {
    this.#waiting.push(record);
    this.#soon();
  }

  /** Resolves when all that was added so far is committed. */
  async settled(): Promise<void> {
    if (this.#underWay === undefined) this.#leave();
    // What waits behind a commit leaves with the next one.
    const waits = this.#waiting.length > 0;
    await this.#underWay;
    if (waits) await this.#underWay;
  }

  /** Tries once more to save all there is. */
  async close(): Promise<void> {
    while (this.#underWay !== undefined || this.#waiting.length > 0) {
      this.#leave();
      await this.#underWay;
    }
    // Behind what could not be saved before: in a room nothing may overtake.
    await this.#trying;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    if (this.#unsaved.length > 0) await this.#save(this.#unsaved);
  }

  /** At the end of the turn of the event loop: what all sockets brought in it leaves together. */
  #soon(): void {
    if (this.#underWay === undefined) this.#scheduled ??= setImmediate(() => this.#leave());
  }

  #leave(): void {
    clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    if (this.#underWay !== undefined || this.#waiting.length === 0) return;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#underWay = this.#commit(batch).finally(() => {
      this.#underWay = undefined;
      if (this.#waiting.length > 0) this.#leave();
    });
  }

  async #commit(batch: readonly Record[]): Promise<void> {
    if (this.#retry !== undefined) this.#keep(batch);
    else if (!(await this.#save(batch))) {
      this.#keep(batch);
      this.#retryLater();
    }
    await this.#committed(batch.flatMap((record) => (record.kind === 'entry' ? [record.entry] : [])));
  }

  async #save(batch: readonly Record[]): Promise<boolean> {
    try {
      await this.#store.commit(batch);
      return true;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      this.#saving({ ok: false, error });
      return false;
    }
  }

  #keep(batch: readonly Record[]): void {
    this.#unsaved.push(...batch);
    if (this.#unsaved.length > UNSAVED_MAX) this.#unsaved.splice(0, this.#unsaved.length - UNSAVED_MAX);
  }

  #retryLater(): void {
    this.#retry = setTimeout(() => {
      this.#trying = this.#tryAgain();
    }, RETRY_AFTER_MS);
  }

  /** What comes meanwhile is kept too, so it goes on until nothing is left. */
  async #tryAgain(): Promise<void> {
    while (this.#unsaved.length > 0) {
      const batch = this.#unsaved;
      this.#unsaved = [];
      if (await this.#save(batch)) continue;
      this.#unsaved = [...batch, ...this.#unsaved];
      this.#retryLater();
      return;
    }
    this.#retry = undefined;
    this.#saving({ ok: true });
  }
}
