/** Which files the kept messages have, so that a file goes with its message. It refuses to know where files lie. */
import type { Attachment } from '../../contract/attachment.ts';
import type { Message } from '../../contract/entry.ts';
import { fileIds } from './file-ids.ts';
import { text, type Row, type SqliteFile } from './sqlite-file.ts';

/** @param id of the entry */
export function attach(file: SqliteFile, id: number, { files = [] }: Message): void {
  for (const each of files)
    file.run('INSERT OR IGNORE INTO files VALUES (?, ?, ?)', each.id, id, JSON.stringify(each));
}

/** Answers with the ids of the files that went with it. */
export function detach(file: SqliteFile, id: number): string[] {
  const rows = file.all('SELECT body FROM files WHERE entry = ?', id);
  if (rows.length > 0) file.run('DELETE FROM files WHERE entry = ?', id);
  return fileIds(rows.map(attachmentOf));
}

export function attached(file: SqliteFile): Attachment[] {
  return file.all('SELECT body FROM files').map(attachmentOf);
}

function attachmentOf(row: Row): Attachment {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- the file has what this module wrote
  return JSON.parse(text(row['body']));
}
