/** A file as the message list shows it, whether it is stored on the host or still being uploaded. */
import { FILES_PATH, type Attachment } from '../../../contract/model/attachment.ts';
import type { Size } from './picture-size.ts';

export interface ShownPicture extends Size {
  /** The URL of the picture shown in the list. */
  readonly small: string;
  /** A thumbnail, which is not animated. */
  readonly still?: true;
}

export interface ShownFile {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  /** Left out for files that are not shown inline. */
  readonly picture?: ShownPicture;
  /** It can be opened in the light box. */
  readonly visible: boolean;
  /** The path on the host; left out until the host has the message. */
  readonly address?: string;
}

/** Pictures without a thumbnail that are larger than this are shown only on request. */
const INLINE_BYTES_MAX = 1_048_576;

export function shownFile({ id, name, bytes, picture }: Attachment): ShownFile {
  const address = `${FILES_PATH}/${id}`;
  const file = { key: id, name, bytes, address, visible: picture !== undefined };
  if (picture === undefined) return file;
  const { width, height, thumbnail } = picture;
  if (thumbnail === undefined && bytes > INLINE_BYTES_MAX) return file;
  if (thumbnail === undefined) return { ...file, picture: { width, height, small: address } };
  return { ...file, picture: { width, height, small: `${FILES_PATH}/${thumbnail}`, still: true } };
}
