/**
 * What the person is writing, room by room: a new message, an answer, or an earlier message mended; and what the host
 * would not take of it. Each step answers with the state after it. It refuses to know connections.
 */
import type { Message, Quote } from '../../../contract/model/entry.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import { messageExcerpt } from './excerpt.ts';

/** What becomes of the text when it is sent. */
export type DraftMode =
  | { readonly is: 'new' }
  | { readonly is: 'reply'; readonly to: Quote }
  /** `aside` is what was being written before; it comes back afterwards. */
  | { readonly is: 'edit'; readonly seq: number; readonly before: string; readonly aside: string };

/** A file of it could not be sent, or a reload lost what had not been sent of it. */
export type FileTrouble = 'file-failed' | 'files-lost';

/** What the host would not take. `text` is what could not go back into the field, since that was not empty. */
export interface Notice {
  readonly code: ErrorCode | 'offline' | FileTrouble;
  readonly text: string;
  /** For how long. */
  readonly seconds?: number;
  /** It is sent by itself later. */
  readonly queued?: true;
  /** When that is, in milliseconds of the monotonic clock. */
  readonly until?: number;
}

export interface Draft {
  readonly text: string;
  readonly mode: DraftMode;
  readonly notice: Notice | undefined;
}

/** By room; a room without one has {@link DRAFT_EMPTY}. */
export type Drafts = ReadonlyMap<string, Draft>;

export const DRAFT_EMPTY: Draft = { text: '', mode: { is: 'new' }, notice: undefined };

/** Of the answered message, so much is kept for as long as no host has quoted it. */
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

/** Neither an answer nor a change any more. What was written of an answer stays, what was mended does not. */
export function cancel({ text, mode, notice }: Draft): Draft {
  const kept = notice?.text ? notice : undefined;
  return { text: mode.is === 'edit' ? mode.aside : text, mode: { is: 'new' }, notice: kept };
}

/** With something to be told; what lies beside the text stays there. */
export function notify(draft: Draft, code: Notice['code'], more: Partial<Notice> = {}): Draft {
  return { ...draft, notice: { code, text: draft.notice?.text ?? '', ...more } };
}

/**
 * A refused text goes back to where it was written, or beside it if something else is there by now.
 *
 * @param code left out where the person took it back themselves
 */
export function returnToDraft(
  draft: Draft,
  code: Notice['code'] | undefined,
  refused: string,
  mode: DraftMode,
): Draft {
  const free = draft.text === '' && draft.mode.is === 'new';
  const notified = code === undefined ? draft : notify(draft, code);
  if (free) return { ...notified, text: refused, mode };
  if (code === undefined) return { ...draft, text: joinLines(draft.text, refused) };
  return { ...notified, notice: { code, text: joinLines(draft.notice?.text ?? '', refused) } };
}

/** Without what was only true while there was no connection. */
export function withoutOffline(drafts: Drafts): Drafts {
  return [...drafts].reduce(
    (all, [room, draft]) =>
      draft.notice?.code === 'offline' && draft.notice.text === ''
        ? withDraft(all, room, { ...draft, notice: undefined })
        : all,
    drafts,
  );
}

/** What lay beside the text joins it. */
export function takeBack(draft: Draft): Draft {
  const { text, notice } = draft;
  if (notice === undefined) return draft;
  return { ...draft, text: joinLines(text, notice.text), notice: { ...notice, text: '' } };
}

function joinLines(first: string, second: string): string {
  return first === '' ? second : second === '' ? first : `${first}\n${second}`;
}
