/** The formats without looks: lines of text, JSON, and a table for spreadsheets. */
import type { Message } from '../../contract/model/entry.ts';
import { countOf } from '../../contract/model/reactions.ts';
import { CSV_START, csvRow } from './csv.ts';
import type { Format, ExportedMessage } from './exported.ts';

/** Lines as they can be read in any terminal: nothing in them moves a cursor or turns a line around. */
export function textFormat(): Format {
  return {
    pictures: false,
    begin: () => '',
    message: ({ room, message }) => {
      const text = [message.text, ...fileNames(message).map((name) => `[${name}]`)]
        .filter((part) => part !== '')
        .join('\n');
      const shown = bare(text).replaceAll('\n', '\n\t');
      return `${clock(message.at)}\t${bare(room.name)}\t${bare(message.from.name)}\t${shown}\n`;
    },
    end: () => '',
  };
}

/** One object, with one message on each line. */
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
      const said = {
        ...{ room: room.id, at: iso(at), from: { id, name }, text },
        ...(files && { files: files.map((file) => ({ name: file.name, bytes: file.bytes })) }),
        ...(reply && { reply: { from: reply.from.name, text: reply.text } }),
        ...(reactions && { reactions: reactions.map((each) => ({ emoji: each.emoji, by: countOf(each) })) }),
        ...(edited && { edited }),
      };
      return `${number > 1 ? ',' : ''}\n${JSON.stringify(said)}`;
    },
    end: () => '\n]}\n',
  };
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export function csvFormat(): Format {
  return {
    pictures: false,
    begin: ({ t }) =>
      `${CSV_START}${csvRow([t('host:export.time'), t('host:export.room'), t('host:export.name'), 'id', t('host:export.text'), t('host:export.files')])}`,
    message: ({ room, message }: ExportedMessage) =>
      csvRow([
        ...[clock(message.at), room.name, message.from.name, message.from.id],
        ...[message.text, fileNames(message).join('\n')],
      ]),
    end: () => '',
  };
}

function fileNames({ files = [] }: Message): string[] {
  return files.map(({ name }) => name);
}

/** Control characters, and those that turn the direction of a line, as what they are. */
function bare(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what this is about
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** The host's own time, as tables sort it. */
export function clock(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
