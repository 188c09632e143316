/** Dialogs to open, rename and close a room. */
import type { Room } from '../../../contract/model/room.ts';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { RoomNameDialog } from './room-name-dialog.tsx';
import { RulesDialog } from '../moderation/rules-dialog.tsx';

export type RoomAct = 'open' | 'rename' | 'close' | 'rules';

interface Props {
  readonly host: HostConsole;
  readonly act: RoomAct;
  readonly room: Room;
  /** The name of the room that everyone then moves to. */
  readonly lobby: string;
  /** A new room was opened. */
  readonly onOpened: (id: string) => void;
  readonly onClose: () => void;
}

export function RoomDialog({ host, act, room, lobby, onOpened, onClose }: Props) {
  const open = async (name: string) => {
    const outcome = await host.api.act('openRoom', { name });
    // The event came before the answer.
    const opened = host.store.read().chatInfo.rooms.at(-1);
    if (outcome.ok && opened !== undefined) onOpened(opened.id);
    return outcome;
  };
  switch (act) {
    case 'open':
      return <RoomNameDialog what="open" name="" onName={open} onClose={onClose} />;
    case 'rename':
      return (
        <RoomNameDialog
          what="rename"
          name={room.name}
          onName={(name) => host.api.act('renameRoom', { id: room.id, name })}
          onClose={onClose}
        />
      );
    case 'rules':
      return <RulesDialog host={host} room={room} onClose={onClose} />;
    case 'close':
      return <CloseRoom host={host} room={room} lobby={lobby} onClose={onClose} />;
    default:
      return act satisfies never;
  }
}

function CloseRoom({ host, room, lobby, onClose }: Pick<Props, 'host' | 'room' | 'lobby' | 'onClose'>) {
  const { t } = useWords();
  return (
    <ConfirmDialog
      title={<Sentence text={t('console:rooms.close-title', { room: mark(0) })} slots={[room.name]} />}
      text={<Sentence text={t('console:rooms.close-text', { lobby: mark(0) })} slots={[lobby]} />}
      yes={t('console:rooms.close-yes')}
      no={t('console:rooms.cancel')}
      onYes={() => host.api.act('closeRoom', { id: room.id })}
      onClose={onClose}
    />
  );
}
