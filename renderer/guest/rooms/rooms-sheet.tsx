/** The side column as a sheet, on narrow screens. */
import type { Person } from '../../../contract/model/person.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import type { Conversation } from '../state/conversation.ts';
import { JumpToDay } from '../messages/jump-to-day.tsx';
import type { ModerationView } from '../people/moderation-panel.tsx';
import { PeoplePane } from '../people/people-pane.tsx';
import { RoomsPane } from './rooms-pane.tsx';
import type { ChatClient } from '../session/chat-client.ts';
import { Sheet } from '../../ui/overlay/sheet.tsx';

interface Props {
  readonly conversation: Conversation;
  readonly you: Person;
  readonly session: ChatClient;
  /** The number of people, as text. */
  readonly count: string;
  readonly onModerate: (moderation: ModerationView) => void;
  readonly onClose: () => void;
}

export function RoomsSheet({ conversation, you, session, count, onModerate, onClose }: Props) {
  const { t } = useWords();
  const jump = (since: number) => {
    session.jumpToDay(since);
    onClose();
  };
  return (
    <Sheet label={t('chat:rooms.sheet')} close={t('chat:people.close')} onClose={onClose}>
      <div className="sheet-scroll">
        <JumpToDay onJump={jump} />
        <RoomsPane conversation={conversation} session={session} onChosen={onClose} />
        <h2 className="side-title">{count}</h2>
        <PeoplePane {...{ conversation, you, session, onModerate }} onChosen={onClose} />
      </div>
    </Sheet>
  );
}
