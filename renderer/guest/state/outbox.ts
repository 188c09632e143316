/**
 * The messages on their way: from the field where they were written until the host has them. Each step answers with
 * the state after it. It refuses to know connections and the conversation around it.
 */
import type { Uploaded } from '../../../contract/wire/client-message.ts';
import type { Refusal } from '../../../contract/wire/server-message.ts';
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

/** A file of a message on its way. It outlives a reload once the host has it. */
export interface OutgoingFile {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  /** Of what a browser can show, in pixels. */
  readonly size?: Size;
  /** Left out until the host has it whole. */
  readonly uploaded?: Uploaded;
}

/** A message that the host has not acknowledged yet. */
export interface OutgoingMessage {
  readonly ref: string;
  readonly room: string;
  readonly text: string;
  /** It goes when the host has all of them. */
  readonly files?: readonly OutgoingFile[];
  /** The message that it answers. */
  readonly reply?: Quote;
  /** The page's wall clock in milliseconds since 1970, for display only. */
  readonly at: number;
}

export interface Unsent {
  readonly drafts: Drafts;
  readonly outbox: readonly OutgoingMessage[];
  readonly uploads: readonly OutgoingUpload[];
}

/**
 * What is written becomes a message. Checked here as the host will check it, since a refusal that comes with the next
 * connection may be an hour late.
 */
export function queueMessage(unsent: Unsent, room: string, ref: string, at: number): Unsent {
  const { drafts, outbox, uploads } = unsent;
  const draft = draftIn(drafts, room);
  const { mode, notice } = draft;
  const tray = trayOf(uploads, room);
  const parsed = parseText(draft.text);
  const silent = !parsed.ok && parsed.error === 'text-empty';
  if (silent && tray.length === 0) return unsent;
  if (!parsed.ok && !silent) return withNotice(unsent, room, notify(draft, parsed.error));
  if (tray.some(({ state }) => state.is === 'failed'))
    return withNotice(unsent, room, notify(draft, 'file-failed'));
  const reply = mode.is === 'reply' ? { reply: mode.to } : {};
  const files = tray.length === 0 ? {} : { files: tray.map(outgoingFile) };
  const left = { text: '', mode: { is: 'new' }, notice: notice?.text ? notice : undefined } as const;
  return {
    drafts: withDraft(drafts, room, left),
    outbox: [...outbox, { ref, room, text: parsed.ok ? parsed.value : '', ...files, ...reply, at }],
    uploads: uploads.map((upload) => (tray.includes(upload) ? { ...upload, message: ref } : upload)),
  };
}

/** Whether nothing of it is still on its way to the host. */
export function isWhole({ files = [] }: OutgoingMessage): boolean {
  return files.every(({ uploaded }) => uploaded !== undefined);
}

/** The host has one of its files. */
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

/** It is not sent after all: what was written and chosen is where it was. What the host may have stays on its way. */
export function cancelMessage(unsent: Unsent, ref: string, code?: Notice['code']): Unsent {
  const taken = unsent.outbox.find((outgoing) => outgoing.ref === ref);
  return taken === undefined || isWhole(taken) ? unsent : takeBack(unsent, taken, taken.room, code);
}

/**
 * Entries that came back are no longer on their way. A ref is random and nobody else sees it before the host has taken
 * the message. So the ref alone is proof, and still is when the host has forgotten the person and gave out another id.
 */
export function acknowledge(unsent: Unsent, entries: readonly Entry[]): Unsent {
  const { drafts, outbox, uploads } = unsent;
  if (outbox.length === 0) return unsent;
  const refs = new Set(entries.map((entry) => (entry.type === 'message' ? entry.ref : undefined)));
  const arrived = outbox.filter(({ ref }) => refs.has(ref));
  if (arrived.length === 0) return unsent;
  const rooms = new Set(arrived.map(({ room }) => room));
  return {
    drafts: [...rooms].reduce(endWaiting, drafts),
    outbox: outbox.filter((outgoing) => !arrived.includes(outgoing)),
    uploads: uploads.filter(({ message }) => !arrived.some(({ ref }) => ref === message)),
  };
}

/** The host has it, and shows it once somebody let it through: it is on its way, and waits for no time to pass. */
export function holdBack({ drafts, outbox }: Pick<Unsent, 'drafts' | 'outbox'>, ref: string): Drafts {
  const held = outbox.find((outgoing) => outgoing.ref === ref);
  return held === undefined ? drafts : endWaiting(drafts, held.room);
}

/**
 * `undefined` if it is none of these that was refused. What will be taken later stays on its way.
 *
 * @param time milliseconds of the monotonic clock
 */
