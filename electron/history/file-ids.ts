/** Under which ids the files of a message lie: their own, and those of their thumbnails. */
import type { Attachment } from '../../contract/model/attachment.ts';

export function fileIds(files: readonly Attachment[]): string[] {
  return files.flatMap(({ id, picture }) =>
    picture?.thumbnail === undefined ? [id] : [id, picture.thumbnail],
  );
}
