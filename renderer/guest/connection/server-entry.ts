/** The entries of a room's log as this page takes them from the host: no text climbs over its neighbours. */
import type { Entry, Message } from '../../../contract/model/entry.ts';
import { parseEntry as parse } from '../../../contract/model/parse-entry.ts';
import { clampMarks } from '../../../contract/text/writing.ts';

/** `undefined` for what this page does not understand. */
export function parseServerEntry(value: unknown): Entry | undefined {
  const entry = parse(value);
  return entry?.type === 'message' ? { ...entry, text: clampMarks(entry.text) } : entry;
}

/** The same of a message alone. */
export function parseMessage(value: unknown): Message | undefined {
  const entry = parseServerEntry(value);
  return entry?.type === 'message' ? entry : undefined;
}