export function refuse(unsent: Unsent, { code, ref, seconds }: Refusal, time: number): Unsent | undefined {
  const refused = unsent.outbox.find((outgoing) => outgoing.ref === ref);
  if (refused === undefined) return undefined;
  if (!isForLater(code)) return takeBack(unsent, refused, refused.room, code);
  const draft = draftIn(unsent.drafts, refused.room);
  const waiting = notify(draft, code, {
    queued: true,
    ...(seconds !== undefined && { until: time + seconds * 1_000 }),
  });
  return withNotice(unsent, refused.room, waiting);
}

export function isForLater(code: Refusal['code']): boolean {
  return code === 'too-fast' || code === 'rate-limited' || code === 'slow-mode';
}

/** What was written for rooms that are no more goes to where it can be seen; what was to be sent there is unsent. */
export function forgetRooms(unsent: Unsent, exists: (room: string) => boolean): Unsent {
  const orphans = [...unsent.drafts].filter(([room]) => !exists(room));
  const homeless = unsent.uploads.some(({ room, message }) => message === undefined && !exists(room));
  const lost = unsent.outbox.filter(({ room }) => !exists(room));
  if (lost.length === 0 && orphans.length === 0 && !homeless) return unsent;
  const texts = orphans.map(([, { text }]) => text).filter((text) => text !== '');
  const kept: Drafts = new Map([...unsent.drafts].filter(([room]) => exists(room)));
  const told = texts.reduce(
    (all, text) =>
      withDraft(all, LOBBY, returnToDraft(draftIn(all, LOBBY), 'room-gone', text, { is: 'new' })),
    kept,
  );
  const uploads = unsent.uploads.map((upload) =>
    upload.message === undefined && !exists(upload.room) ? { ...upload, room: LOBBY } : upload,
  );
  return lost.reduce(
    (all: Unsent, { reply: _, ...outgoing }) => takeBack(all, outgoing, LOBBY, 'room-gone'),
    { drafts: told, outbox: unsent.outbox, uploads },
  );
}

/** Another log: its numbers mean other messages, so that nothing answers or mends one any more. */
export function forgetNumbers({ drafts, outbox, uploads }: Unsent): Unsent {
  return {
    drafts: new Map([...drafts].map(([room, draft]) => [room, { ...draft, mode: { is: 'new' } }])),
    outbox: outbox.map(({ reply: _, ...outgoing }) => outgoing),
    uploads,
  };
}

function endWaiting(drafts: Drafts, room: string): Drafts {
  const draft = draftIn(drafts, room);
  const { notice } = draft;
  if (notice?.queued !== true) return drafts;
  // What lies beside the field is still to be put back.
  const { code, text } = notice;
  return withDraft(drafts, room, { ...draft, notice: text === '' ? undefined : { code, text } });
}

function withNotice(unsent: Unsent, room: string, draft: Draft): Unsent {
  return { ...unsent, drafts: withDraft(unsent.drafts, room, draft) };
}

/** @param room where it is seen again */
function takeBack(
  unsent: Unsent,
  taken: OutgoingMessage,
  room: string,
  code: Notice['code'] | undefined,
): Unsent {
  const { text, reply, files = [] } = taken;
  const { drafts, outbox, uploads } = unsent;
  const mode: DraftMode = reply === undefined ? { is: 'new' } : { is: 'reply', to: reply };
  const back = new Map(uploads.map((upload) => [upload.key, upload]));
  for (const file of files) {
    const upload = back.get(file.key) ?? uploadedBefore(file, room);
    const refused = upload && afterRefusal(upload, code);
    if (refused !== undefined) back.set(file.key, inTray(refused, room));
  }
  return {
    drafts: withDraft(drafts, room, returnToDraft(draftIn(drafts, room), code, text, mode)),
    outbox: outbox.filter(({ ref }) => ref !== taken.ref),
    uploads: [...back.values()],
  };
}

function inTray({ message: _, ...upload }: OutgoingUpload, room: string): OutgoingUpload {
  return { ...upload, room };
}

/** What the host has no more is sent to it again, if it is still at hand; `undefined` if it is not. */
function afterRefusal(upload: OutgoingUpload, code: Notice['code'] | undefined): OutgoingUpload | undefined {
  const { state } = upload;
  if (state.is !== 'ready') return upload;
  if (code === 'file-gone')
    return upload.message === undefined ? undefined : { ...upload, state: { is: 'waiting' } };
  return code === 'thumbnail-invalid'
    ? { ...upload, state: { is: 'ready', uploaded: { id: state.uploaded.id } } }
    : upload;
}

/** Before a reload; all that is left of it is that the host has it. */
function uploadedBefore(
  { key, name, bytes, uploaded }: OutgoingFile,
  room: string,
): OutgoingUpload | undefined {
  return uploaded && { key, room, name, bytes, state: { is: 'ready', uploaded } };
}

function outgoingFile({ key, name, bytes, picture, state }: OutgoingUpload): OutgoingFile {
  return {
    ...{ key, name, bytes },
    ...(picture && { size: { width: picture.width, height: picture.height } }),
    ...(state.is === 'ready' && { uploaded: state.uploaded }),
  };
}
