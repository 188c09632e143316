/**
 * What the person is writing, room by room: a new message, an answer, or an earlier message mended; and what the host
 * would not take of it. Each step answers with the state after it. It refuses to know connections.
 */
import type { Message, Quote } from '../../../contract/model/entry.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import { excerptOf } from './excerpt.ts';

/** What becomes of the text when it is sent. */
export type Aim =
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

export interface Writing {
  readonly text: string;
  readonly aim: Aim;
  readonly notice: Notice | undefined;
}

/** By room; a room without one has {@link WRITING_NONE}. */
export type Writings = ReadonlyMap<string, Writing>;

export const WRITING_NONE: Writing = { text: '', aim: { is: 'new' }, notice: undefined };

/** Of the answered message, so much is kept for as long as no host has quoted it. */
const QUOTE_LENGTH_MAX = 200;

export function writingIn(writings: Writings, room: string): Writing {
  return writings.get(room) ?? WRITING_NONE;
}

export function withWriting(writings: Writings, room: string, writing: Writing): Writings {
  const next = new Map(writings);
  const { text, aim, notice } = writing;
  if (text === '' && aim.is === 'new' && notice === undefined) next.delete(room);
  else next.set(room, writing);
  return next;
}

export function answer(writing: Writing, message: Message): Writing {
  const { seq, from } = message;
  const quote = { seq, from, text: excerptOf(message).slice(0, QUOTE_LENGTH_MAX) };
  return { ...cancel(writing), aim: { is: 'reply', to: quote } };
}

export function mend(writing: Writing, { seq, text }: Message): Writing {
  const aside = cancel(writing).text;
  return { text, aim: { is: 'edit', seq, before: text, aside }, notice: undefined };
}

/** Neither an answer nor a change any more. What was written of an answer stays, what was mended does not. */
export function cancel({ text, aim, notice }: Writing): Writing {
  const kept = notice?.text ? notice : undefined;
  return { text: aim.is === 'edit' ? aim.aside : text, aim: { is: 'new' }, notice: kept };
}

/** With something to be told; what lies beside the text stays there. */
export function notify(writing: Writing, code: Notice['code'], more: Partial<Notice> = {}): Writing {
  return { ...writing, notice: { code, text: writing.notice?.text ?? '', ...more } };
}

/**
 * A refused text goes back to where it was written, or beside it if something else is there by now.
 *
 * @param code left out where the person took it back themselves
 */
export function giveBack(
  writing: Writing,
  code: Notice['code'] | undefined,
  refused: string,
  aim: Aim,
): Writing {
  const free = writing.text === '' && writing.aim.is === 'new';
  const notified = code === undefined ? writing : notify(writing, code);
  if (free) return { ...notified, text: refused, aim };
  if (code === undefined) return { ...writing, text: joinLines(writing.text, refused) };
  return { ...notified, notice: { code, text: joinLines(writing.notice?.text ?? '', refused) } };
}

/** Without what was only true while there was no connection. */
export function withoutOffline(writings: Writings): Writings {
  return [...writings].reduce(
    (all, [room, writing]) =>
      writing.notice?.code === 'offline' && writing.notice.text === ''
        ? withWriting(all, room, { ...writing, notice: undefined })
        : all,
    writings,
  );
}

/** What lay beside the text joins it. */
export function takeBack(writing: Writing): Writing {
  const { text, notice } = writing;
  if (notice === undefined) return writing;
  return { ...writing, text: joinLines(text, notice.text), notice: { ...notice, text: '' } };
}

function joinLines(first: string, second: string): string {
  return first === '' ? second : second === '' ? first : `${first}\n${second}`;
}
