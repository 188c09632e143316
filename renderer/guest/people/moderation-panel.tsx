/**
 * The moderation panel: actions on one person (in a popup or sheet), messages waiting for approval, and active
 * bans. Loaded only for moderators.
 */
import { useEffect, useMemo, useState } from 'react';
import type { BanInfo, Named, BanPreview } from '../../../contract/model/moderation.ts';
import { BanList } from '../../ui/moderation/ban-list.tsx';
import { SanctionActs } from '../../ui/moderation/sanction-buttons.tsx';
import { SanctionForm, type Sanction } from '../../ui/moderation/sanction-form.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { PendingList } from '../../ui/moderation/pending-list.tsx';
import type { Conversation } from '../state/conversation.ts';
import './moderation-panel.css';
import type { ModerationAnswer } from '../state/moderation-requests.ts';
import { useRefusalWords } from '../language/use-refusal-text.ts';
import { Popup } from '../../ui/overlay/popup.tsx';
import type { ChatClient } from '../session/chat-client.ts';
import { Sheet } from '../../ui/overlay/sheet.tsx';

/** What the panel shows. */
export type ModerationView =
  | {
      readonly is: 'person';
      readonly person: Named;
      readonly muted: boolean;
      /** The button that opened it. */
      readonly anchor: HTMLElement;
    }
  | { readonly is: 'waiting' }
  | { readonly is: 'bans' };

interface Props {
  readonly moderation: ModerationView;
  readonly conversation: Pick<Conversation, 'pending' | 'rooms'>;
  readonly session: ChatClient;
  readonly onClose: () => void;
}

const STYLE = { cancel: 'secondary', yes: 'primary', small: 'secondary' };

export function ModerationPanel({ moderation, conversation, session, onClose }: Props) {
  const { t } = useWords();
  switch (moderation.is) {
    case 'person':
      return <PersonPopup {...moderation} session={session} onClose={onClose} />;
    case 'waiting':
      return (
        <Sheet label={t('shared:moderation.queue')} close={t('shared:moderation.close')} onClose={onClose}>
          <div className="moderating">
            <Queue conversation={conversation} session={session} />
          </div>
        </Sheet>
      );
    case 'bans':
      return (
        <Sheet label={t('shared:moderation.bans')} close={t('shared:moderation.close')} onClose={onClose}>
          <div className="moderating">
            <BansInForce session={session} />
          </div>
        </Sheet>
      );
  }
}

function Queue({ conversation: { pending, rooms }, session }: Pick<Props, 'conversation' | 'session'>) {
  const names = useMemo(() => new Map(rooms.map(({ room }) => [room.id, room.name])), [rooms]);
  return (
    <PendingList
      waiting={pending}
      rooms={names}
      style={STYLE}
      onDecide={(id, approve) => void session.order({ type: 'review', pending: id, approve })}
    />
  );
}

function BansInForce({ session }: Pick<Props, 'session'>) {
  const [bans, setBans] = useState<readonly BanInfo[]>();
  const read = useMemo(
    () => () =>
      void session.order({ type: 'bans' }).then((told) => {
        if (told.type === 'bans') setBans(told.bans);
      }),
    [session],
  );
  useEffect(read, [read]);
  return (
    <BanList
      bans={bans}
      style={STYLE}
      onLift={(ban) => void session.order({ type: 'unban', ban }).then(read)}
    />
  );
}

interface PersonProps {
  readonly person: Named;
  readonly muted: boolean;
  readonly anchor: HTMLElement;
  readonly session: ChatClient;
  readonly onClose: () => void;
}

function PersonPopup({ person, muted, anchor, session, onClose }: PersonProps) {
  const { t } = useWords();
  const words = useRefusalWords();
  const [asking, setAsking] = useState<Sanction['type']>();
  const [fault, setFault] = useState<string>();
  const preview = usePreview(session, asking === 'ban' ? person.id : undefined);
  const done = (told: ModerationAnswer) => {
    if (told.type === 'error') setFault(words(told));
    else onClose();
  };
  const { name } = person;
  const label = asking === undefined ? name : t(`shared:moderation.${asking}-title`, { name });
  return (
    <Popup label={label} close={t('shared:moderation.close')} anchor={anchor} onClose={onClose}>
      <div className="moderating">
        {/* Hidden in a sheet, which has its own title. */}
        <h2 className="moderating-title" dir="auto">
          {label}
        </h2>
        {asking === undefined ? (
          <div className="moderating-acts">
            <SanctionActs
              muted={muted}
              className="secondary"
              onAsk={setAsking}
              onUnmute={() => void session.order({ type: 'unmute', personId: person.id }).then(done)}
            />
            {fault !== undefined && (
              <p className="order-fault" role="alert">
                {fault}
              </p>
            )}
          </div>
        ) : (
          <SanctionForm
            what={asking}
            whom={person.id}
            {...{ preview, fault }}
            style={STYLE}
            onDo={(sanction) => void session.order(sanction).then(done)}
            onCancel={onClose}
          />
        )}
      </div>
    </Popup>
  );
}

function usePreview(session: ChatClient, whom: string | undefined): BanPreview | undefined {
  const [preview, setPreview] = useState<BanPreview>();
  useEffect(() => {
    if (whom === undefined) return;
    void session.order({ type: 'ban-preview', personId: whom }).then((told) => {
      if (told.type === 'ban-preview') setPreview(told);
    });
  }, [session, whom]);
  return preview;
}
