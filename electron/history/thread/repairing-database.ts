/**
 * The history of a folder, mended where it is damaged: when it is opened, and when something that is damaged is come upon
 * later. Who asked meanwhile has the answer of the mended one. Where it cannot be mended now, it goes on as it is.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { MissingFile } from '../../../contract/model/chat-info.ts';
import {
  finishRepair,
  HISTORY_FILE,
  isLogGone,
  isLogMissing,
  isOnlyInLog,
  repair,
  wasUsed,
} from '../repair/repair.ts';
import { Database } from '../sqlite/database.ts';
import { failureOf, NoFile } from '../sqlite/failure.ts';
import { DamagedFile } from '../sqlite/sqlite-file.ts';
import type { RepairReport, OpenedStore } from '../store.ts';

/** After a try that failed others have their turn for so many times as long as it took. */
const MEND_AGAIN_TIMES = 10;

export class RepairingDatabase {
  readonly opened: OpenedStore;
  readonly #folder: string;
  /** `undefined` where it could not be opened again after it could not be mended: that is tried again. */
  #database: Database | undefined;
  /** Once in a run: a disk that goes on to do harm would be mended for ever. */
  #isMended: boolean;
  /** No try before, as `performance.now` counts. */
  #mayMendAt = 0;
  #isClosed = false;
  #mended: RepairReport | undefined;
  /** Counted in one that was mended since. */
  #unread = 0;
  #filesGone: readonly string[] = [];

  /** Throws as {@link Database} does, and {@link NoFile}. */
  constructor(folder: string) {
    this.#folder = folder;
    refuseNoFile(join(folder, HISTORY_FILE));
    const isFinished = finishRepair(folder);
    const { database, opened } = openOrMend(folder);
    this.#database = database;
    this.opened = isFinished && opened.condition === 'whole' ? { ...opened, condition: 'salvaged' } : opened;
    this.#isMended = opened.aside !== undefined;
  }

  /** Does it once more where something damaged was come upon, and mended. */
  perform<T>(act: (database: Database) => T): T {
    try {
      return act(this.#current());
    } catch (error) {
      if (!this.#mayMend() || failureOf(error) !== 'damaged') throw error;
      this.#mend();
    }
    return act(this.#current());
  }

  /** As {@link Database} has it. Where it was mended nothing is dropped until the next start: all of that is done. */
  prune(age: number, bytesMax: number): boolean {
    return this.perform((database) => this.#isMended || database.prune(age, bytesMax));
  }

  /** What came of mending it since this was asked last. */
  mended(): RepairReport | undefined {
    const mended = this.#mended;
    this.#mended = undefined;
    return mended;
  }

  /** As {@link Database} has it. */
  unread(): number {
    const unread = this.#unread + (this.#database?.unread() ?? 0);
    this.#unread = 0;
    return unread;
  }

  /** As {@link Database} has it. */
  filesGone(): readonly string[] {
    const gone = [...this.#filesGone, ...(this.#database?.filesGone() ?? [])];
    this.#filesGone = [];
    return gone;
  }

  /** For good: whoever asks later is refused. */
  close(): void {
    this.#isClosed = true;
    this.#letGo();
  }

  #letGo(): void {
    this.#database?.close();
    this.#database = undefined;
  }

  /** Throws as {@link Database} does. */
  #current(): Database {
    if (this.#isClosed) throw new Error('the history is closed');
    if (this.#database !== undefined) return this.#database;
    finishRepair(this.#folder);
    // It is known to be damaged: what can be read of it is read, and what is said can be saved.
    this.#database = new Database(join(this.#folder, HISTORY_FILE), { unchecked: true });
    return this.#database;
  }

  #mayMend(): boolean {
    return !this.#isMended && performance.now() >= this.#mayMendAt;
  }

  /** Throws where there is no room for it, say: then the old one is there again. */
  #mend(): void {
    const from = performance.now();
    try {
      this.#database?.leave();
      this.#filesGone = this.filesGone();
      this.#unread = this.unread();
      this.#letGo();
      this.#mended = repair(this.#folder);
      this.#isMended = true;
    } catch (error) {
      const now = performance.now();
      this.#mayMendAt = now + MEND_AGAIN_TIMES * (now - from);
      this.#reopen();
      throw error;
    }
  }

  /** At once, so that no other process takes it. */
  #reopen(): void {
    try {
      this.#current();
    } catch (error) {
      // Whoever asks next tries again, and is told.
      if (!(error instanceof Error)) throw error;
    }
  }
}

interface Found {
  readonly database: Database;
  readonly opened: OpenedStore;
}

function openOrMend(folder: string): Found {
  try {
    return open(folder);
  } catch (error) {
    if (failureOf(error) !== 'damaged') throw error;
  }
  const mended = repair(folder);
  const { database, opened } = open(folder);
  const condition = mended.salvaged === undefined ? 'new' : 'salvaged';
  return { database, opened: { ...opened, condition, ...mended } };
}

function open(folder: string): Found {
  if (isOnlyInLog(folder)) throw new DamagedFile('only the write-ahead log is there');
  const isDoubtful = isLogMissing(folder);
  const isGone = isLogGone(folder);
  const database = new Database(join(folder, HISTORY_FILE));
  try {
    const opened = database.open(isDoubtful);
    const missing = wasUsed(folder) ? missingOf(opened, isGone) : undefined;
    return { database, opened: { ...opened, ...(missing && { missing }) } };
  } catch (error) {
    database.close();
    throw error;
  }
}

function missingOf({ condition }: OpenedStore, isLogGone: boolean): MissingFile | undefined {
  if (isLogGone) return 'log';
  return condition === 'new' ? 'history' : undefined;
}

function refuseNoFile(path: string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile()) throw new NoFile(path);
}
