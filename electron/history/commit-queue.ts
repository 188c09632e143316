/**
 * On the way to the disk: what comes while one commit is under way, or is told of, leaves with the next one. When the
 * disk takes no more, the conversation goes on without it, and what was not saved is tried again in pieces, the oldest
 * first.
 */
import type { Entry } from '../../contract/model/entry.ts';
import { isNothing, type Unsaved } from '../../contract/model/unsaved.ts';
import { StoreError, type StoreRecord, type Saving, type Store } from './store.ts';
import { UnsavedCounter } from './unsaved-counter.ts';

const RETRY_AFTER_MS = 5_000;
/** At the end it is tried more often, as nobody waits for long. */
const CLOSE_RETRY_AFTER_MS = 1_000;
/** What waits for a disk to have room again; past it the oldest are lost. */
const UNSAVED_MAX = 50_000;
/** Of one transaction with what waited, as JSON: a disk with little room takes a part of it. */
const PIECE_UNITS_MAX = 262_144;

/** How long the end waits for a disk that takes nothing. */
export interface CloseResult {
  /** So many more times it is tried to save what is left, one second apart. */
  readonly tries: number;
  /** Not all could be saved at once: this much is left, and it is tried again. */
  readonly waiting: (unsaved: Unsaved) => void;
}

export const AT_ONCE: CloseResult = { tries: 0, waiting: () => undefined };

export class CommitQueue {
  readonly #store: Store;
  readonly #committed: (entries: readonly Entry[]) => void | Promise<void>;
  readonly #saving: (saving: Saving) => void;
  #waiting: StoreRecord[] = [];
  /** What the disk is being given. */
  #leaving: readonly StoreRecord[] = [];
  #unsaved: StoreRecord[] = [];
  /** Whether what comes waits behind what could not be saved. */
  #failing = false;
  /** Nobody is told, or waited for, where only the history's own is left. */
  #closing = false;
  readonly #dropped = new UnsavedCounter();
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

  add(record: StoreRecord): void {
    if (this.#store.isImmediate) {
      void this.#store.commit([record]);
      if (record.kind === 'entry') void this.#committed([record.entry]);
      return;
    }
    this.#waiting.push(record);
    this.#soon();
  }

  /** Resolves when all that was added so far is committed. */
  async settled(): Promise<void> {
    if (this.#underWay === undefined) this.#leave();
    // What waits behind a commit leaves with the next one.
    const waits = this.#waiting.length > 0;
    await this.#underWay;
    if (!waits) return;
    this.#leave();
    await this.#underWay;
  }

  /** What the disk does not have yet, and what it will never have. */
  unsaved(): Unsaved {
    return this.#dropped.with([...this.#leaving, ...this.#unsaved, ...this.#waiting]);
  }

  /** Does not wait for the next try. Resolves with what the disk did not take. */
  async saveNow(): Promise<Unsaved> {
    await this.settled();
    if (this.#failing) await this.#tryNow();
    return this.#left();
  }

  /** What a disk that works is about to take is not left. */
  #left(): Unsaved {
    return this.#failing ? this.unsaved() : {};
  }

  /** Tries to save all there is; what is lost all the same is {@link unsaved} from then on. */
  async close({ tries, waiting }: CloseResult = AT_ONCE): Promise<void> {
    this.#closing = true;
    while (this.#underWay !== undefined || this.#waiting.length > 0) {
      this.#leave();
      await this.#underWay;
    }
    // Behind what could not be saved before: in a room nothing may overtake.
    await this.#trying;
    clearTimeout(this.#retry);
    let isSaved = await this.#saveInPieces();
    const isDone = () => isSaved || isNothing(this.unsaved());
    if (!isDone() && tries > 0) waiting(this.unsaved());
    for (let left = tries; left > 0 && !isDone(); left -= 1) {
      await new Promise((resolve) => setTimeout(resolve, CLOSE_RETRY_AFTER_MS));
      isSaved = await this.#saveInPieces();
    }
  }

  /**
   * After every socket was read that has something by now. Of many people who write at the same moment the first would
   * leave alone otherwise, and be sent to everybody alone: most of what a message costs is that sending.
   */
  #soon(): void {
    if (this.#underWay !== undefined) return;
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = setImmediate(() => this.#leave());
    });
  }

  #leave(): void {
    clearImmediate(this.#scheduled);
    this.#scheduled = undefined;
    if (this.#underWay !== undefined || this.#waiting.length === 0) return;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#underWay = this.#commit(batch).finally(() => {
      this.#underWay = undefined;
      if (this.#waiting.length > 0) this.#soon();
    });
  }

  async #commit(batch: readonly StoreRecord[]): Promise<void> {
    if (this.#failing) this.#keep(batch);
    else if ((await this.#attempt(batch)) !== undefined) {
      this.#keep(batch);
      this.#failing = !(await this.#saveInPieces());
      if (this.#failing) this.#retryLater();
    }
    await this.#committed(batch.flatMap((record) => (record.kind === 'entry' ? [record.entry] : [])));
  }

  /** All of these, or none, and why. */
  async #attempt(batch: readonly StoreRecord[]): Promise<StoreError | undefined> {
    this.#leaving = batch;
    try {
      await this.#store.commit(batch);
      return undefined;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return error;
    } finally {
      this.#leaving = [];
    }
  }

  /**
   * Saves what waits, the oldest first, until nothing is left or the disk does not even take one record. It begins with
   * one, since a disk that was full most often still is, and doubles; what does not fit is halved.
   */
  async #saveInPieces(): Promise<boolean> {
    let most = 1;
    let growth = 2;
    while (this.#unsaved.length > 0) {
      const piece = this.#unsaved.slice(0, Math.min(most, pieceLength(this.#unsaved)));
      this.#unsaved = this.#unsaved.slice(piece.length);
      const error = await this.#attempt(piece);
      if (error === undefined) {
        most *= growth;
        continue;
      }
      this.#unsaved = [...piece, ...this.#unsaved];
      growth = 1;
      most = Math.floor(piece.length / 2);
      if (most > 0) continue;
      if (!this.#closing || !isNothing(this.unsaved())) this.#saving({ ok: false, error });
      return false;
    }
    return true;
  }

  #keep(batch: readonly StoreRecord[]): void {
    this.#unsaved.push(...batch);
    const over = this.#unsaved.length - UNSAVED_MAX;
    if (over > 0) this.#dropped.add(this.#unsaved.splice(0, over));
  }

  #retryLater(): void {
    this.#retry = setTimeout(() => void this.#tryNow(), RETRY_AFTER_MS);
  }

  /** One at a time: two would give the disk their pieces by turns. */
  #tryNow(): Promise<void> {
    clearTimeout(this.#retry);
    this.#trying ??= this.#tryAgain().finally(() => (this.#trying = undefined));
    return this.#trying;
  }

  /** What comes meanwhile is kept too, so it goes on until nothing is left. */
  async #tryAgain(): Promise<void> {
    if (!(await this.#saveInPieces())) {
      this.#retryLater();
      return;
    }
    this.#failing = false;
    const lost = this.#dropped.with([]);
    this.#saving({ ok: true, ...(!isNothing(lost) && { lost }) });
  }
}

/** As many records from the beginning as make one transaction; one at least. */
function pieceLength(records: readonly StoreRecord[]): number {
  let units = 0;
  const end = records.findIndex((record) => {
    units += JSON.stringify(record).length;
    return units > PIECE_UNITS_MAX;
  });
  return end === -1 ? records.length : Math.max(1, end);
}
