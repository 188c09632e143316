/** The export formats without markup: lines of text, JSON and CSV. */
import type { Message } from '../../contract/model/entry.ts';
import { countOf } from '../../contract/model/reactions.ts';
import { CSV_START, csvRow } from './csv.ts';
import type { Format, ExportedMessage } from './exported.ts';

/** Lines that are safe in any terminal: nothing in them moves the cursor or changes the direction of the text. */
export function textFormat(): Format {
  return {
    pictures: false,
    begin: () => '',
    message: ({ room, message }) => {
      const text = [message.text, ...fileNames(message).map((name) => `[${name}]`)]
        .filter((part) => part !== '')
        .join('\n');
      const shown = escapeControls(text).replaceAll('\n', '\n\t');
      return `${localTime(message.at)}\t${escapeControls(room.name)}\t${escapeControls(message.from.name)}\t${shown}\n`;
    },
    end: () => '',
  };
}

/** One JSON object with one message on each line. */
export function jsonFormat(): Format {
  return {
    pictures: false,
    begin: ({ rooms, at }) => {
      const head = JSON.stringify({ format: 'porchlight-messages-1', exported: iso(at), rooms });
      return `${head.slice(0, -1)},"messages":[`;
    },
    message: ({ number, room, message }) => {
      const { text, at, from, files, reply, reactions, edited } = message;
      const { id, name } = from;
      const exported = {
        room: room.id,
        at: iso(at),
        from: { id, name },
        text,
        ...(files && { files: files.map((file) => ({ name: file.name, bytes: file.bytes })) }),
        ...(reply && { reply: { from: reply.from.name, text: reply.text } }),
        ...(reactions && { reactions: reactions.map((each) => ({ emoji: each.emoji, by: countOf(each) })) }),
        ...(edited && { edited }),
      };
      return `${number > 1 ? ',' : ''}\n${JSON.stringify(exported)}`;
    },
    end: () => '\n]}\n',
  };
}

/** RFC 4180, with a byte order mark. */
export function csvFormat(): Format {
  return {
    pictures: false,
    begin: ({ t }) =>
      `${CSV_START}${csvRow([t('host:export.time'), t('host:export.room'), t('host:export.name'), 'id', t('host:export.text'), t('host:export.files')])}`,
    message: ({ room, message }: ExportedMessage) =>
      csvRow([
        localTime(message.at),
        room.name,
        message.from.name,
        message.from.id,
        message.text,
        fileNames(message).join('\n'),
      ]),
    end: () => '',
  };
}

function fileNames({ files = [] }: Message): string[] {
  return files.map(({ name }) => name);
}

/** Escapes control characters and characters that change the text direction. */
function escapeControls(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what this is about
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** The host's local time in a form that sorts as text. */
export function localTime(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
