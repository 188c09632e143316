/** The hooks for sizes of files, in the words' language. */
import { useMemo } from 'react';
import { fileSize } from '../../../locales/file-size.ts';
import { useWords } from '../language/use-translation.ts';

export type FileSize = (bytes: number) => string;

export function useFileSize(): FileSize {
  const { language } = useWords();
  return useMemo(() => (bytes) => fileSize(bytes, language), [language]);
}

/** The same for limits: none is told larger than it is. */
export function useLimitSize(): FileSize {
  const { language } = useWords();
  return useMemo(() => (bytes) => fileSize(bytes, language, Math.floor), [language]);
}
