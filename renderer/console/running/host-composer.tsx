/** The host's message field. A refused message stays in it, with the reason below. */
import { useId, type KeyboardEvent, type SubmitEvent } from 'react';
import { isSendKey } from '../../ui/browser/send-key.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { refusalWords, type ActionOutcome } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

interface Props {
  /** The name of the room. */
  readonly room: string;
  readonly text: string;
  readonly autoFocus: boolean;
  readonly onText: (change: (now: string) => string) => void;
  readonly onSay: (text: string) => Promise<ActionOutcome>;
  /** Announces to all rooms. */
  readonly onAnnounce: (text: string) => Promise<ActionOutcome>;
}

export function HostComposer({ room, text, autoFocus, onText, onSay, onAnnounce }: Props) {
  const { t } = useWords();
  const faultId = useId();
  const { ask, refused, forget } = usePendingAction();

  const send = async (how = onSay) => {
    const said = await ask(() => how(text));
    // Text typed meanwhile is a new message.
    if (said) onText((now) => (now === text ? '' : now));
  };
  const type = (value: string) => {
    forget();
    onText(() => value);
  };
  const sendOnSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void send();
  };
  const sendOnEnter = (event: KeyboardEvent) => {
    if (!isSendKey(event)) return;
    event.preventDefault();
    void send();
  };
  return (
    <form className="composer" onSubmit={sendOnSubmit}>
      {refused !== undefined && (
        <p id={faultId} className="fault" role="alert">
          {refusalWords(refused, t)}
        </p>
      )}
      <textarea
        dir="auto"
        rows={1}
        autoFocus={autoFocus}
        aria-label={t('console:composer.label')}
        aria-invalid={refused !== undefined}
        aria-describedby={refused === undefined ? undefined : faultId}
        placeholder={t('console:composer.hint', { room })}
        value={text}
        onChange={({ currentTarget: { value } }) => type(value)}
        onKeyDown={sendOnEnter}
      />
      {text.trim() !== '' && (
        <button type="button" className="button" onClick={() => void send(onAnnounce)}>
          {t('console:moderation.announce')}
        </button>
      )}
      <button type="submit" className="button primary">
        {t('console:composer.send')}
      </button>
    </form>
  );
}
