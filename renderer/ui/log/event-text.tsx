/** Texts for join, leave and rename events: one event, or many people in one sentence. */
import { listFormat } from '../../../locales/formats.ts';
import { Fragment } from 'react';
import type { Person } from '../../../contract/model/person.ts';
import { eventKindOf, type EventPeople, type RoomEvent } from './event-runs.ts';
import { mark, Sentence } from '../text/sentence.tsx';
import { useWords } from '../language/use-translation.ts';

/** How many names are listed before the rest is counted. */
const NAMES_MAX = 2;

export function EventWords({ event }: { readonly event: RoomEvent }) {
  const { t } = useWords();
  const { name } = event.person;
  const deed = eventKindOf(event);
  if (event.type === 'renamed' && deed === 'renamed') {
    const text = t('shared:entry.renamed', { name: mark(0), before: mark(1) });
    return <Sentence text={text} slots={[name, event.before]} />;
  }
  return <Sentence text={t(`shared:entry.${deed}`, { name: mark(0) })} slots={[name]} />;
}

export function DoersWords({ doers: { deed, people } }: { readonly doers: EventPeople }) {
  const { t } = useWords();
  const text = t(`shared:folded.${deed}`, { names: mark(0), count: people.length });
  return <Sentence text={text} slots={[<Names key="names" people={people} />]} />;
}

function Names({ people }: { readonly people: readonly Person[] }) {
  const { t, language } = useWords();
  // "And 1 more" is no shorter than the name.
  const listed = people.length > NAMES_MAX + 1 ? people.slice(0, NAMES_MAX) : people;
  const more = people.length - listed.length;
  const names = listed.map(({ name }) => name);
  const parts = listFormat(language).formatToParts(
    more > 0 ? [...names, t('shared:folded.more', { count: more })] : names,
  );
  return parts.map(({ type, value }, index) =>
    type === 'element' ? <bdi key={index}>{value}</bdi> : <Fragment key={index}>{value}</Fragment>,
  );
}
