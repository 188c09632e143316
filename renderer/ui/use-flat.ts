/** The hook for a text in one piece, for where there is no place for its Markdown: the words that it says, without its signs. */
import { useMemo, useSyncExternalStore } from 'react';
import { MARKDOWN_SIGN } from './markdown-sign.ts';

type Flatten = (text: string) => string;

/** Fetched by whoever needs it first; until then, and if it cannot be, the text is shown as it was written. */
let flatten: Flatten | undefined;
let asked = false;
const waiting = new Set<() => void>();

export function useFlat(text: string): string {
  const signed = MARKDOWN_SIGN.test(text);
  const read = useSyncExternalStore(signed ? watch : ignore, () => flatten);
  return useMemo(() => (signed && read !== undefined ? read(text) : text), [signed, read, text]);
}

function watch(changed: () => void): () => void {
  waiting.add(changed);
  if (!asked) {
    asked = true;
    void fetchOnce();
  }
  return () => waiting.delete(changed);
}

function ignore(): () => void {
  return () => undefined;
}

async function fetchOnce(): Promise<void> {
  try {
    ({ flatten } = await import('./markdown.ts'));
  } catch {
    // The next page that needs it asks again.
    asked = false;
  }
  for (const changed of waiting) changed();
}
