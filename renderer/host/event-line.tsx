/** Who came, went, or has another name: one quiet sentence, or a run of them folded into one. */
import type { ReactNode } from 'react';
import type { Translate } from '../../words/words.ts';
import { useWords } from '../ui/use-words.ts';
import { countDeeds, deedOf, type DeedCount } from './event-runs.ts';
import type { LocalTime } from './local-time.ts';
import type { Event } from './log-lines.ts';
import { Sentence, SLOT } from './sentence.tsx';

/** A run this long is folded. */
const FOLDED_FROM = 3;

interface Props {
  readonly events: readonly [Event, ...Event[]];
  readonly time: LocalTime;
}

export function EventLine({ events, time }: Props) {
  if (events.length < FOLDED_FROM)
    return events.map((event) => <OneEvent key={event.seq} event={event} time={time} />);
  return (
    <details className="event-run">
      <summary>
        <RunWords events={events} />
      </summary>
      {events.map((event) => (
        <OneEvent key={event.seq} event={event} time={time} />
      ))}
    </details>
  );
}

function OneEvent({ event, time }: { readonly event: Event; readonly time: LocalTime }) {
  const { t } = useWords();
  const text =
    event.type === 'renamed'
      ? t('shared:entry.renamed', { before: SLOT.second, name: SLOT.first })
      : t(`shared:entry.${deedOf(event)}`, { name: SLOT.first });
  return (
    <p className="event">
      <time dateTime={new Date(event.at).toISOString()}>{time.minute(event.at)}</time>
      <span>
        <Sentence
          text={text}
          first={event.person.name}
          {...(event.type === 'renamed' && { second: event.before })}
        />
      </span>
    </p>
  );
}

function RunWords({ events }: { readonly events: readonly Event[] }) {
  const { t, language } = useWords();
  return countDeeds(events).map((count, place) => (
    <span key={count.deed}>
      {place > 0 && ' · '}
      <Sentence text={runWords(count, t)} first={<NameList count={count} language={language} t={t} />} />
    </span>
  ));
}

function runWords({ deed, names, more }: DeedCount, t: Translate): string {
  if (deed === 'renamed') return t('console:log.renamed', { count: names.length + more, names: SLOT.first });
  return t(`shared:entry.${deed}`, { name: SLOT.first });
}

interface NameListProps {
  readonly count: DeedCount;
  readonly language: string;
  readonly t: Translate;
}

function NameList({ count: { names, more }, language, t }: NameListProps): ReactNode {
  const listed = more > 0 ? [...names, t('console:log.more', { count: more })] : names;
  return new Intl.ListFormat(language, { type: 'conjunction' })
    .formatToParts(listed)
    .map(({ type, value }, place) => (type === 'element' ? <bdi key={place}>{value}</bdi> : value));
}
