/**
 * Whether a file that no message names may be removed. In a history that is not whole its message may be what is
 * missing: then it is kept, and remembered as kept for good. It refuses to know where files lie.
 */
import type { SqliteFile } from './sqlite-file.ts';
import type { StoredSetting, OpenedStore, StoreRecord } from '../store.ts';

/** As settings: that all are kept which nobody named so far, and each that was found so. */
export const ALL_KIND = 'unnamed-files';
export const FILE_KIND = 'kept-file';

/** Only a history that is whole, and of which it is known what was kept while it was not, allows that any is removed. */
export function mayRemoveUnnamed({
  condition,
  settings,
}: Pick<OpenedStore, 'condition' | 'settings'>): boolean {
  return condition === 'whole' && !settings.some(({ kind }) => kind === ALL_KIND);
}

/** The ids of those that are kept for good. */
export function keptUnnamed(settings: readonly StoredSetting[]): ReadonlySet<string> {
  return new Set(settings.filter(({ kind }) => kind === FILE_KIND).map(({ name }) => name));
}

/** From now on until it is remembered which ones there are, also past the end of this program. */
export function keepUnnamed(file: SqliteFile): void {
  file.run('INSERT OR IGNORE INTO marks (kind, name, value) VALUES (?, ?, ?)', ALL_KIND, 'all', 'true');
}

/** These are kept for good, and others from now on are not. @param ids of all that no message names */
export function rememberKept(ids: readonly string[]): StoreRecord[] {
  const settings: StoredSetting<string | undefined>[] = [
    ...ids.map((name) => ({ kind: FILE_KIND, name, value: 'true' })),
    { kind: ALL_KIND, name: 'all', value: undefined },
  ];
  return settings.map((setting) => ({ kind: 'setting', setting }));
}
