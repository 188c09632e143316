/** Connections that ended recently, each with the reason. */
import { useWords } from '../../ui/language/use-translation.ts';
import { useTimes } from '../../ui/language/use-times.ts';
import { closeWords } from './close-text.ts';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';

export function EndedList({ host }: { readonly host: HostConsole }) {
  const { t } = useWords();
  const times = useTimes();
  const ended = useHostState(host, (state) => state.traffic.ended);
  if (ended.length === 0) return null;
  return (
    <details className="ended">
      <summary>{t('console:inspector.ended', { count: ended.length })}</summary>
      <ul>
        {ended.map(({ id, name, at, code }) => (
          <li key={`${id} ${at}`}>
            <time dateTime={times.iso(at)}>{times.clock(at)}</time> <bdi>{name}</bdi>{' '}
            <span className="second">
              {closeWords(code, t)} ({code})
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
