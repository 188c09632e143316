/** The people here, with buttons to rename yourself, change settings or leave. */
import { useCallback, useLayoutEffect, useRef } from 'react';
import type { Person } from '../../../contract/model/person.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import type { Conversation } from '../state/conversation.ts';
import type { ModerationView } from './moderation-panel.tsx';
import { RetentionLine } from '../notifications/retention-line.tsx';
import { LanguageSwitch } from '../language/language-switch.tsx';
import { NotificationSettings } from '../notifications/notification-settings.tsx';
import { PeopleList } from './people-list.tsx';
import { RenameForm } from './rename-form.tsx';
import type { ChatClient } from '../session/chat-client.ts';

interface Props {
  readonly conversation: Pick<Conversation, 'people' | 'renaming' | 'retention' | 'muted'>;
  readonly you: Person;
  readonly session: ChatClient;
  /** A person was chosen for a private conversation. */
  readonly onChosen?: (() => void) | undefined;
  readonly onModerate: (moderation: ModerationView) => void;
}

export function PeoplePane({ conversation, you, session, onChosen, onModerate }: Props) {
  const { t } = useWords();
  const { people, renaming, retention, muted } = conversation;
  const canModerate = you.role !== 'guest';
  const renameButton = useRef<HTMLButtonElement>(null);
  const renamed = useRef(false);
  useLayoutEffect(() => {
    // The focused field is gone, so the focus returns to the button that opened it, before the next key press.
    if (renaming.is === 'closed' && renamed.current) renameButton.current?.focus();
    renamed.current = renaming.is !== 'closed';
  }, [renaming.is]);
  const choose = useCallback(
    (id: string) => {
      session.openPrivate(id);
      onChosen?.();
    },
    [session, onChosen],
  );
  const moderate = useCallback(
    ({ id, name }: Person, anchor: HTMLElement) =>
      onModerate({ is: 'person', person: { id, name }, muted: muted.includes(id), anchor }),
    [onModerate, muted],
  );
  return (
    <>
      <PeopleList
        {...{ people, you, muted }}
        onChoose={choose}
        onModerate={canModerate ? moderate : undefined}
      />
      <footer className="people-foot">
        <RetentionLine retention={retention} />
        {renaming.is === 'closed' ? (
          <>
            <button
              ref={renameButton}
              type="button"
              className="quiet"
              onClick={() => session.openRename(true)}
            >
              {t('chat:people.rename')}
            </button>
            {canModerate && (
              <button type="button" className="quiet" onClick={() => onModerate({ is: 'bans' })}>
                {t('shared:moderation.bans')}
              </button>
            )}
            <NotificationSettings />
            <button type="button" className="quiet" onClick={session.leave}>
              {t('chat:people.leave')}
            </button>
          </>
        ) : (
          <RenameForm
            name={you.name}
            renaming={renaming}
            onSave={session.rename}
            onCancel={() => session.openRename(false)}
          />
        )}
        <LanguageSwitch />
      </footer>
    </>
  );
}
