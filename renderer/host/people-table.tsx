/** Who came from outside: the guests; the host is not one of them. It refuses to know what they say. */
import { useMemo } from 'react';
import type { Connected } from '../../contract/ipc.ts';
import { Avatar } from '../ui/avatar.tsx';
import { PersonName } from '../ui/person-name.tsx';
import type { Times } from '../ui/times.ts';
import { useTimes } from '../ui/use-times.ts';
import { useWords } from '../ui/use-words.ts';
import { Address } from './address.tsx';
import { browserName } from './browser-name.ts';

interface Props {
  readonly people: readonly Connected[];
  readonly shareable: boolean;
}

export function PeopleTable({ people, shareable }: Props) {
  const { t } = useWords();
  const times = useTimes('24');
  return (
    <>
      <table className="people">
        <caption className="label">{t('console:people.label')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('console:people.name')}</th>
            <th scope="col">{t('console:people.address')}</th>
            <th scope="col">{t('console:people.browser')}</th>
            <th scope="col" className="since">
              {t('console:people.since')}
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} times={times} />
          ))}
        </tbody>
      </table>
      {people.length === 0 && (
        <div className="empty">
          <p>{t('console:people.empty')}</p>
          <p className="second">
            {t(shareable ? 'console:people.empty-next' : 'console:people.empty-only-here')}
          </p>
        </div>
      )}
    </>
  );
}

function PersonRow({ person, times }: { readonly person: Connected; readonly times: Times }) {
  const browser = useBrowserWords(person);
  return (
    <tr>
      <th scope="row">
        <span className="person">
          <Avatar person={person} />
          <PersonName person={person} />
        </span>
      </th>
      <td className="address">
        <Address text={person.address} />
      </td>
      <td className="browser" title={browser}>
        {browser}
      </td>
      <td className="since">
        <time dateTime={times.iso(person.since)} title={times.full(person.since)}>
          {times.clock(person.since)}
        </time>
      </td>
    </tr>
  );
}

function useBrowserWords({ via, userAgent }: Connected): string {
  const { t } = useWords();
  const { browser, system } = useMemo(() => browserName(userAgent), [userAgent]);
  if (via === 'plain') return t('console:people.plain');
  if (browser !== undefined && system !== undefined)
    return t('console:people.browser-on', { browser, system });
  return browser ?? system ?? t('console:people.browser-unknown');
}
