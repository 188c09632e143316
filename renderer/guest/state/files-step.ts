/** Reduces file actions: choosing, uploading, failing and removing. */
import type { Conversation } from './conversation.ts';
import { fileReady, cancelMessage } from './outbox.ts';
import { acceptFiles, withoutUpload, withUpload, type Chosen, type RefusedFile } from './uploads.ts';
import type { Prepared, OutgoingUpload, UploadState } from './uploads.ts';

export type FilesStep =
  /** `refused`: dropped folders. */
  | {
      readonly do: 'choose';
      readonly room: string;
      readonly chosen: readonly Chosen[];
      readonly refused: readonly RefusedFile[];
    }
  | ({ readonly do: 'prepare'; readonly key: string } & Prepared)
  | { readonly do: 'move'; readonly key: string; readonly state: UploadState }
  | { readonly do: 'remove'; readonly key: string }
  /** Cancels a message that waits for its files. */
  | { readonly do: 'unsay'; readonly ref: string }
  /** Dismisses the list of refused files. */
  | { readonly do: 'dismiss' };

export function stepFiles(now: Conversation, step: FilesStep): Conversation {
  switch (step.do) {
    case 'choose': {
      const { uploads, refused } = acceptFiles(now.uploads, step.room, step.chosen, now.files);
      return { ...now, uploads, refusedFiles: [...step.refused, ...refused] };
    }
    case 'prepare': {
      const { key, picture, placeRemoved } = step;
      return change(now, key, (upload) => ({ ...upload, ...(picture && { picture }), placeRemoved }));
    }
    case 'move':
      return move(now, step.key, step.state);
    case 'remove':
      return { ...now, uploads: withoutUpload(now.uploads, step.key) };
    case 'unsay':
      return { ...now, ...cancelMessage(now, step.ref) };
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
