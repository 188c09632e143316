/** A history on its thread, in a folder: opened as the host opens it, and closed when the test ends. */
import { readdirSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { Entry } from '../../../contract/model/entry.ts';
import { History, type HistoryParts } from '../../../electron/history/history.ts';
import type { Saving } from '../../../electron/history/store.ts';
import { MemoryStore, openedInMemory } from '../../../electron/history/memory/memory-store.ts';
import { SqliteStore } from '../../../electron/history/thread/sqlite-store.ts';

/** Built by `build('history')`. */
export const HISTORY_SCRIPT = new URL('../../../dist/history/history.cjs', import.meta.url);

export interface KeptHistory {
  readonly history: History;
  /** What was committed, in order. */
  readonly heard: Entry[];
  readonly saving: Saving[];
  /** Of these files no message is left. */
  readonly gone: string[];
  /** A damaged file was put aside under this name. */
  readonly aside: string | undefined;
}

/** A store in memory, as a history takes it. */
export const inMemory = () => ({ store: new MemoryStore(), opened: openedInMemory('memory') });

/** @param clock both clocks, and who hears of them; those of this computer if left out */
export async function openHistory(
  folder: string,
  clock: Partial<Pick<HistoryParts, 'now' | 'elapsed' | 'jumped' | 'held'>> = {},
): Promise<KeptHistory> {
  const opened = await SqliteStore.open(HISTORY_SCRIPT, folder);
  if (!opened.ok) throw new Error(`${opened.failure}: ${opened.detail}`);
  const heard: Entry[] = [];
  const saving: Saving[] = [];
  const gone: string[] = [];
  const history = new History({
    now: () => Date.now(),
    elapsed: () => performance.now(),
    ...clock,
    store: opened,
    saving: (each) => saving.push(each),
    filesGone: (ids) => gone.push(...ids),
  });
  history.hear((entries) => heard.push(...entries));
  onTestFinished(() => history.close());
  return { history, heard, saving, gone, aside: opened.opened.aside };
}

export const filesIn = (folder: string) => readdirSync(folder).sort();
