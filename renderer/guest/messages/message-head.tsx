/** The top of the message list: the start of the room, and an invitation while there are no messages. */
import type { Ref } from 'react';
import type { Retention } from '../../../contract/model/retention.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { InviteCard } from '../join/invite-card.tsx';
import type { OutgoingMessage } from '../state/outbox.ts';
import { RoomStart } from './room-start.tsx';
import type { RoomView } from '../state/room-view.ts';

interface Props {
  readonly ref: Ref<HTMLDivElement>;
  readonly view: RoomView;
  readonly outbox: readonly OutgoingMessage[];
  readonly retention: Retention;
  readonly isNewLog: boolean;
  readonly alone: boolean;
}

export function MessageHead({ ref, view: { room, logWindow }, outbox, retention, isNewLog, alone }: Props) {
  const { t } = useWords();
  const { entries = [], first = false } = logWindow ?? {};
  const isEmpty = first && outbox.length === 0 && !entries.some(({ type }) => type === 'message');
  const inviting = isEmpty && room.with === undefined;
  return (
    <div ref={ref} className={inviting ? 'messages-head messages-head-inviting' : 'messages-head'}>
      {first && <RoomStart room={room} retention={retention} />}
      {first && isNewLog && <p className="missing">{t('chat:messages.other-log')}</p>}
      {logWindow?.first === false && <p className="room-start">{t('chat:messages.loading')}</p>}
      {inviting && <InviteCard alone={alone} />}
    </div>
  );
}
