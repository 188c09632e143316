/**
 * Writes an export, a message at a time, into a file beside the one that was asked for, which takes its place when it is
 * whole: what breaks off leaves nothing that looks like an export.
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

export interface ExportAsked extends DayRange {
  readonly file: string;
  readonly format: ExportFormat;
  readonly language: string;
  readonly t: Translate;
}

export interface Exported {
  readonly messages: number;
  /** The last link of the chain, of a file that has one. */
  readonly link?: string;
}

/** What is put together before it is written. */
const CHUNK_UNITS = 262_144;

/** Rejects with Node's own error, or with `UnreadableLog`. */
export async function writeExport(source: ExportSource, asked: ExportAsked): Promise<Exported> {
  const { file, format: kind, language, t } = asked;
  const chain = new Chain();
  const format = formatOf(kind, chain);
  // A name that nothing else has: what is called `.part` there is somebody's.
  const partial = `${file}.${randomBytes(8).toString('hex')}.part`;
  const handle = await open(partial, 'wx', 0o600);
  let count = 0;
  try {
    let waiting = format.begin({ rooms: source.rooms, at: Date.now(), language, t });
    for await (const { room, message } of messagesOf(source, asked)) {
      count += 1;
      const pictures = format.pictures ? await picturesOf(message, source) : new Map<string, string>();
      waiting += format.message({ number: count, room, message, pictures });
      if (waiting.length < CHUNK_UNITS) continue;
      await handle.writeFile(waiting);
      waiting = '';
    }
    await handle.writeFile(waiting + format.end(count));
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
