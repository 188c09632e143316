/**
 * Writes an export, one message at a time, to a temporary file next to the requested one, and renames it when it is
 * complete. A failed export leaves nothing that looks like one.
 */
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { PictureType } from '../../contract/model/attachment.ts';
import type { ExportFormat } from '../../contract/ipc/export.ts';
import type { Message } from '../../contract/model/entry.ts';
import type { Translate } from '../../locales/translate.ts';
import { Chain } from './chain.ts';
import { messagesOf, type ExportSource, type Format, type DayRange } from './exported.ts';
import { htmlFormat } from './html-format.ts';
import { csvFormat, jsonFormat, textFormat } from './plain-formats.ts';

export interface ExportRequest extends DayRange {
  readonly file: string;
  readonly format: ExportFormat;
  readonly language: string;
  readonly t: Translate;
}

export interface Exported {
  readonly messages: number;
  /** The last link of the hash chain, for a format that has one. */
  readonly link?: string;
}

/** Text is written in chunks of this size, in UTF-16 units. */
const CHUNK_UNITS = 262_144;

/** Rejects with Node's own error, or with {@link UnreadableLog}. */
export async function writeExport(source: ExportSource, request: ExportRequest): Promise<Exported> {
  const { file, format: kind, language, t } = request;
  const chain = new Chain();
  const format = formatOf(kind, chain);
  // A unique name: an existing file called `.part` may belong to the user.
  const partial = `${file}.${randomBytes(8).toString('hex')}.part`;
  const handle = await open(partial, 'wx', 0o600);
  let count = 0;
  try {
    let buffered = format.begin({ rooms: source.rooms, at: Date.now(), language, t });
    for await (const { room, message } of messagesOf(source, request)) {
      count += 1;
      const pictures = format.pictures ? await picturesOf(message, source) : new Map<string, string>();
      buffered += format.message({ number: count, room, message, pictures });
      if (buffered.length < CHUNK_UNITS) continue;
      await handle.writeFile(buffered);
      buffered = '';
    }
    await handle.writeFile(buffered + format.end(count));
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(partial, { force: true });
    throw error;
  }
  await handle.close();
  await rename(partial, file);
  return { messages: count, ...(kind === 'html' && { link: chain.link }) };
}

function formatOf(kind: ExportFormat, chain: Chain): Format {
  switch (kind) {
    case 'html':
      return htmlFormat(chain);
    case 'txt':
      return textFormat();
    case 'json':
      return jsonFormat();
    case 'csv':
      return csvFormat();
    default:
      return kind satisfies never;
  }
}

async function picturesOf(message: Message, source: ExportSource): Promise<ReadonlyMap<string, string>> {
  const pictures = new Map<string, string>();
  for (const { id, picture } of message.files ?? []) {
    const bytes = picture && (await source.picture(id));
    if (picture !== undefined && bytes !== undefined) pictures.set(id, dataUrl(picture.type, bytes));
  }
  return pictures;
}

function dataUrl(type: PictureType, bytes: Uint8Array): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}
