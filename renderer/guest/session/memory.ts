/**
 * Stores what the page remembers: per tab the person (token, unsent messages, read positions), and the last name
 * for the next visit. It never uses cookies, which other servers on the same address could read. Without storage
 * the page works but forgets.
 */
import { LOBBY } from '../../../contract/model/room.ts';
import {
  isNumber,
  isText,
  parseEach,
  parseFields,
  textOrNothing,
  toFields,
} from '../../../contract/model/fields.ts';
import { readStored, writeStored } from '../../ui/browser/browser-services.ts';
import { isWhole, type OutgoingMessage, type OutgoingFile } from '../state/outbox.ts';
import { isId } from '../../../contract/model/attachment.ts';
import { parseQuote } from '../../../contract/model/entry.ts';
import {
  returnToDraft,
  notify,
  withDraft,
  draftIn,
  DRAFT_EMPTY,
  type DraftMode,
  type Drafts,
} from '../state/drafts.ts';

export interface Remembered {
  readonly name: string;
  readonly token: string;
  readonly log: string | undefined;
  /** The open room. */
  readonly open: string;
  /** The last read sequence number of each room. */
  readonly reads: ReadonlyMap<string, number>;
  readonly outbox: readonly OutgoingMessage[];
  readonly drafts: Drafts;
  /** The rooms that have unsent files in the tray. */
  readonly trays: readonly string[];
}

const TAB_KEY = 'porchlight.tab';
const BLOCKED_KEY = 'porchlight.barred';
const DISMISSED_KEY = 'porchlight.dismissed';
const NAME_KEY = 'porchlight.name';
const LANGUAGE_KEY = 'porchlight.language';

/** The person who had joined in this tab before a reload; `undefined` if there was none. */
export function recallTab(): Omit<Remembered, 'trays'> | undefined {
  const fields = parseFields(readStored('session', TAB_KEY) ?? '');
  const { name, token, log, open, reads, outbox, trays } = fields ?? {};
  // Version 0.1.0 stored drafts as `writings`, and may be followed by a reload into this version.
  const drafts = fields?.['drafts'] ?? fields?.['writings'];
  if (!isText(name) || !isText(token)) return undefined;
  const parsedOutbox = parseEach(outbox, parseOutgoing);
  const parsedDrafts = new Map(parseEach(drafts, parseDraft));
  return {
    name,
    token,
    log: isText(log) ? log : undefined,
    open: isText(open) ? open : LOBBY,
    reads: new Map(parseEach(reads, parseRead)),
    outbox: parsedOutbox.filter(isWhole),
    drafts: withoutFiles(parsedDrafts, parsedOutbox, parseEach(trays, textOrNothing)),
  };
}

/**
 * A page cannot reopen files chosen before a reload. Files the host does not have are lost, and a notice says so.
 */
function withoutFiles(drafts: Drafts, outbox: readonly OutgoingMessage[], trays: readonly string[]): Drafts {
  const noted = trays.reduce(
    (all, room) => withDraft(all, room, notify(draftIn(all, room), 'files-lost')),
    drafts,
  );
  return outbox
    .filter((outgoing) => !isWhole(outgoing))
    .reduce((all, { room, text, reply }) => {
      const mode: DraftMode = reply === undefined ? { is: 'new' } : { is: 'reply', to: reply };
      return withDraft(all, room, returnToDraft(draftIn(all, room), 'files-lost', text, mode));
    }, noted);
}

export function rememberTab({ reads, drafts, ...rest }: Remembered): void {
  const storedDrafts = [...drafts].map(([room, { text, mode }]) => ({ room, text, mode }));
  const stored = { ...rest, reads: [...reads].map(([room, seq]) => ({ room, seq })), drafts: storedDrafts };
  writeStored('session', TAB_KEY, JSON.stringify(stored));
}

export function forgetTab(): void {
  writeStored('session', TAB_KEY, undefined);
}

/** The token of a person who was removed, for the other tabs of this browser: they are the same person. */
export function recallBlocked(): string | undefined {
  return readStored('local', BLOCKED_KEY);
}

export function rememberBlocked(token: string | undefined): void {
  writeStored('local', BLOCKED_KEY, token);
}

/** The id of the announcement dismissed last. */
export function recallDismissed(): string | undefined {
  return readStored('local', DISMISSED_KEY);
}

export function rememberDismissed(id: string): void {
  writeStored('local', DISMISSED_KEY, id);
}

export function recallName(): string {
  return readStored('local', NAME_KEY) ?? '';
}

export function rememberName(name: string): void {
  writeStored('local', NAME_KEY, name);
}

/** The language chosen in the menu; empty if none was chosen. */
export function recallLanguage(): string {
  return readStored('local', LANGUAGE_KEY) ?? '';
}

export function rememberLanguage(language: string): void {
  writeStored('local', LANGUAGE_KEY, language);
}

function parseRead(value: unknown): readonly [string, number] | undefined {
  const { room, seq } = toFields(value) ?? {};
  return isText(room) && isNumber(seq) ? [room, seq] : undefined;
}

function parseOutgoing(value: unknown): OutgoingMessage | undefined {
  const { ref, room, text, at, files, reply } = toFields(value) ?? {};
  if (!isText(ref) || !isText(room) || !isText(text) || !isNumber(at)) return undefined;
  const quote = parseQuote(reply);
  return {
    ref,
    room,
    text,
    at,
    ...(Array.isArray(files) && { files: parseEach(files, parseOutgoingFile) }),
    ...(quote && { reply: quote }),
  };
}

function parseOutgoingFile(value: unknown): OutgoingFile | undefined {
  const { key, name, bytes, uploaded } = toFields(value) ?? {};
  const { id, thumbnail } = toFields(uploaded) ?? {};
  if (!isText(key) || !isText(name) || !isNumber(bytes)) return undefined;
  return {
    key,
    name,
    bytes,
    ...(isId(id) && { uploaded: { id, ...(isId(thumbnail) && { thumbnail }) } }),
  };
}

function parseDraft(value: unknown): readonly [string, typeof DRAFT_EMPTY] | undefined {
  const { room, text, mode, aim } = toFields(value) ?? {};
  return isText(room) && isText(text)
    ? [room, { ...DRAFT_EMPTY, text, mode: parseMode(mode ?? aim) }]
    : undefined;
}

function parseMode(value: unknown): DraftMode {
  const { is, to, seq, before, aside } = toFields(value) ?? {};
  const quote = parseQuote(to);
  if (is === 'reply' && quote !== undefined) return { is, to: quote };
  if (is === 'edit' && isNumber(seq) && isText(before) && isText(aside)) return { is, seq, before, aside };
  return { is: 'new' };
}
