/** What the host takes out of the house into files of its own: what was said, and what was sent. */
import type { ExportChoice, Written } from '../../contract/ipc/export.ts';
import { rangeOf } from '../export/days.ts';
import { writeExport } from '../export/write-export.ts';
import type { Spoken, Translate } from '../../locales/translate.ts';
import { fileFault } from './file-fault.ts';
import type { ChatService } from '../chat/chat-service.ts';

/** Writes what was said into a file. Never rejects. */
export async function exportLog(
  house: ChatService,
  { t, language }: Spoken,
  { format, room, from, to }: ExportChoice,
  file: string,
): Promise<Written> {
  const range = rangeOf(from, to);
  if (typeof range === 'string') return { ok: false, why: range };
  return written(t, async () => {
    const source = house.exportSource(room);
    const { messages, link } = await writeExport(source, { file, format, language, t, ...range });
    return { ok: true, file, messages, ...(link !== undefined && { last: link }) };
  });
}

/** Writes a file of a message. Never rejects. */
export async function writeFileOfMessage(
  house: ChatService,
  { t }: Spoken,
  id: string,
  file: string,
): Promise<Written> {
  return written(t, async () =>
    (await house.fileActions.save(id, file)) ? { ok: true, file } : { ok: false, why: 'failed' },
  );
}

async function written(t: Translate, write: () => Promise<Written>): Promise<Written> {
  try {
    return await write();
  } catch (error) {
    return { ok: false, why: 'failed', detail: fileFault(error, t) };
  }
}
