/** Who is connected. It refuses to know what they say. */
import { useMemo } from 'react';
import type { Connected } from '../../contract/ipc.ts';
import { useWords } from '../ui/use-words.ts';
import { Address } from './address.tsx';
import { Avatar, hueOf } from './avatar.tsx';
import { browserName } from './browser-name.ts';
import { useLocalTime, type LocalTime } from './local-time.ts';

interface Props {
  readonly people: readonly Connected[];
  readonly shareable: boolean;
}

export function PeopleTable({ people, shareable }: Props) {
  const { t } = useWords();
  const time = useLocalTime();
  const host = people.filter((person) => person.via === 'console');
  const guests = people.filter((person) => person.via !== 'console');
  return (
    <>
      <table className="people">
        <caption className="label">{t('console:people.label')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('console:people.name')}</th>
            <th scope="col" className="address-head">
              {t('console:people.address')}
            </th>
            <th scope="col" className="browser-head">
              {t('console:people.browser')}
            </th>
            <th scope="col" className="since">
              {t('console:people.since')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...host, ...guests].map((person) => (
            <PersonRow key={person.id} person={person} time={time} />
          ))}
        </tbody>
      </table>
      {guests.length === 0 && (
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

function PersonRow({ person, time }: { readonly person: Connected; readonly time: LocalTime }) {
  const { t } = useWords();
  const isHost = person.via === 'console';
  return (
    <tr>
      <th scope="row">
        <span className="person">
          <Avatar person={person} />
          <bdi className="person-name" style={hueOf(person)}>
            {person.name}
          </bdi>
          {isHost && <span className="badge">{t('console:people.you')}</span>}
        </span>
      </th>
      <td className={isHost ? 'second' : 'address'}>
        {isHost ? t('console:people.this-computer') : <Address text={person.address} />}
      </td>
      <td className="second">
        <BrowserWords person={person} />
      </td>
      <td className="since">
        <time dateTime={new Date(person.since).toISOString()} title={time.full(person.since)}>
          {time.minute(person.since)}
        </time>
      </td>
    </tr>
  );
}

function BrowserWords({ person: { via, userAgent } }: { readonly person: Connected }) {
  const { t } = useWords();
  const { browser, system } = useMemo(() => browserName(userAgent), [userAgent]);
  if (via === 'console') return t('console:people.this-window');
  if (via === 'plain') return t('console:people.plain');
  if (browser !== undefined && system !== undefined)
    return t('console:people.browser-on', { browser, system });
  return browser ?? system ?? t('console:people.browser-unknown');
}
