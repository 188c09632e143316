/** Which files the kept messages have, so that a file goes with its message. It refuses to know where files lie. */
import { isDeepStrictEqual } from 'node:util';
import { type Attachment, parseAttachment } from '../../../contract/model/attachment.ts';
import { type Message, parseEntry } from '../../../contract/model/entry.ts';
import { parseJson } from '../../../contract/model/fields.ts';
import { isIntact } from './checked-body.ts';
import { fileIds } from '../file-ids.ts';
import type { SqliteFile } from './sqlite-file.ts';
import type { AttachedFile } from '../store.ts';

/** @param id of the entry */
export function attach(file: SqliteFile, id: number, { files = [] }: Message): void {
  for (const each of files)
    file.run('INSERT OR IGNORE INTO files VALUES (?, ?, ?)', each.id, id, JSON.stringify(each));
}

/** Answers with the ids of the files that went with it. */
export function detach(file: SqliteFile, id: number): string[] {
  const rows = file.all('SELECT id, body FROM files WHERE entry = ?', id);
  if (rows.length > 0) file.run('DELETE FROM files WHERE entry = ?', id);
  return fileIds(rows.flatMap((row) => file.read(row, 'files', (value) => parseOf(value, row['id'])) ?? []));
}

/**
 * Each file, and who said its message. All that is told of a file stands in its message too, which has a checksum: what
 * differs is damaged.
 */
export function attached(file: SqliteFile): AttachedFile[] {
  const rows = file.all(`
    SELECT files.id, files.body, entries.body AS entry FROM files LEFT JOIN entries ON entries.id = files.entry
  `);
  return rows.flatMap((row) => {
    const message = messageOf(row['entry']);
    const attachment = file.read(row, 'files', (value) => {
      const read = parseOf(value, row['id']);
      return message?.files?.some((each) => isDeepStrictEqual(each, read)) === true ? read : undefined;
    });
    return attachment === undefined ? [] : [{ ...attachment, owner: message?.from.id ?? '' }];
  });
}

/** @param id under which it is kept */
function parseOf(value: unknown, id: unknown): Attachment | undefined {
  const attachment = parseAttachment(value);
  return attachment?.id === id ? attachment : undefined;
}

/** `undefined` if it is damaged. */
function messageOf(body: unknown): Message | undefined {
  const entry = typeof body === 'string' && isIntact(body) ? parseEntry(parseJson(body)) : undefined;
  return entry?.type === 'message' ? entry : undefined;
}
