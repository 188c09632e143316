/** The hook for files that are pasted where one writes: a screenshot, or what was copied in a folder. */
import type { ClipboardEvent } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { timeInName } from '../../ui/files/file-name.ts';

/** What browsers call every picture that has no name of its own. */
const NAMELESS = /^image\.(\w+)$/i;

/**
 * Office programs copy a picture of a text beside the text, which is what is meant; it is formatted. A plain text beside a
 * file is its name, which macOS puts there.
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
