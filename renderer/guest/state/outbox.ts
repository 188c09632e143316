/**
 * The messages on their way: from the field where they were written until the host has them. Each step answers with
 * the state after it. It refuses to know connections and the conversation around it.
 */
import type { Uploaded } from '../../../contract/model/attachment.ts';
import type { Entry, Quote } from '../../../contract/model/entry.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import type { Refusal } from '../../../contract/wire/wire.ts';
import { parseText } from '../../../contract/text/writing.ts';
import type { Size } from '../../ui/files/picture-size.ts';
import { trayOf, type Upload } from './uploads.ts';
import {
  giveBack,
  notify,
  withWriting,
  writingIn,
  type Aim,
  type Notice,
  type Writing,
  type Writings,
} from './writings.ts';

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
export interface Outgoing {
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
  readonly writings: Writings;
  readonly outbox: readonly Outgoing[];
  readonly uploads: readonly Upload[];
}

/**
 * What is written becomes a message. Checked here as the host will check it, since a refusal that comes with the next
 * connection may be an hour late.
 */
export function say(unsent: Unsent, room: string, ref: string, at: number): Unsent {
  const { writings, outbox, uploads } = unsent;
  const writing = writingIn(writings, room);
  const { aim, notice } = writing;
  const tray = trayOf(uploads, room);
  const parsed = parseText(writing.text);
  const silent = !parsed.ok && parsed.code === 'text-empty';
  if (silent && tray.length === 0) return unsent;
  if (!parsed.ok && !silent) return withNotice(unsent, room, notify(writing, parsed.code));
  if (tray.some(({ state }) => state.is === 'failed'))
    return withNotice(unsent, room, notify(writing, 'file-failed'));
  const reply = aim.is === 'reply' ? { reply: aim.to } : {};
  const files = tray.length === 0 ? {} : { files: tray.map(outgoingFile) };
  const left = { text: '', aim: { is: 'new' }, notice: notice?.text ? notice : undefined } as const;
  return {
    writings: withWriting(writings, room, left),
    outbox: [...outbox, { ref, room, text: parsed.ok ? parsed.text : '', ...files, ...reply, at }],
    uploads: uploads.map((upload) => (tray.includes(upload) ? { ...upload, message: ref } : upload)),
  };
}

/** Whether nothing of it is still on its way to the host. */
export function isWhole({ files = [] }: Outgoing): boolean {
  return files.every(({ uploaded }) => uploaded !== undefined);
}

/** The host has one of its files. */
export function fileReady(
  outbox: readonly Outgoing[],
  { key, message }: Upload,
  uploaded: Uploaded,
): readonly Outgoing[] {
  return outbox.map((outgoing): Outgoing => {
    if (outgoing.ref !== message || outgoing.files === undefined) return outgoing;
    const files = outgoing.files.map((file) => (file.key === key ? { ...file, uploaded } : file));
    return { ...outgoing, files };
  });
}

/** It is not sent after all: what was written and chosen is where it was. What the host may have stays on its way. */
export function unsay(unsent: Unsent, ref: string, code?: Notice['code']): Unsent {
  const taken = unsent.outbox.find((outgoing) => outgoing.ref === ref);
  return taken === undefined || isWhole(taken) ? unsent : takeBack(unsent, taken, taken.room, code);
}

/**
 * Entries that came back are no longer on their way. A ref is random and nobody else sees it before the host has taken
 * the message. So the ref alone is proof, and still is when the host has forgotten the person and gave out another id.
 */
export function acknowledge(unsent: Unsent, entries: readonly Entry[]): Unsent {
  const { writings, outbox, uploads } = unsent;
  if (outbox.length === 0) return unsent;
  const refs = new Set(entries.map((entry) => (entry.type === 'message' ? entry.ref : undefined)));
  const arrived = outbox.filter(({ ref }) => refs.has(ref));
  if (arrived.length === 0) return unsent;
  const rooms = new Set(arrived.map(({ room }) => room));
  return {
    writings: [...rooms].reduce(endWaiting, writings),
    outbox: outbox.filter((outgoing) => !arrived.includes(outgoing)),
    uploads: uploads.filter(({ message }) => !arrived.some(({ ref }) => ref === message)),
  };
}

