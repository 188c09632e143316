/** A hook that provides time formats; renders again when a new day begins. */
import { useMemo, useSyncExternalStore } from 'react';
import { preferredLanguages } from '../browser/browser-services.ts';
import { createTimes, dayOf, type Times } from './times.ts';
import { useWords } from './use-translation.ts';

const DAY_CHECK_INTERVAL_MS = 30_000;

export function useTimes(): Times {
  const { language } = useWords();
  const today = useSyncExternalStore(watchDay, readDay);
  return useMemo(() => createTimes(today, language, preferredLanguages()), [today, language]);
}

function readDay(): string {
  return dayOf(Date.now());
}

function watchDay(changed: () => void): () => void {
  const timer = setInterval(changed, DAY_CHECK_INTERVAL_MS);
  return () => clearInterval(timer);
}
