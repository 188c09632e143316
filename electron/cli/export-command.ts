/**
 * The commands `export`, which writes the messages of a folder to a file, and `verify`, which checks such a file. Each
 * returns one sentence and an exit code.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../../locales/language.ts';
import type { Translate } from '../../locales/translate.ts';
import { Rooms } from '../chat/model/rooms.ts';
import { readOptions } from './arguments.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../contract/ipc/export.ts';
import { rangeOf } from '../export/days.ts';
import { UnreadableLog, type ExportSource } from '../export/exported.ts';
import { verifyExport, type VerifyResult } from '../export/verify-export.ts';
import { writeExport } from '../export/write-export.ts';
import { fileFault } from '../server/file-fault.ts';
import { repairReportOf, type RepairReport } from '../history/store.ts';
import { SqliteStore } from '../history/thread/sqlite-store.ts';
import { repairText } from './repair-text.ts';
import { Settings } from '../settings/settings.ts';

export interface SpokenLanguage {
  readonly t: Translate;
  readonly language: Language;
}

/** 0: success, or intact. 1: the file does not match its chain. 2: bad usage. 3: it cannot be done there. */
export interface CommandEnd {
  readonly code: 0 | 1 | 2 | 3;
  readonly sentence: string;
}

const PAGE_ENTRIES = 500;

const OPTIONS = {
  data: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string' },
  room: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  language: { type: 'string' },
  force: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** @param script the built worker of the history */
export async function exportCommand(
  args: readonly string[],
  { t, language }: SpokenLanguage,
  script: URL,
): Promise<CommandEnd> {
  const read = readOptions(args, OPTIONS, t);
  if (!read.ok) return { code: 2, sentence: read.sentence };
  const { values } = read;
  if (values.has('help')) return { code: 0, sentence: t('host:export.help') };
  const [data, file, given = 'html'] = [values.get('data'), values.get('out'), values.get('format')];
  const format: ExportFormat | undefined = EXPORT_FORMATS.find((each) => each === given);
  const [from = '', to = ''] = [values.get('from'), values.get('to')];
  const range = rangeOf(from, to);
  if (data === undefined || file === undefined) return { code: 2, sentence: t('host:export.help') };
  if (format === undefined)
    return {
      code: 2,
      sentence: t('host:export.format', { format: given, formats: EXPORT_FORMATS.join(', ') }),
    };
  if (range === 'days') return { code: 2, sentence: t('host:export.date') };
  if (range === 'backwards') return { code: 2, sentence: t('host:export.backwards', { from, to }) };
  if (existsSync(file) && !values.has('force'))
    return { code: 2, sentence: t('host:export.there', { file }) };
  if (!existsSync(join(data, 'history.db')))
    return { code: 3, sentence: t('host:export.nothing', { folder: data }) };
  let unread = 0;
  let repair: RepairReport | undefined;
  const opened = await SqliteStore.open(script, data, {
    unread: (count) => (unread += count),
    mended: (now) => (repair = now),
  });
  if (!opened.ok) {
    const { failure, detail, holder = '' } = opened;
    if (failure === 'in-use')
      return { code: 3, sentence: t('host:trouble.folder-in-use', { folder: data, holder }) };
    if (failure === 'newer') return { code: 3, sentence: t('host:export.newer') };
    return { code: 3, sentence: t('host:export.unreadable', { detail }) };
  }
  const { store } = opened;
  try {
    // The same name that the next host of this folder has, also in the window.
    const lobby = new Settings(data).readRoom() ?? t('shared:room');
    const all = new Rooms(lobby, opened.opened.rooms).list();
    const wanted = values.get('room');
    const rooms = all.filter(({ name }) => wanted === undefined || name === wanted);
    if (rooms.length === 0) {
      const names = all.map(({ name }) => name).join(', ');
      return { code: 2, sentence: t('host:export.no-room', { room: wanted ?? '', rooms: names }) };
    }
    const source: ExportSource = {
      rooms,
      page: (room, after) => store.page(room, { after }, PAGE_ENTRIES),
      picture: (id) => readPicture(join(data, 'files', id)),
    };
    const { messages, link: last } = await writeExport(source, { file, format, language, t, ...range });
    const sentences = [
      ...repairText({ kind: 'saved', ...repairReportOf(opened.opened), ...repair }, t),
      ...(unread > 0 ? [t('host:trouble.unread', { lines: unread })] : []),
      t('host:export.done', { count: messages, file }),
      ...(last === undefined ? [] : [t('host:export.link', { last })]),
    ];
    return { code: 0, sentence: sentences.join('\n') };
  } catch (error) {
    return { code: 3, sentence: t('host:export.failed', { file, detail: detailOf(error, t) }) };
  } finally {
    await store.close();
  }
}

export async function verifyCommand(args: readonly string[], { t }: SpokenLanguage): Promise<CommandEnd> {
  if (args.includes('--help')) return { code: 0, sentence: t('host:verify.help') };
  const files = args.filter((arg) => !arg.startsWith('--'));
  const [file] = files;
  if (file === undefined || files.length > 1) return { code: 2, sentence: t('host:verify.help') };
  try {
    const verdict = await verifyExport(file);
    const code = verdict.kind === 'whole' ? 0 : verdict.kind === 'no-export' ? 2 : 1;
    return { code, sentence: verdictText(verdict, file, t) };
  } catch (error) {
    return { code: 3, sentence: t('host:verify.unreadable', { file, detail: detailOf(error, t) }) };
  }
}

function verdictText(verdict: VerifyResult, file: string, t: Translate): string {
  switch (verdict.kind) {
    case 'whole':
      return `${t('host:verify.whole', { count: verdict.messages })}\n${t('host:verify.link', { last: verdict.link })}`;
    case 'no-export':
      return t('host:verify.no-export', { file });
    case 'head':
      return t('host:verify.head');
    case 'message':
      return t('host:verify.message', { number: verdict.number });
    case 'tail':
      return t('host:verify.tail');
    case 'cut':
      return t('host:verify.cut', { number: verdict.messages });
    default:
      return verdict satisfies never;
  }
}

async function readPicture(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    // It was deleted with its message, or by the user: the message is exported without it.
    return undefined;
  }
}

function detailOf(error: unknown, t: Translate): string {
  return error instanceof UnreadableLog ? 'SQLite' : fileFault(error, t);
}
