/** One guest in full: details and actions. */
import { useId, type ReactNode } from 'react';
import { PersonName } from '../../ui/people/person-name.tsx';
import type { Times } from '../../ui/language/times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { Address } from '../controls/address.tsx';
import type { PersonFacts } from './sort-guests.ts';
import { PersonDetail, type PersonHost } from './person-detail.tsx';
import type { FigureWords } from '../stats/use-figure-text.ts';

interface Props {
  readonly row: PersonFacts;
  readonly times: Times;
  readonly words: FigureWords;
  readonly host: PersonHost;
  readonly onInspect: () => void;
  readonly onClose: () => void;
}

export function PersonPanel({ row, times, words, host, onInspect, onClose }: Props) {
  const { t } = useWords();
  const labelId = useId();
  const { person, figures, browser } = row;
  return (
    <section className="person-detail" aria-labelledby={labelId}>
      <header className="person-detail-head">
        <h3 id={labelId}>
          <PersonName person={person} />
        </h3>
        <button type="button" className="quiet" onClick={onClose}>
          {t('console:people.close')}
        </button>
      </header>
      <PersonDetail person={person} host={host} onInspect={onInspect} />
      <dl className="facts">
        <Fact term={t('console:people.address')}>
          <Address text={person.address} />
        </Fact>
        <Fact term={t('console:people.browser')}>{browser}</Fact>
        <Fact term={t('console:people.since')}>{times.full(person.since)}</Fact>
        {figures && (
          <>
            <Fact term={t('console:people.seen')}>{times.full(figures.lastSeen)}</Fact>
            <Fact term={t('console:people.trip')}>
              {figures.roundTripMs === undefined
                ? t('console:people.trip-unknown')
                : words.milliseconds(figures.roundTripMs)}
            </Fact>
            <Fact term={t('console:people.messages')}>{words.count(figures.messages)}</Fact>
            <Fact term={t('console:people.bytes')}>
              {t('console:people.bytes-both', {
                received: words.bytes(figures.received),
                sent: words.bytes(figures.sent),
              })}
            </Fact>
          </>
        )}
      </dl>
    </section>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