/** The host has it, and shows it once somebody let it through: it is on its way, and waits for no time to pass. */
export function holdBack({ writings, outbox }: Pick<Unsent, 'writings' | 'outbox'>, ref: string): Writings {
  const held = outbox.find((outgoing) => outgoing.ref === ref);
  return held === undefined ? writings : endWaiting(writings, held.room);
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
  const writing = writingIn(unsent.writings, refused.room);
  const waiting = notify(writing, code, {
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
  const orphans = [...unsent.writings].filter(([room]) => !exists(room));
  const homeless = unsent.uploads.some(({ room, message }) => message === undefined && !exists(room));
  const lost = unsent.outbox.filter(({ room }) => !exists(room));
  if (lost.length === 0 && orphans.length === 0 && !homeless) return unsent;
  const texts = orphans.map(([, { text }]) => text).filter((text) => text !== '');
  const kept: Writings = new Map([...unsent.writings].filter(([room]) => exists(room)));
  const told = texts.reduce(
    (all, text) => withWriting(all, LOBBY, giveBack(writingIn(all, LOBBY), 'room-gone', text, { is: 'new' })),
    kept,
  );
  const uploads = unsent.uploads.map((upload) =>
    upload.message === undefined && !exists(upload.room) ? { ...upload, room: LOBBY } : upload,
  );
  return lost.reduce(
    (all: Unsent, { reply: _, ...outgoing }) => takeBack(all, outgoing, LOBBY, 'room-gone'),
    { writings: told, outbox: unsent.outbox, uploads },
  );
}

/** Another log: its numbers mean other messages, so that nothing answers or mends one any more. */
export function forgetNumbers({ writings, outbox, uploads }: Unsent): Unsent {
  return {
    writings: new Map([...writings].map(([room, writing]) => [room, { ...writing, aim: { is: 'new' } }])),
    outbox: outbox.map(({ reply: _, ...outgoing }) => outgoing),
    uploads,
  };
}

function endWaiting(writings: Writings, room: string): Writings {
  const writing = writingIn(writings, room);
  const { notice } = writing;
  if (notice?.queued !== true) return writings;
  // What lies beside the field is still to be put back.
  const { code, text } = notice;
  return withWriting(writings, room, { ...writing, notice: text === '' ? undefined : { code, text } });
}

function withNotice(unsent: Unsent, room: string, writing: Writing): Unsent {
  return { ...unsent, writings: withWriting(unsent.writings, room, writing) };
}

/** @param room where it is seen again */
function takeBack(unsent: Unsent, taken: Outgoing, room: string, code: Notice['code'] | undefined): Unsent {
  const { text, reply, files = [] } = taken;
  const { writings, outbox, uploads } = unsent;
  const aim: Aim = reply === undefined ? { is: 'new' } : { is: 'reply', to: reply };
  const back = new Map(uploads.map((upload) => [upload.key, upload]));
  for (const file of files) {
    const upload = back.get(file.key) ?? uploadedBefore(file, room);
    const refused = upload && afterRefusal(upload, code);
    if (refused !== undefined) back.set(file.key, inTray(refused, room));
  }
  return {
    writings: withWriting(writings, room, giveBack(writingIn(writings, room), code, text, aim)),
    outbox: outbox.filter(({ ref }) => ref !== taken.ref),
    uploads: [...back.values()],
  };
}

function inTray({ message: _, ...upload }: Upload, room: string): Upload {
  return { ...upload, room };
}

/** What the host has no more is sent to it again, if it is still at hand; `undefined` if it is not. */
function afterRefusal(upload: Upload, code: Notice['code'] | undefined): Upload | undefined {
  const { state } = upload;
  if (state.is !== 'ready') return upload;
  if (code === 'file-gone')
    return upload.message === undefined ? undefined : { ...upload, state: { is: 'waiting' } };
  return code === 'thumbnail-invalid'
    ? { ...upload, state: { is: 'ready', uploaded: { id: state.uploaded.id } } }
    : upload;
}

/** Before a reload; all that is left of it is that the host has it. */
function uploadedBefore({ key, name, bytes, uploaded }: OutgoingFile, room: string): Upload | undefined {
  return uploaded && { key, room, name, bytes, state: { is: 'ready', uploaded } };
}

function outgoingFile({ key, name, bytes, picture, state }: Upload): OutgoingFile {
  return {
    ...{ key, name, bytes },
    ...(picture && { size: { width: picture.width, height: picture.height } }),
    ...(state.is === 'ready' && { uploaded: state.uploaded }),
  };
}
