/** A file as the conversation shows it, whether the host has it or it is still on its way. It refuses to know components. */
import { FILES_PATH, type Attachment } from '../../../contract/model/attachment.ts';
import type { Size } from './picture-size.ts';

export interface ShownPicture extends Size {
  /** The address of what stands in the conversation. */
  readonly small: string;
  /** It is a thumbnail, which does not move. */
  readonly still?: true;
}

export interface ShownFile {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  /** Left out for what does not stand in the conversation itself. */
  readonly picture?: ShownPicture;
  /** It can be looked at in the light box. */
  readonly visible: boolean;
  /** Where the file itself is; left out until the host has the message. */
  readonly address?: string;
}

/** Without a thumbnail, whatever is larger than this is shown only to those who want to see it. */
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
