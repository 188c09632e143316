/** Converts a file of an outgoing message to the form the message list shows. */
import type { ShownFile } from '../../ui/files/shown-file.ts';
import type { OutgoingFile } from '../state/outbox.ts';
import type { OutgoingUpload } from '../state/uploads.ts';

export function shownOutgoing(
  { key, name, bytes, size }: OutgoingFile,
  upload: OutgoingUpload | undefined,
): ShownFile {
  const small = upload?.picture?.preview;
  const picture = size === undefined || small === undefined ? {} : { picture: { ...size, small } };
  return { key, name, bytes, visible: false, ...picture };
}
