/** Who is here, and what one can do about oneself: take another name, or leave. */
import { useEffect, useRef } from 'react';
import type { Person } from '../../contract/wire.ts';
import { useWords } from '../ui/use-words.ts';
import type { Conversation } from './conversation.ts';
import { PeopleList } from './people-list.tsx';
import { RenameForm } from './rename-form.tsx';
import type { Session } from './session.ts';

interface Props {
  readonly conversation: Pick<Conversation, 'people' | 'renaming'>;
  readonly you: Person;
  readonly session: Session;
}

export function PeoplePane({ conversation: { people, renaming }, you, session }: Props) {
  const { t } = useWords();
  const renameButton = useRef<HTMLButtonElement>(null);
  const renamed = useRef(false);
  useEffect(() => {
    // The field that had the focus is gone, so that it comes back to where the field was opened.
    if (renaming.is === 'closed' && renamed.current) renameButton.current?.focus();
    renamed.current = renaming.is !== 'closed';
  }, [renaming.is]);
  return (
    <>
      <PeopleList people={people} you={you} />
      <footer className="people-foot">
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
      </footer>
    </>
  );
}
