/** Which files the kept messages have, so that a file goes with its message. It refuses to know where files lie. */
import type { Message } from '../../contract/entry.ts';
import { parseAttachment } from '../../contract/parse-attachment.ts';
import { fileIds } from './file-ids.ts';
import type { SqliteFile } from './sqlite-file.ts';
import type { AttachedFile } from './store.ts';

/** @param id of the entry */
export function attach(file: SqliteFile, id: number, { files = [] }: Message): void {
  for (const each of files)
    file.run('INSERT OR IGNORE INTO files VALUES (?, ?, ?)', each.id, id, JSON.stringify(each));
}

/** Answers with the ids of the files that went with it. */
export function detach(file: SqliteFile, id: number): string[] {
  const rows = file.all('SELECT id, body FROM files WHERE entry = ?', id);
  if (rows.length > 0) file.run('DELETE FROM files WHERE entry = ?', id);
  return fileIds(file.readAll(rows, 'files', parseAttachment));
}

/** Each file, and who said its message. */
export function attached(file: SqliteFile): AttachedFile[] {
  const rows = file.all(`
    SELECT files.id, files.body,
      CASE WHEN json_valid(entries.body) THEN json_extract(entries.body, '$.from.id') END AS owner
    FROM files LEFT JOIN entries ON entries.id = files.entry
  `);
  return rows.flatMap((row) => {
    const attachment = file.read(row, 'files', parseAttachment);
    const { owner } = row;
    return attachment === undefined ? [] : [{ ...attachment, owner: typeof owner === 'string' ? owner : '' }];
  });
}
