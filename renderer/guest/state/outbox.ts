/**
 * The messages being sent, from the composer until the host acknowledges them. Every function returns the next
 * state.
 */
import { defined } from '../../../contract/defined.ts';
import type { Refusal } from '../../../contract/wire/server-message.ts';
import type { Uploaded } from '../../../contract/wire/client-message.ts';
import type { Entry, Quote } from '../../../contract/model/entry.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import { parseText } from '../../../contract/text/writing.ts';
import type { Size } from '../../ui/files/picture-size.ts';
import { trayOf, type OutgoingUpload } from './uploads.ts';
import {
  returnToDraft,
  notify,
  withDraft,
  draftIn,
  type DraftMode,
  type Notice,
  type Draft,
  type Drafts,
} from './drafts.ts';

/** A file of an outgoing message. It survives a reload once the host has it. */
export interface OutgoingFile {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  /** In pixels, for pictures. */
  readonly size?: Size;
  /** Left out until the host has the whole file. */
  readonly uploaded?: Uploaded;
}

/** A message the host has not acknowledged yet. */
export interface OutgoingMessage {
  readonly ref: string;
  readonly room: string;
  readonly text: string;
  /** The message is sent when the host has all of them. */
  readonly files?: readonly OutgoingFile[];
  /** The message it replies to. */
  readonly reply?: Quote;
  /** Wall clock of the page in milliseconds since 1970, for display only. */
  readonly at: number;
}

export interface Unsent {
  readonly drafts: Drafts;
  readonly outbox: readonly OutgoingMessage[];
  readonly uploads: readonly OutgoingUpload[];
}

/**
 * Moves the draft to the outbox. Checks the text like the host, because the host's refusal may come an hour
 * later, after a reconnect.
 */
export function queueMessage(unsent: Unsent, room: string, ref: string, at: number): Unsent {
  const { drafts, outbox, uploads } = unsent;
  const draft = draftIn(drafts, room);
  const { mode, notice } = draft;
  const tray = trayOf(uploads, room);
  const parsed = parseText(draft.text);
  const isEmpty = !parsed.ok && parsed.error === 'text-empty';
  if (isEmpty && tray.length === 0) return unsent;
  if (!parsed.ok && !isEmpty) return withNotice(unsent, room, notify(draft, parsed.error));
  if (tray.some(({ state }) => state.is === 'failed'))
    return withNotice(unsent, room, notify(draft, 'file-failed'));
  const reply = mode.is === 'reply' ? { reply: mode.to } : {};
  const files = tray.length === 0 ? {} : { files: tray.map(outgoingFile) };
  const emptied = { text: '', mode: { is: 'new' }, notice: notice?.text ? notice : undefined } as const;
  return {
    drafts: withDraft(drafts, room, emptied),
    outbox: [...outbox, { ref, room, text: parsed.ok ? parsed.value : '', ...files, ...reply, at }],
    uploads: uploads.map((upload) => (tray.includes(upload) ? { ...upload, message: ref } : upload)),
  };
}

/** Whether the host has all its files. */
export function isWhole({ files = [] }: OutgoingMessage): boolean {
  return files.every(({ uploaded }) => uploaded !== undefined);
}

/** The host has a file of an outgoing message. */
export function fileReady(
  outbox: readonly OutgoingMessage[],
  { key, message }: OutgoingUpload,
  uploaded: Uploaded,
): readonly OutgoingMessage[] {
  return outbox.map((outgoing): OutgoingMessage => {
    if (outgoing.ref !== message || outgoing.files === undefined) return outgoing;
    const files = outgoing.files.map((file) => (file.key === key ? { ...file, uploaded } : file));
    return { ...outgoing, files };
  });
}

/** Cancels a message and returns its text and files to the composer, unless the host may already have it. */
export function cancelMessage(unsent: Unsent, ref: string, code?: Notice['code']): Unsent {
  const cancelled = unsent.outbox.find((outgoing) => outgoing.ref === ref);
  return cancelled === undefined || isWhole(cancelled)
    ? unsent
    : returnToComposer(unsent, cancelled, cancelled.room, code);
}

/**
 * Removes acknowledged messages. A ref is random and known to nobody else before the host accepts the message, so
 * it is proof even if the host has forgotten the person and assigned another id.
 */
export function acknowledge(unsent: Unsent, entries: readonly Entry[]): Unsent {
  const { drafts, outbox, uploads } = unsent;
  if (outbox.length === 0) return unsent;
  const refs = new Set(entries.map((entry) => (entry.type === 'message' ? entry.ref : undefined)));
  const arrived = outbox.filter(({ ref }) => refs.has(ref));
  if (arrived.length === 0) return unsent;
  const rooms = new Set(arrived.map(({ room }) => room));
  return {
    drafts: [...rooms].reduce(clearQueuedNotice, drafts),
    outbox: outbox.filter((outgoing) => !arrived.includes(outgoing)),
    uploads: uploads.filter(({ message }) => !arrived.some(({ ref }) => ref === message)),
  };
}

/** The host has the message and shows it after approval; it stays in the outbox without a countdown. */
export function markPending({ drafts, outbox }: Pick<Unsent, 'drafts' | 'outbox'>, ref: string): Drafts {
  const pending = outbox.find((outgoing) => outgoing.ref === ref);
  return pending === undefined ? drafts : clearQueuedNotice(drafts, pending.room);
}

