/** Settings and audit entries in the SQLite file, in whose tables they are called marks and deeds. */
import {
  type AuditEntry,
  type NumberedAuditEntry,
  parseAuditEntry,
} from '../../../contract/model/audit-entry.ts';
import { count, text, type SqliteFile } from './sqlite-file.ts';
import type { StoredSetting } from '../store.ts';

const AUDIT_ENTRIES_STORED_MAX = 100_000;

export function readSettings(file: SqliteFile): StoredSetting[] {
  return file.all('SELECT kind, name, value FROM marks ORDER BY rowid').map((row) => ({
    kind: text(row['kind']),
    name: text(row['name']),
    value: text(row['value']),
  }));
}

export function writeSetting(
  file: SqliteFile,
  { kind, name, value }: StoredSetting<string | undefined>,
): void {
  if (value === undefined) file.run('DELETE FROM marks WHERE kind = ? AND name = ?', kind, name);
  else {
    file.run(
      'INSERT INTO marks (kind, name, value) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = ?3',
      ...[kind, name, value],
    );
  }
}

/** The oldest are dropped past a number that no chat comes to. */
export function writeAuditEntry(file: SqliteFile, entry: AuditEntry): void {
  const { lastInsertRowid } = file.run('INSERT INTO deeds (body) VALUES (?)', JSON.stringify(entry));
  file.run('DELETE FROM deeds WHERE id <= ?', Number(lastInsertRowid) - AUDIT_ENTRIES_STORED_MAX);
}

/** The newest first. */
export function readAuditEntries(
  file: SqliteFile,
  most: number,
  before = Number.MAX_SAFE_INTEGER,
): NumberedAuditEntry[] {
  const rows = file.all('SELECT id, body FROM deeds WHERE id < ? ORDER BY id DESC LIMIT ?', before, most);
  return rows.flatMap((row) => {
    const entry = file.read(row, 'deeds', parseAuditEntry);
    return entry === undefined ? [] : [{ number: count(row['id']), entry }];
  });
}
