/** The files of a message in the log, as guests see them. */
import { useMemo } from 'react';
import type { Attachment } from '../../../contract/model/attachment.ts';
import { Attachments } from '../../ui/files/attachments.tsx';
import { shownFile } from '../../ui/files/shown-file.ts';

export function MessageFiles({ files }: { readonly files: readonly Attachment[] }) {
  const shown = useMemo(() => files.map(shownFile), [files]);
  return <Attachments files={shown} />;
}
