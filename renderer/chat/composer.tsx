/** The place to write: grows with what is written, sends on Enter, and keeps the focus. */
import { useLayoutEffect, useRef, type KeyboardEvent, type SyntheticEvent } from 'react';
import { isSendKey } from '../ui/send-key.ts';
import { useWords } from '../ui/use-words.ts';
import type { Conversation } from './conversation.ts';
import { NotSent } from './not-sent.tsx';
import type { Session } from './session.ts';
import { useMedia } from './use-media.ts';

interface Props {
  readonly conversation: Pick<Conversation, 'draft' | 'notice'>;
  readonly session: Session;
}

export function Composer({ conversation: { draft, notice }, session }: Props) {
  const { t } = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  // On a phone the keyboard would cover what one came to read.
  const focusAtOnce = useMedia('(pointer: fine)');
  useLayoutEffect(() => {
    if (field.current !== null) fitHeight(field.current);
  }, [draft]);
  const send = () => {
    session.say();
    field.current?.focus();
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSendKey(event)) return;
    event.preventDefault();
    send();
  };
  return (
    <form className="composer" onSubmit={onSubmit}>
      {notice && <NotSent notice={notice} onTakeBack={session.takeBack} />}
      <div className="composer-row">
        <textarea
          ref={field}
          rows={1}
          // Empty, it follows the page, so that what it asks for stands where the writing will begin.
          dir={draft === '' ? undefined : 'auto'}
          enterKeyHint="send"
          autoFocus={focusAtOnce}
          aria-label={t('chat:composer.label')}
          placeholder={t('chat:composer.label')}
          value={draft}
          onChange={(event) => session.draft(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {/* Pressing the mouse down would take the focus, and on a phone the keyboard with it. */}
        <button
          type="submit"
          className={draft.trim() === '' ? 'send' : 'send send-ready'}
          onMouseDown={(event) => event.preventDefault()}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d="M4 11.500 20 4l-4 16-4.500-6.500z M11.500 13.500 20 4" />
          </svg>
          <span className="send-word">{t('chat:composer.send')}</span>
        </button>
      </div>
    </form>
  );
}

/** The styles limit it to about six lines. */
function fitHeight(area: HTMLTextAreaElement): void {
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}
