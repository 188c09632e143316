/** Reduces file actions: choosing, uploading, failing and removing. */
import type { Conversation } from './conversation.ts';
import { fileReady, cancelMessage } from './outbox.ts';
import {
  acceptFiles,
  withoutUpload,
  withUpload,
  type Chosen,
  type RefusedFile,
  type Prepared,
  type OutgoingUpload,
  type UploadState,
} from './uploads.ts';

export type FilesAction =
  /** `refused`: dropped folders. */
  | {
      readonly do: 'choose';
      readonly room: string;
      readonly chosen: readonly Chosen[];
      readonly refused: readonly RefusedFile[];
    }
  | ({ readonly do: 'prepare'; readonly key: string } & Prepared)
  | { readonly do: 'set-state'; readonly key: string; readonly state: UploadState }
  | { readonly do: 'remove'; readonly key: string }
  /** Cancels a message that waits for its files. */
  | { readonly do: 'cancel'; readonly ref: string }
  /** Dismisses the list of refused files. */
  | { readonly do: 'dismiss' };

export function reduceFiles(now: Conversation, action: FilesAction): Conversation {
  switch (action.do) {
    case 'choose': {
      const { uploads, refused } = acceptFiles(now.uploads, action.room, action.chosen, now.files);
      return { ...now, uploads, refusedFiles: [...action.refused, ...refused] };
    }
    case 'prepare': {
      const { key, picture, locationRemoved } = action;
      return change(now, key, (upload) => ({ ...upload, ...(picture && { picture }), locationRemoved }));
    }
    case 'set-state':
      return move(now, action.key, action.state);
    case 'remove':
      return { ...now, uploads: withoutUpload(now.uploads, action.key) };
    case 'cancel':
      return { ...now, ...cancelMessage(now, action.ref) };
    case 'dismiss':
      return { ...now, refusedFiles: [] };
  }
}

function move(now: Conversation, key: string, state: UploadState): Conversation {
  const upload = now.uploads.find((each) => each.key === key);
  if (upload === undefined) return now;
  const moved = change(now, key, (each) => ({ ...each, state }));
  if (upload.message === undefined) return moved;
  if (state.is === 'failed') return { ...moved, ...cancelMessage(moved, upload.message, 'file-failed') };
  return state.is === 'ready' ? { ...moved, outbox: fileReady(moved.outbox, upload, state.uploaded) } : moved;
}

function change(
  now: Conversation,
  key: string,
  to: (upload: OutgoingUpload) => OutgoingUpload,
): Conversation {
  return { ...now, uploads: withUpload(now.uploads, key, to) };
}
