/** Hooks that format file sizes in the page's language. */
import { useMemo } from 'react';
import { fileSize } from '../../../locales/file-size.ts';
import { useWords } from '../language/use-translation.ts';

export type FileSize = (bytes: number) => string;

export function useFileSize(): FileSize {
  const { language } = useWords();
  return useMemo(() => (bytes) => fileSize(bytes, language), [language]);
}

/** Like {@link useFileSize}, but rounds down, so that no limit is shown larger than it is. */
export function useLimitSize(): FileSize {
  const { language } = useWords();
  return useMemo(() => (bytes) => fileSize(bytes, language, Math.floor), [language]);
}
