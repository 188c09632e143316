/** The hook for files that are pasted where one writes: a screenshot, or what was copied in a folder. */
import type { ClipboardEvent } from 'react';
import { useWords } from '../ui/use-words.ts';
import { timeInName } from '../ui/file-name.ts';

/** What browsers call every picture that has no name of its own. */
const NAMELESS = /^image\.(\w+)$/i;

export function useFilePaste(onFiles: (files: readonly File[]) => void): (event: ClipboardEvent) => void {
  const { t } = useWords();
  return (event) => {
    const { files, types } = event.clipboardData;
    // Spreadsheets copy a picture of the text beside the text, and the text is what is meant.
    if (files.length === 0 || types.includes('text/plain')) return;
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
