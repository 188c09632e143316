/**
 * The files that this person sends, from their choice until the host has the message that they belong to. Each step
 * answers with the files after it. It refuses to know how bytes travel, and the conversation around it.
 */
import type { Uploaded } from '../../../contract/wire/client-message.ts';
import {
  FILE_NAME_BYTES_MAX,
  FILES_PER_MESSAGE_MAX,
  type FileTerms,
} from '../../../contract/model/attachment.ts';
import type { Size } from '../../ui/files/picture-size.ts';

/** What was made of a chosen file before it is sent. */
export interface Prepared {
  /** Left out for what cannot be shown. */
  readonly picture?: Size & { readonly preview: string };
  /** There was a place in the photo, and is none any more. */
  readonly placeRemoved: boolean;
}

export type UploadState =
  /** Others are before it. */
  | { readonly is: 'waiting' }
  /** `sent`: bytes. */
  | { readonly is: 'sending'; readonly sent: number }
  /** There is no connection; it goes on where it was. */
  | { readonly is: 'paused'; readonly sent: number }
  | { readonly is: 'ready'; readonly uploaded: Uploaded }
  | { readonly is: 'failed'; readonly code: UploadFailure };

/** What the host said to it, or what became of the file meanwhile. */
export type UploadFailure =
  | 'too-large'
  | 'no-room'
  | 'share'
  | 'outdated'
  | 'unreadable'
  | 'not-let-in'
  | 'gone'
  | 'mixed-up'
  | 'too-slow'
  | 'refused';

export interface OutgoingUpload {
  /** Of this page's own. */
  readonly key: string;
  readonly room: string;
  readonly name: string;
  readonly bytes: number;
  /** Of what a browser can show: its size in pixels, and the `blob:` address of a small one. */
  readonly picture?: Size & { readonly preview: string };
  /** It is a photo, and goes without the place where it was taken. */
  readonly placeRemoved?: boolean;
  /** The ref of the message that waits for it; until there is one, it lies in the tray. */
  readonly message?: string;
  readonly state: UploadState;
}

export interface Chosen {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
}

/** Why a file is not sent at all. */
export type ChoiceRefusal = 'too-large' | 'no-room' | 'too-many' | 'empty' | 'folder' | 'not-taken';

export interface RefusedFile {
  readonly room: string;
  readonly name: string;
  readonly bytes: number;
  readonly code: ChoiceRefusal;
}

export interface Admitted {
  readonly uploads: readonly OutgoingUpload[];
  readonly refused: readonly RefusedFile[];
}

/** Those that lie in the tray of a room. */
export function trayOf(uploads: readonly OutgoingUpload[], room: string): readonly OutgoingUpload[] {
  return uploads.filter((upload) => upload.room === room && upload.message === undefined);
}

/** As the host would decide, so that nobody waits for an upload that it then refuses. */
export function acceptFiles(
  uploads: readonly OutgoingUpload[],
  room: string,
  chosen: readonly Chosen[],
  terms: FileTerms | undefined,
): Admitted {
  let left = (terms?.bytesLeft ?? 0) - bytesUnsent(uploads);
  let free = FILES_PER_MESSAGE_MAX - trayOf(uploads, room).length;
  const added: OutgoingUpload[] = [];
  const refused: RefusedFile[] = [];
  for (const { key, name, bytes } of chosen) {
    const code = refusalOf(bytes, terms, left, free);
    if (code !== undefined) {
      refused.push({ room, name, bytes, code });
      continue;
    }
    added.push({ key, room, name: shortName(name), bytes, state: { is: 'waiting' } });
    left -= bytes;
    free -= 1;
  }
  return { uploads: [...uploads, ...added], refused };
}

function refusalOf(
  bytes: number,
  terms: FileTerms | undefined,
  left: number,
  free: number,
): ChoiceRefusal | undefined {
  if (terms === undefined) return 'not-taken';
  if (bytes === 0) return 'empty';
  if (bytes > terms.bytesMax) return 'too-large';
  if (bytes > left) return 'no-room';
  return free <= 0 ? 'too-many' : undefined;
}

/** What the host does not count yet, since it has not come. */
function bytesUnsent(uploads: readonly OutgoingUpload[]): number {
  return uploads.reduce((sum, { state, bytes }) => {
    if (state.is === 'ready' || state.is === 'failed') return sum;
    return sum + bytes - ('sent' in state ? state.sent : 0);
  }, 0);
}

export function withUpload(
  uploads: readonly OutgoingUpload[],
  key: string,
  change: (upload: OutgoingUpload) => OutgoingUpload,
): readonly OutgoingUpload[] {
  return uploads.map((upload) => (upload.key === key ? change(upload) : upload));
}

export function withoutUpload(uploads: readonly OutgoingUpload[], key: string): readonly OutgoingUpload[] {
  return uploads.filter((upload) => upload.key !== key);
}

/** From 0 to 1. */
export function progressOf({ state, bytes }: Pick<OutgoingUpload, 'state' | 'bytes'>): number {
  switch (state.is) {
    case 'ready':
      return 1;
    case 'sending':
    case 'paused':
      return Math.min(1, state.sent / bytes);
    case 'waiting':
    case 'failed':
      return 0;
  }
}

/** With its ending, which says what it is. */
export function shortName(name: string): string {
  if (bytesOf(name) <= FILE_NAME_BYTES_MAX) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= ENDING_MAX ? name.slice(dot) : '';
  const letters = Array.from(name.slice(0, name.length - ending.length));
  while (bytesOf(letters.join('') + ending) > FILE_NAME_BYTES_MAX) letters.pop();
  return letters.join('') + ending;
}

const ENDING_MAX = 12;

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
