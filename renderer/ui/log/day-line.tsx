/** The heading of a new day. */
import type { Times } from '../language/times.ts';
import { useWords } from '../language/use-translation.ts';

export function DayLine({ at, times }: { readonly at: number; readonly times: Times }) {
  const { t } = useWords();
  const recent = times.recentDay(at);
  const text = recent === undefined ? times.day(at) : t(`shared:log.${recent}`);
  return (
    <h2 className="day">
      <span>{text}</span>
    </h2>
  );
}
