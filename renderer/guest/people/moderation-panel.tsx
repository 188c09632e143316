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
import { useRefusalText } from '../language/use-refusal-text.ts';
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
      onDecide={(id, approve) => void session.moderate({ type: 'review', pending: id, approve })}
    />
  );
}

function BansInForce({ session }: Pick<Props, 'session'>) {
  const [bans, setBans] = useState<readonly BanInfo[]>();
  const loadBans = useMemo(
    () => () =>
      void session.moderate({ type: 'bans' }).then((answer) => {
        if (answer.type === 'bans') setBans(answer.bans);
      }),
    [session],
  );
  useEffect(loadBans, [loadBans]);
  return (
    <BanList
      bans={bans}
      style={STYLE}
      onLift={(ban) => void session.moderate({ type: 'unban', ban }).then(loadBans)}
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
  const refusalText = useRefusalText();
  const [sanction, setSanction] = useState<Sanction['type']>();
  const [error, setError] = useState<string>();
  const preview = usePreview(session, sanction === 'ban' ? person.id : undefined);
  const done = (answer: ModerationAnswer) => {
    if (answer.type === 'error') setError(refusalText(answer));
    else onClose();
  };
  const { name } = person;
  const label = sanction === undefined ? name : t(`shared:moderation.${sanction}-title`, { name });
  return (
    <Popup label={label} close={t('shared:moderation.close')} anchor={anchor} onClose={onClose}>
      <div className="moderating">
        {/* Hidden in a sheet, which has its own title. */}
        <h2 className="moderating-title" dir="auto">
          {label}
        </h2>
        {sanction === undefined ? (
          <div className="moderating-actions">
            <SanctionActs
              muted={muted}
              className="secondary"
              onAsk={setSanction}
              onUnmute={() => void session.moderate({ type: 'unmute', personId: person.id }).then(done)}
            />
            {error !== undefined && (
              <p className="order-fault" role="alert">
                {error}
              </p>
            )}
          </div>
        ) : (
          <SanctionForm
            what={sanction}
            whom={person.id}
            {...{ preview, fault: error }}
            style={STYLE}
            onDo={(sanction) => void session.moderate(sanction).then(done)}
            onCancel={onClose}
          />
        )}
      </div>
    </Popup>
  );
}

function usePreview(session: ChatClient, personId: string | undefined): BanPreview | undefined {
  const [preview, setPreview] = useState<BanPreview>();
  useEffect(() => {
    if (personId === undefined) return;
    void session.moderate({ type: 'ban-preview', personId }).then((answer) => {
      if (answer.type === 'ban-preview') setPreview(answer);
    });
  }, [session, personId]);
  return preview;
}
