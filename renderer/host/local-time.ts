/** Times as the host reads them: hours and minutes, and which day. It refuses to know what happened then. */
import { useMemo, useSyncExternalStore } from 'react';
import { useWords } from '../ui/use-words.ts';

export interface LocalTime {
  /** `HH:MM` */
  readonly minute: (at: number) => string;
  readonly day: (at: number) => string;
  readonly full: (at: number) => string;
}

const DAY_CHECK_INTERVAL_MS = 30_000;

/** Formats in the words' language; renders again when a new day begins. */
export function useLocalTime(): LocalTime {
  const { t, language } = useWords();
  const today = useSyncExternalStore(watchDay, readDay);
  return useMemo(() => {
    const minute = new Intl.DateTimeFormat(language, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const day = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
    const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' });
    return {
      minute: (at) => minute.format(at),
      day: (at) => (new Date(at).toDateString() === today ? t('console:log.today') : day.format(at)),
      full: (at) => full.format(at),
    };
  }, [t, language, today]);
}

function readDay(): string {
  return new Date().toDateString();
}

function watchDay(changed: () => void): () => void {
  const timer = setInterval(changed, DAY_CHECK_INTERVAL_MS);
  return () => clearInterval(timer);
}
