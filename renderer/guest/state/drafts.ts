/**
 * The draft of each room: a new message, a reply or an edit, and notices about messages that were refused. Every
 * function returns the next state.
 */
import type { Message, Quote } from '../../../contract/model/entry.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import { messageExcerpt } from './excerpt.ts';

/** What sending the text does. */
export type DraftMode =
  | { readonly is: 'new' }
  | { readonly is: 'reply'; readonly to: Quote }
  /** `aside` is the text that was being written before the edit; it returns afterwards. */
  | { readonly is: 'edit'; readonly seq: number; readonly before: string; readonly aside: string };

/** A file could not be sent, or unsent files were lost in a reload. */
export type FileTrouble = 'file-failed' | 'files-lost';

/** Why a message was not sent. `text` is the refused text if the field was not empty. */
export interface Notice {
  readonly code: ErrorCode | 'offline' | FileTrouble;
  readonly text: string;
  /** How long to wait. */
  readonly seconds?: number;
  /** The message will be sent automatically later. */
  readonly queued?: true;
  /** When it will be sent, in milliseconds of the monotonic clock. */
  readonly until?: number;
}

export interface Draft {
  readonly text: string;
  readonly mode: DraftMode;
  readonly notice: Notice | undefined;
}

/** By room; a room without an entry has {@link DRAFT_EMPTY}. */
export type Drafts = ReadonlyMap<string, Draft>;

export const DRAFT_EMPTY: Draft = { text: '', mode: { is: 'new' }, notice: undefined };

/** The quoted text of an unsent reply is cut to this length. */
const QUOTE_LENGTH_MAX = 200;

export function draftIn(drafts: Drafts, room: string): Draft {
  return drafts.get(room) ?? DRAFT_EMPTY;
}

export function withDraft(drafts: Drafts, room: string, draft: Draft): Drafts {
  const next = new Map(drafts);
  const { text, mode, notice } = draft;
  if (text === '' && mode.is === 'new' && notice === undefined) next.delete(room);
  else next.set(room, draft);
  return next;
}

export function startReply(draft: Draft, message: Message): Draft {
  const { seq, from } = message;
  const quote = { seq, from, text: messageExcerpt(message).slice(0, QUOTE_LENGTH_MAX) };
  return { ...cancel(draft), mode: { is: 'reply', to: quote } };
}

export function startEditing(draft: Draft, { seq, text }: Message): Draft {
  const aside = cancel(draft).text;
  return { text, mode: { is: 'edit', seq, before: text, aside }, notice: undefined };
}

/** Cancels the reply or edit. The text of a reply stays, that of an edit is discarded. */
export function cancel({ text, mode, notice }: Draft): Draft {
  const remaining = notice?.text ? notice : undefined;
  return { text: mode.is === 'edit' ? mode.aside : text, mode: { is: 'new' }, notice: remaining };
}

/** Adds a notice; a refused text next to the draft stays. */
export function notify(draft: Draft, code: Notice['code'], more: Partial<Notice> = {}): Draft {
  return { ...draft, notice: { code, text: draft.notice?.text ?? '', ...more } };
}

/**
 * Returns a refused text to the field, or puts it next to the draft if the field is in use.
 *
 * @param code left out if the person cancelled the message
 */
export function returnToDraft(
  draft: Draft,
  code: Notice['code'] | undefined,
  refused: string,
  mode: DraftMode,
): Draft {
  const isUnused = draft.text === '' && draft.mode.is === 'new';
  const notified = code === undefined ? draft : notify(draft, code);
  if (isUnused) return { ...notified, text: refused, mode };
  if (code === undefined) return { ...draft, text: joinLines(draft.text, refused) };
  return { ...notified, notice: { code, text: joinLines(draft.notice?.text ?? '', refused) } };
}

/** Removes notices that applied only while offline. */
export function withoutOffline(drafts: Drafts): Drafts {
  return [...drafts].reduce(
    (all, [room, draft]) =>
      draft.notice?.code === 'offline' && draft.notice.text === ''
        ? withDraft(all, room, { ...draft, notice: undefined })
        : all,
    drafts,
  );
}

/** Moves the refused text back into the field. */
export function restoreRefusedText(draft: Draft): Draft {
  const { text, notice } = draft;
  if (notice === undefined) return draft;
  return { ...draft, text: joinLines(text, notice.text), notice: { ...notice, text: '' } };
}

function joinLines(first: string, second: string): string {
  return first === '' ? second : second === '' ? first : `${first}\n${second}`;
}
