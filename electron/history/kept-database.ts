/**
 * The history of a folder, mended where it is damaged: when it is opened, and when something that is damaged is come upon
 * later. Who asked meanwhile has the answer of the mended one.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { finishMending, HISTORY_FILE, isLogMissing, isOnlyInLog, mend } from './damaged-file.ts';
import { Database } from './database.ts';
import { failureOf, NoFile } from './failure.ts';
import { DamagedFile } from './sqlite-file.ts';
import type { Mended, Opened } from './store.ts';

export class KeptDatabase {
  readonly opened: Opened;
  readonly #folder: string;
  #database: Database;
  /** Once in a run: a disk that goes on to do harm would be mended for ever. */
  #isMended: boolean;
  #mended: Mended | undefined;
  /** Counted in one that was mended since. */
  #unread = 0;
  #filesGone: readonly string[] = [];

  /** Throws as {@link Database} does, and {@link NoFile}. */
  constructor(folder: string) {
    this.#folder = folder;
    refuseNoFile(join(folder, HISTORY_FILE));
    const isFinished = finishMending(folder);
    const { database, opened } = openOrMend(folder);
    this.#database = database;
    this.opened = isFinished && opened.condition === 'whole' ? { ...opened, condition: 'salvaged' } : opened;
    this.#isMended = opened.aside !== undefined;
  }

  /** Does it once more where something damaged was come upon, and mended. */
  perform<T>(act: (database: Database) => T): T {
    try {
      return act(this.#database);
    } catch (error) {
      if (this.#isMended || failureOf(error) !== 'damaged') throw error;
      this.#mend();
    }
    return act(this.#database);
  }

  /** What came of mending it since this was asked last. */
  mended(): Mended | undefined {
    const mended = this.#mended;
    this.#mended = undefined;
    return mended;
  }

  /** As {@link Database} has it. */
  unread(): number {
    const unread = this.#unread + this.#database.unread();
    this.#unread = 0;
    return unread;
  }

  /** As {@link Database} has it. */
  filesGone(): readonly string[] {
    const gone = [...this.#filesGone, ...this.#database.filesGone()];
    this.#filesGone = [];
    return gone;
  }

  close(): void {
    this.#database.close();
  }

  #mend(): void {
    this.#isMended = true;
    this.#filesGone = this.filesGone();
    this.#unread = this.unread();
    this.#database.close();
    try {
      this.#mended = mend(this.#folder);
    } finally {
      // The old one again, where there is no room to mend it.
      this.#database = new Database(join(this.#folder, HISTORY_FILE));
    }
  }
}

interface Found {
  readonly database: Database;
  readonly opened: Opened;
}

function openOrMend(folder: string): Found {
  try {
    return open(folder);
  } catch (error) {
    if (failureOf(error) !== 'damaged') throw error;
  }
  const mended = mend(folder);
  const { database, opened } = open(folder);
  const condition = mended.salvaged === undefined ? 'new' : 'salvaged';
  return { database, opened: { ...opened, condition, ...mended } };
}

function open(folder: string): Found {
  if (isOnlyInLog(folder)) throw new DamagedFile('only the write-ahead log is there');
  const isDoubtful = isLogMissing(folder);
  const database = new Database(join(folder, HISTORY_FILE));
  try {
    return { database, opened: database.open(isDoubtful) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function refuseNoFile(path: string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there !== undefined && !there.isFile()) throw new NoFile(path);
}
