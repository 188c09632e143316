/** One guest in the table. A click shows the details. */
import { Avatar } from '../../ui/people/avatar.tsx';
import { MixedBadge } from '../../ui/people/mixed-badge.tsx';
import { PersonName } from '../../ui/people/person-name.tsx';
import type { Times } from '../../ui/language/times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { Address } from '../controls/address.tsx';
import type { PersonFacts } from './sort-guests.ts';
import type { FigureWords } from '../stats/use-figure-text.ts';

interface Props {
  readonly row: PersonFacts;
  readonly times: Times;
  readonly words: FigureWords;
  readonly place: number;
  /** Whether Tab reaches it. */
  readonly tabbable: boolean;
  readonly open: boolean;
  readonly onOpen: (opens: boolean) => void;
}

export function PersonRow({ row, times, words, place, tabbable, open, onOpen }: Props) {
  const { t } = useWords();
  const { person, figures, browser } = row;
  return (
    <tr className={open ? 'person-row open' : 'person-row'} aria-rowindex={place + 2} data-place={place}>
      <th scope="row">
        <button
          type="button"
          className="person"
          aria-expanded={open}
          tabIndex={tabbable ? 0 : -1}
          title={person.name}
          onClick={() => onOpen(!open)}
        >
          <Avatar person={person} />
          <span className="person-words">
            <PersonName person={person} />
            <MixedBadge name={person.name} />
            {person.role === 'moderator' && (
              <span className="badge badge-lit">{t('console:people.moderator')}</span>
            )}
            {person.muted && <span className="badge badge-muted">{t('shared:moderation.muted')}</span>}
            {person.asleep && <AsleepBadge />}
          </span>
        </button>
      </th>
      <td className="address" title={person.address}>
        <Address text={person.address} />
      </td>
      <td className="people-browser" title={browser}>
        {browser}
      </td>
      <td className="people-since">
        <Clock at={person.since} times={times} />
      </td>
      <td className="people-seen">{figures && <Clock at={figures.lastSeen} times={times} />}</td>
      <td className="people-trip">
        {figures?.roundTripMs !== undefined && words.milliseconds(figures.roundTripMs)}
      </td>
      <td className="people-messages">{figures && words.count(figures.messages)}</td>
      <td className="people-bytes">{figures && words.bytes(figures.received + figures.sent)}</td>
      <td className="people-state">{t(person.asleep ? 'console:people.asleep' : 'console:people.online')}</td>
    </tr>
  );
}

function Clock({ at, times }: { readonly at: number; readonly times: Times }) {
  return (
    <time dateTime={times.iso(at)} title={times.full(at)}>
      {times.clock(at)}
    </time>
  );
}

/** The guest's phone is locked: a moon, with its text. */
function AsleepBadge() {
  const { t } = useWords();
  return (
    <span className="badge badge-asleep">
      <svg className="moon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M10.500 2.500a6 6 0 1 0 3.500 8.500A5 5 0 0 1 10.500 2.500z" />
      </svg>
      {t('console:people.asleep')}
    </span>
  );
}
