/**
 * The plain-text protocol, which the program that Porchlight grew from spoke: every entry is a line, or nothing.
 * Over it people are known by their addresses, so the name of a plain-text person is `ADDRESS:PORT`.
 */
import { FILES_PATH } from '../../../contract/model/attachment.ts';
import type { Entry, Message } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';

/** What a client sends to leave. */
export const QUIT = 'quit';

/** The name of somebody on plain text; an IPv6 address stands in brackets (RFC 3986 §3.2.2). */
export function plainName(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/**
 * The line that everybody on plain text gets for an entry; `undefined` where the protocol has no words for it.
 *
 * @param link of the host: a file can be fetched by it
 */
export function plainLine(entry: Entry, link = ''): string | undefined {
  switch (entry.type) {
    case 'joined':
      return `Welcome ${greetedName(entry.person)} !`;
    case 'message':
      return `${timeOfDay(entry.at)} ${entry.from.name} say: ${asOne(announced(entry, withFiles(entry, link)))}`;
    case 'left':
      if (!entry.goodbye) return undefined;
      return `${timeOfDay(entry.at)} ${entry.person.name} say: ${greetedName(entry.person)} Logout`;
    case 'renamed':
    case 'edited':
    case 'deleted':
    case 'reacted':
      return undefined;
    default:
      return entry satisfies never;
  }
}

/**
 * A text whose further lines nobody takes for lines of somebody else: each begins with a tab. On a terminal nothing in it
 * moves the cursor; tabs stay, as they do no harm.
 */
function asOne(text: string): string {
  return text.replace(LINE_BREAK, '\n\t').replace(CONTROL, '');
}

/** All of them (Unicode §5.8). */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;
/** C0 but tab and line feed, DEL and C1. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** What the host says to all rooms stands out in a protocol that has no other way. */
function announced({ announcement }: Message, text: string): string {
  return announcement ? `*** ${text} ***` : text;
}

/** Each file on a line of its own. */
function withFiles({ text, files = [] }: Message, link: string): string {
  const lines = files.map(({ id, name }) => `${name} ${link}${FILES_PATH}/${id}`.trimStart());
  return (text === '' ? lines : [text, ...lines]).join('\n');
}

/** A notice from the server to one guest. */
export function plainNotice(serverName: string, text: string, at: number): string {
  return `${timeOfDay(at)} ${serverName} say: ${asOne(text)}`;
}

const ADDRESS_AND_PORT = /^(?:([\d.]+)|\[([\da-f:.]+(?:%[^\]]*)?)\]):\d+$/i;

/** The address alone for somebody on plain text, the chosen name for everybody else. */
function greetedName(person: Person): string {
  if (person.via !== 'plain') return person.name;
  // Somebody at the form has chosen a name, and none that looks like this.
  return person.name.replace(
    ADDRESS_AND_PORT,
    (_, v4: string | undefined, v6: string | undefined) => v4 ?? v6 ?? '',
  );
}

/** `HH:MM:SS` in the host's local time. */
function timeOfDay(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