/**
 * Returns `undefined` if the refusal is about something else. Messages refused by a rate limit stay in the
 * outbox.
 *
 * @param time milliseconds of the monotonic clock
 */
export function refuse(unsent: Unsent, { code, ref, seconds }: Refusal, time: number): Unsent | undefined {
  const refused = unsent.outbox.find((outgoing) => outgoing.ref === ref);
  if (refused === undefined) return undefined;
  if (!isForLater(code)) return returnToComposer(unsent, refused, refused.room, code);
  const draft = draftIn(unsent.drafts, refused.room);
  const queued = notify(
    draft,
    code,
    defined({ queued: true, until: seconds === undefined ? undefined : time + seconds * 1_000 }),
  );
  return withNotice(unsent, refused.room, queued);
}

export function isForLater(code: Refusal['code']): boolean {
  return code === 'too-fast' || code === 'rate-limited' || code === 'slow-mode';
}

/** Moves drafts and files of closed rooms to the lobby, and cancels messages sent there. */
export function forgetRooms(unsent: Unsent, exists: (room: string) => boolean): Unsent {
  const orphans = [...unsent.drafts].filter(([room]) => !exists(room));
  const hasOrphanFiles = unsent.uploads.some(({ room, message }) => message === undefined && !exists(room));
  const lost = unsent.outbox.filter(({ room }) => !exists(room));
  if (lost.length === 0 && orphans.length === 0 && !hasOrphanFiles) return unsent;
  const texts = orphans.map(([, { text }]) => text).filter((text) => text !== '');
  const remaining: Drafts = new Map([...unsent.drafts].filter(([room]) => exists(room)));
  const withTexts = texts.reduce(
    (all, text) =>
      withDraft(all, LOBBY, returnToDraft(draftIn(all, LOBBY), 'room-gone', text, { is: 'new' })),
    remaining,
  );
  const uploads = unsent.uploads.map((upload) =>
    upload.message === undefined && !exists(upload.room) ? { ...upload, room: LOBBY } : upload,
  );
  return lost.reduce(
    (all: Unsent, { reply: _, ...outgoing }) => returnToComposer(all, outgoing, LOBBY, 'room-gone'),
    { drafts: withTexts, outbox: unsent.outbox, uploads },
  );
}

/** In a new log sequence numbers mean other messages, so replies and edits become plain messages. */
export function forgetNumbers({ drafts, outbox, uploads }: Unsent): Unsent {
  return {
    drafts: new Map([...drafts].map(([room, draft]) => [room, { ...draft, mode: { is: 'new' } }])),
    outbox: outbox.map(({ reply: _, ...outgoing }) => outgoing),
    uploads,
  };
}

function clearQueuedNotice(drafts: Drafts, room: string): Drafts {
  const draft = draftIn(drafts, room);
  const { notice } = draft;
  if (notice?.queued !== true) return drafts;
  // Keep a refused text next to the draft.
  const { code, text } = notice;
  return withDraft(drafts, room, { ...draft, notice: text === '' ? undefined : { code, text } });
}

function withNotice(unsent: Unsent, room: string, draft: Draft): Unsent {
  return { ...unsent, drafts: withDraft(unsent.drafts, room, draft) };
}

/** @param room where the draft appears */
function returnToComposer(
  unsent: Unsent,
  returned: OutgoingMessage,
  room: string,
  code: Notice['code'] | undefined,
): Unsent {
  const { text, reply, files = [] } = returned;
  const { drafts, outbox, uploads } = unsent;
  const mode: DraftMode = reply === undefined ? { is: 'new' } : { is: 'reply', to: reply };
  const byKey = new Map(uploads.map((upload) => [upload.key, upload]));
  for (const file of files) {
    const upload = byKey.get(file.key) ?? uploadedBefore(file, room);
    const refused = upload && afterRefusal(upload, code);
    if (refused !== undefined) byKey.set(file.key, inTray(refused, room));
  }
  return {
    drafts: withDraft(drafts, room, returnToDraft(draftIn(drafts, room), code, text, mode)),
    outbox: outbox.filter(({ ref }) => ref !== returned.ref),
    uploads: [...byKey.values()],
  };
}

function inTray({ message: _, ...upload }: OutgoingUpload, room: string): OutgoingUpload {
  return { ...upload, room };
}

/** Uploads a file again if the host no longer has it; `undefined` if the page does not have it either. */
function afterRefusal(upload: OutgoingUpload, code: Notice['code'] | undefined): OutgoingUpload | undefined {
  const { state } = upload;
  if (state.is !== 'ready') return upload;
  if (code === 'file-gone')
    return upload.message === undefined ? undefined : { ...upload, state: { is: 'waiting' } };
  return code === 'thumbnail-invalid'
    ? { ...upload, state: { is: 'ready', uploaded: { id: state.uploaded.id } } }
    : upload;
}

/** After a reload only the host has the file. */
function uploadedBefore(
  { key, name, bytes, uploaded }: OutgoingFile,
  room: string,
): OutgoingUpload | undefined {
  return uploaded && { key, room, name, bytes, state: { is: 'ready', uploaded } };
}

function outgoingFile({ key, name, bytes, picture, state }: OutgoingUpload): OutgoingFile {
  return defined({
    key,
    name,
    bytes,
    size: picture && { width: picture.width, height: picture.height },
    uploaded: state.is === 'ready' ? state.uploaded : undefined,
  });
}
