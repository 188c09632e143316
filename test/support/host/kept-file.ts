/** A look into the file of a history, as it stands on the disk: a copy is read, so that nothing of it changes. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Entry } from '../../../contract/model/entry.ts';

export interface KeptFile {
  /** What SQLite finds when it looks over all of it, its search index too. */
  readonly integrity: string;
  readonly entries: readonly Entry[];
}

/** @param folder the data folder of a host that has ended */
export function readKept(folder: string): KeptFile {
  const copy = mkdtempSync(join(tmpdir(), 'porchlight-kept-'));
  for (const name of ['history.db', 'history.db-wal', 'history.db-journal'])
    if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy, name));
  const database = new DatabaseSync(join(copy, 'history.db'));
  try {
    const { integrity_check: integrity } = database.prepare('PRAGMA integrity_check').get() as {
      integrity_check: string;
    };
    const rows = database.prepare('SELECT body FROM entries ORDER BY id').all() as { body: string }[];
    return { integrity, entries: rows.map(({ body }) => JSON.parse(body) as Entry) };
  } finally {
    database.close();
    rmSync(copy, { recursive: true, force: true });
  }
}
