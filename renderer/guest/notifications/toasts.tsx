/** Toasts for new messages in other rooms. A click opens the message. */
import { useEffect, useState } from 'react';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { messageExcerpt } from '../state/excerpt.ts';
import './toasts.css';
import type { NotificationState, Toast } from './use-notifications.ts';

const SHOWN_MS = 6_000;

interface Props extends NotificationState {
  readonly onOpen: (toast: Toast) => void;
}

export function Toasts({ toasts, dismiss, onOpen }: Props) {
  return (
    <div className="toasts" role="status">
      {toasts.map((toast) => (
        <OneToast key={toast.key} toast={toast} dismiss={dismiss} onOpen={onOpen} />
      ))}
    </div>
  );
}

interface OneProps extends Pick<Props, 'dismiss' | 'onOpen'> {
  readonly toast: Toast;
}

function OneToast({ toast, dismiss, onOpen }: OneProps) {
  const { t } = useWords();
  const { unseen, key } = toast;
  /** Pauses the timeout while the reader points at the toast or focuses it. */
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    if (paused) return undefined;
    const timer = setTimeout(() => dismiss(key), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [paused, dismiss, key]);
  const open = () => {
    dismiss(key);
    onOpen(toast);
  };
  // Pointer movement, because a toast may appear under a resting pointer.
  const pause = { onPointerMove: () => setPaused(true), onFocus: () => setPaused(true) };
  const resume = { onPointerLeave: () => setPaused(false), onBlur: () => setPaused(false) };
  const { message, room } = unseen;
  return (
    <div className="toast" {...pause} {...resume}>
      <button type="button" className="toast-text" onClick={open}>
        <strong>
          {room === '' ? (
            <bdi translate="no">{message.from.name}</bdi>
          ) : (
            <Sentence
              text={t('chat:notifications.from', { name: mark(0), room: mark(1) })}
              slots={[message.from.name, room]}
            />
          )}
        </strong>
        <span className="toast-excerpt" dir="auto">
          {messageExcerpt(message)}
        </span>
      </button>
      <button
        type="button"
        className="quiet toast-close"
        aria-label={t('chat:notifications.close')}
        onClick={() => dismiss(key)}
      >
        <svg className="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M6 6l12 12M18 6 6 18" />
        </svg>
      </button>
    </div>
  );
}
