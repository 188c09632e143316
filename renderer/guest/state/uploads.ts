/**
 * The files being uploaded, from their choice until the host has the message. Every function returns the next
 * state.
 */
import type { Uploaded } from '../../../contract/wire/client-message.ts';
import {
  FILE_NAME_BYTES_MAX,
  FILES_PER_MESSAGE_MAX,
  type FileTerms,
} from '../../../contract/model/attachment.ts';
import type { Size } from '../../ui/files/picture-size.ts';

/** What preparing a file yields. */
export interface Prepared {
  /** Left out for files that cannot be shown. */
  readonly picture?: Size & { readonly preview: string };
  /** The file contained a location, which was removed. */
  readonly locationRemoved: boolean;
}

export type UploadState =
  /** Queued behind other uploads. */
  | { readonly is: 'waiting' }
  /** `sent`: bytes. */
  | { readonly is: 'sending'; readonly sent: number }
  /** Disconnected; the upload resumes later. */
  | { readonly is: 'paused'; readonly sent: number }
  | { readonly is: 'ready'; readonly uploaded: Uploaded }
  | { readonly is: 'failed'; readonly code: UploadFailure };

/** The host's reason, or what happened to the file. */
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
  /** An id of this page. */
  readonly key: string;
  readonly room: string;
  readonly name: string;
  readonly bytes: number;
  /** For pictures: the size in pixels, and the `blob:` URL of a preview. */
  readonly picture?: Size & { readonly preview: string };
  /** The location was removed. */
  readonly locationRemoved?: boolean;
  /** The ref of the message it belongs to; left out while the file is in the tray. */
  readonly message?: string;
  readonly state: UploadState;
}

export interface Chosen {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
}

/** Why a file is not uploaded at all. */
export type ChoiceRefusal = 'too-large' | 'no-room' | 'too-many' | 'empty' | 'folder' | 'not-taken';

export interface RefusedFile {
  readonly room: string;
  readonly name: string;
  readonly bytes: number;
  readonly code: ChoiceRefusal;
}

export interface AcceptedFiles {
  readonly uploads: readonly OutgoingUpload[];
  readonly refused: readonly RefusedFile[];
}

/** The files in the tray of a room. */
export function trayOf(uploads: readonly OutgoingUpload[], room: string): readonly OutgoingUpload[] {
  return uploads.filter((upload) => upload.room === room && upload.message === undefined);
}

/** Applies the host's limits in advance, so that no upload is refused after it finished. */
export function acceptFiles(
  uploads: readonly OutgoingUpload[],
  room: string,
  chosen: readonly Chosen[],
  terms: FileTerms | undefined,
): AcceptedFiles {
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

/** Bytes the host has not received and does not count yet. */
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

/** Shortens a name to the byte limit but keeps its extension. */
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
