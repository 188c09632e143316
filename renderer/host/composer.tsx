/** Where the host writes. What was refused stays, with the reason beside it. */
import { useId, useState, type KeyboardEvent, type SubmitEvent } from 'react';
import type { Said } from '../../contract/ipc.ts';
import { isSendKey } from '../ui/send-key.ts';
import { useWords } from '../ui/use-words.ts';

interface Props {
  readonly room: string;
  readonly onSay: (text: string) => Promise<Said>;
}

type Refused = Extract<Said, { ok: false }>['code'] | 'failed';

export function Composer({ room, onSay }: Props) {
  const { t } = useWords();
  const faultId = useId();
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<Refused>();

  const send = async () => {
    if (sending) return;
    setSending(true);
    const said: { ok: true } | { ok: false; code: Refused } = await onSay(text).catch(() => ({
      ok: false,
      code: 'failed',
    }));
    setSending(false);
    setRefused(said.ok ? undefined : said.code);
    // What was written meanwhile is another message.
    if (said.ok) setText((now) => (now === text ? '' : now));
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
          {refused === 'not-running' || refused === 'failed'
            ? t(`console:composer.${refused}`)
            : t(`shared:refusal.${refused}`)}
        </p>
      )}
      <textarea
        dir="auto"
        rows={1}
        autoFocus
        aria-label={t('console:composer.label')}
        aria-invalid={refused !== undefined}
        aria-describedby={refused === undefined ? undefined : faultId}
        placeholder={t('console:composer.hint', { room })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={sendOnEnter}
      />
      <button type="submit" className="button primary">
        {t('console:composer.send')}
      </button>
    </form>
  );
}
