/** The rooms, the log of the selected room, and the host's message field. */
import { useId, useState, type MouseEvent } from 'react';
import { LOBBY, type Room } from '../../../contract/model/room.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { AnnouncementStrip } from './announcement-strip.tsx';
import { HostComposer } from './host-composer.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { LogFilterBar, LOG_FILTER_NONE, useLogFilter } from '../log/log-filter.tsx';
import { MessageLog } from '../log/message-log.tsx';
import { RoomDialog, type RoomAct } from '../rooms/room-dialog.tsx';
import { RoomTabs } from '../rooms/room-tabs.tsx';
import { useAuthors } from '../log/use-authors.ts';
import { useRoomsShown } from '../rooms/use-rooms-shown.ts';
import { WaitingStrip } from '../moderation/pending-strip.tsx';

/** @param lobby the name of the Lobby when the chat started */
export function ChatPanel({ host, lobby }: { readonly host: HostConsole; readonly lobby: string }) {
  const panelId = useId();
  const shown = useRoomsShown(host, lobby);
  const [act, setAct] = useState<{ readonly act: RoomAct; readonly room: Room }>();
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const { rooms, current, all, chosen, choose } = shown;
  const { t } = useWords();
  const [sieve, setSieve] = useState(LOG_FILTER_NONE);
  const filter = useLogFilter(sieve, all ? undefined : current.id);
  const authors = useAuthors(host);
  const roomName = (id: string) => rooms.find((room) => room.id === id)?.name ?? '';
  return (
    <main className="log-column" onClick={(event) => openLinkOf(event, host)}>
      <RoomTabs shown={shown} panelId={panelId} onNew={() => setAct({ act: 'open', room: current })} />
      <div
        id={panelId}
        className="room"
        role="tabpanel"
        aria-label={all ? t('console:rooms.all') : current.name}
      >
        <LogFilterBar sieve={sieve} people={authors} onSieve={setSieve} />
        <AnnouncementStrip host={host} />
        <WaitingStrip host={host} />
        {!all && (
          <RoomTools
            acts={current.id === LOBBY ? ['rules'] : ['rules', 'rename', 'close']}
            onAct={(chosenAct) => setAct({ act: chosenAct, room: current })}
          />
        )}
        <MessageLog key={JSON.stringify(filter)} host={host} filter={filter} {...(all && { roomName })} />
        {!all && (
          <HostComposer
            key={`composer ${current.id}`}
            room={current.name}
            text={drafts[current.id] ?? ''}
            // Keep the focus on the tabs while the host moves along them by keyboard.
            autoFocus={!chosen}
            onText={(change) => setDrafts((all) => ({ ...all, [current.id]: change(all[current.id] ?? '') }))}
            onSay={(text) => host.api.act('postMessage', { room: current.id, text })}
            onAnnounce={(text) => host.api.act('announce', { text })}
          />
        )}
      </div>
      {act && (
        <RoomDialog
          host={host}
          act={act.act}
          room={act.room}
          lobby={rooms[0]?.name ?? lobby}
          onOpened={choose}
          onClose={() => setAct(undefined)}
        />
      )}
    </main>
  );
}

/** The window never navigates: links in messages open in the browser, after a question that shows the address. */
function openLinkOf(event: MouseEvent, host: HostConsole): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (link === null) return;
  event.preventDefault();
  void host.api.act('openLink', { link: link.href });
}

interface ToolsProps {
  readonly acts: readonly ('rules' | 'rename' | 'close')[];
  readonly onAct: (act: 'rules' | 'rename' | 'close') => void;
}

/** The actions on a room. The Lobby cannot be closed, and is renamed on the start screen. */
function RoomTools({ acts, onAct }: ToolsProps) {
  const { t } = useWords();
  return (
    <div className="room-tools">
      {acts.map((act) => (
        <button key={act} type="button" className="quiet" aria-haspopup="dialog" onClick={() => onAct(act)}>
          {t(act === 'rules' ? 'console:moderation.rules' : `console:rooms.${act}`)}
        </button>
      ))}
    </div>
  );
}
