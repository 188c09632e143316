/** A hook for files pasted into the message field: screenshots, or files copied in a file manager. */
import type { ClipboardEvent } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { timeInName } from '../../ui/files/file-name.ts';

/** The name browsers give to pasted pictures that have none. */
const NAMELESS = /^image\.(\w+)$/i;

/**
 * Office programs put a picture of the text on the clipboard along with formatted text; then the text is meant.
 * Plain text next to a file is its name, which macOS adds.
 */
const FORMATTED: readonly string[] = ['text/html', 'text/rtf'];

export function useFilePaste(onFiles: (files: readonly File[]) => void): (event: ClipboardEvent) => void {
  const { t } = useWords();
  return (event) => {
    const { files, types } = event.clipboardData;
    if (files.length === 0 || types.some((type) => FORMATTED.includes(type))) return;
    event.preventDefault();
    const time = timeInName(new Date());
    onFiles(
      [...files].map((file) => {
        const ending = NAMELESS.exec(file.name)?.[1];
        if (ending === undefined) return file;
        return new File([file], `${t('chat:files.screenshot', { time })}.${ending}`, { type: file.type });
      }),
    );
  };
}
