/** Where a new day begins. */
import { useWords } from '../ui/use-words.ts';
import type { Times } from './times.ts';

export function DayLine({ at, times }: { readonly at: number; readonly times: Times }) {
  const { t } = useWords();
  // Rendered again with every message, so that what was today becomes yesterday soon enough.
  const recent = times.recentDay(at);
  const words = recent === undefined ? times.day(at) : t(`chat:messages.${recent}`);
  return (
    <p className="day">
      <time dateTime={times.iso(at).slice(0, 10)}>{words}</time>
    </p>
  );
}
