/** Which files the kept messages have, so that a file goes with its message. It refuses to know where files lie. */
import type { Attachment } from '../../contract/attachment.ts';
import type { Message } from '../../contract/entry.ts';
import { parseAttachment } from '../../contract/parse-attachment.ts';
import { fileIds } from './file-ids.ts';
import type { SqliteFile } from './sqlite-file.ts';

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

export function attached(file: SqliteFile): Attachment[] {
  return file.readAll(file.all('SELECT id, body FROM files'), 'files', parseAttachment);
}
