/**
 * The plain-text protocol, which the program that Porchlight grew from spoke: every entry is a line, or nothing.
 * Over it people are known by their addresses, so the name of a plain-text person is `ADDRESS:PORT`.
 */
import type { Entry, Person } from '../../contract/wire.ts';

/** What a client sends to leave. */
export const QUIT = 'quit';

/** The name of somebody on plain text; an IPv6 address stands in brackets (RFC 3986 §3.2.2). */
export function plainName(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** The line that everybody on plain text gets for an entry; `undefined` where the protocol has no words for it. */
export function plainLine(entry: Entry): string | undefined {
  switch (entry.type) {
    case 'joined':
      return `Welcome ${greetedName(entry.person)} !`;
    case 'message':
      return `${timeOfDay(entry.at)} ${entry.from.name} say: ${entry.text}`;
    case 'left':
      if (!entry.goodbye) return undefined;
      return `${timeOfDay(entry.at)} ${entry.person.name} say: ${greetedName(entry.person)} Logout`;
    case 'renamed':
      return undefined;
    default:
      return entry satisfies never;
  }
}

/** The address alone for somebody on plain text, the chosen name for everybody else. */
function greetedName(person: Person): string {
  if (person.via !== 'plain') return person.name;
  return person.name.slice(0, person.name.lastIndexOf(':')).replace(/^\[|\]$/g, '');
}

/** `HH:MM:SS` in the host's local time. */
function timeOfDay(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
