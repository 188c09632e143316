/** The rooms as tabs, the Lobby first. A dot marks unread messages. */
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { nextPlace } from '../controls/arrow-keys.ts';
import { ALL_ROOMS, type RoomsShown } from './use-rooms-shown.ts';

interface Props {
  readonly shown: RoomsShown;
  /** The id of the element that shows the room's log. */
  readonly panelId: string;
  readonly onNew: () => void;
}

export function RoomTabs({ shown: { rooms, current, all, unread, choose }, panelId, onNew }: Props) {
  const { t } = useWords();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [current.id, all]);
  const go = (event: KeyboardEvent) => {
    const ids = [...(rooms.length > 1 ? [ALL_ROOMS] : []), ...rooms.map(({ id }) => id)];
    const next = nextPlace(event.key, ids.indexOf(all ? ALL_ROOMS : current.id), ids.length);
    const id = next === undefined ? undefined : ids[next];
    if (next === undefined || id === undefined) return;
    event.preventDefault();
    choose(id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  return (
    <div className="rooms-bar">
      <div ref={list} className="tabs" role="tablist" aria-label={t('console:rooms.label')} onKeyDown={go}>
        {rooms.length > 1 && (
          <Tab
            name={t('console:rooms.all')}
            selected={all}
            unread={false}
            panelId={panelId}
            onChoose={() => choose(ALL_ROOMS)}
          />
        )}
        {rooms.map((room) => (
          <Tab
            key={room.id}
            name={room.name}
            selected={!all && room === current}
            unread={unread(room.id)}
            panelId={panelId}
            onChoose={() => choose(room.id)}
          />
        ))}
      </div>
      <button type="button" className="button new-room" aria-haspopup="dialog" onClick={onNew}>
        <span aria-hidden="true">+ </span>
        {t('console:rooms.new')}
      </button>
    </div>
  );
}

interface TabProps {
  readonly name: string;
  readonly selected: boolean;
  readonly unread: boolean;
  readonly panelId: string;
  readonly onChoose: () => void;
}

function Tab({ name, selected, unread, panelId, onChoose }: TabProps) {
  const { t } = useWords();
  return (
    <button
      type="button"
      role="tab"
      className="tab"
      aria-selected={selected}
      aria-controls={panelId}
      tabIndex={selected ? 0 : -1}
      title={name}
      onClick={onChoose}
    >
      <bdi>{name}</bdi>
      {unread && (
        <span className="tab-dot">
          <span className="visually-hidden">{t('console:rooms.unread')}</span>
        </span>
      )}
    </button>
  );
}
