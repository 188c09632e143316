/** The list of rooms and private conversations, with unread counts. */
import { numberFormat } from '../../../locales/formats.ts';
import { memo, useId, type ReactNode } from 'react';
import type { Person } from '../../../contract/model/person.ts';
import { Avatar } from '../../ui/people/avatar.tsx';
import { PersonName } from '../../ui/people/person-name.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import './rooms-list.css';

export interface ListedRoom {
  readonly id: string;
  readonly name: string;
  /** The other person in a private room. */
  readonly with?: Person | undefined;
  readonly unread: number;
  /** An unread message mentions you, replies to you, or is private. */
  readonly forYou: boolean;
}

interface Props {
  readonly rooms: readonly ListedRoom[];
  /** The id of the open room. */
  readonly current: string;
  readonly onOpen: (id: string) => void;
}

export const RoomsList = memo(function RoomsList({ rooms, current, onOpen }: Props) {
  const { t } = useWords();
  const open = rooms.filter((room) => room.with === undefined);
  const own = rooms.filter((room) => room.with !== undefined);
  const row = (room: ListedRoom) => (
    <li key={room.id}>
      <RoomButton room={room} current={room.id === current} onOpen={onOpen} />
    </li>
  );
  return (
    <nav className="rooms" aria-label={t('chat:rooms.label')}>
      <Section title={t('chat:rooms.rooms')}>{open.map(row)}</Section>
      <Section
        title={t('chat:rooms.private')}
        empty={own.length === 0 ? t('chat:rooms.private-none') : undefined}
      >
        {own.map(row)}
      </Section>
    </nav>
  );
});

interface SectionProps {
  readonly title: string;
  readonly empty?: string | undefined;
  readonly children: ReactNode;
}

function Section({ title, empty, children }: SectionProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="side-title">
        {title}
      </h2>
      {empty === undefined ? <ul role="list">{children}</ul> : <p className="rooms-none">{empty}</p>}
    </section>
  );
}

interface RoomProps {
  readonly room: ListedRoom;
  readonly current: boolean;
  readonly onOpen: (id: string) => void;
}

function RoomButton({ room, current, onOpen }: RoomProps) {
  return (
    <button
      type="button"
      className={room.unread > 0 ? 'room-row room-row-unread' : 'room-row'}
      aria-current={current ? 'true' : undefined}
      onClick={() => onOpen(room.id)}
    >
      {room.with ? (
        <Avatar person={room.with} />
      ) : (
        <span className="room-sign" aria-hidden="true">
          #
        </span>
      )}
      <span className="room-name" dir="auto">
        {room.with ? <PersonName person={room.with} /> : <bdi>{room.name}</bdi>}
      </span>
      {room.unread > 0 && <Unread room={room} />}
    </button>
  );
}

/** Higher counts are shown as 99+. */
const COUNTED_MAX = 99;

function Unread({ room: { unread: count, forYou, with: other } }: { readonly room: ListedRoom }) {
  const { t, language } = useWords();
  const number = numberFormat(language).format(Math.min(count, COUNTED_MAX));
  return (
    <span className={forYou ? 'unread unread-for-you' : 'unread'}>
      <span aria-hidden="true" dir="ltr">
        {forYou && other === undefined && '@'}
        {number}
        {count > COUNTED_MAX && '+'}
      </span>
      <span className="visually-hidden">
        {t(forYou ? 'chat:rooms.for-you' : 'chat:rooms.unread', { count })}
      </span>
    </span>
  );
}
