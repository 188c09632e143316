/** The menu of a message. Deleting asks for confirmation in the same place. */
import { useRef, useState } from 'react';
import { useWords } from '../../../ui/language/use-translation.ts';
import './action-menu.css';
import { copyText } from '../../../ui/browser/copy-text.ts';
import { SmileyPlus } from '../../emoji/emoji-button.tsx';
import type { ActionProps } from '../../state/message-actions.ts';
import { QuickReactions } from '../../emoji/quick-reactions.tsx';
import { useFocusAtOnce } from '../../../ui/overlay/use-focus-at-once.ts';

export interface MenuProps extends ActionProps {
  readonly onPick: (emoji: string) => void;
  readonly onAllEmoji: () => void;
  /** Closes the menu. */
  readonly onDone: () => void;
}

export function ActionMenu({
  seq,
  text,
  given,
  mayEdit,
  mayDelete,
  actions,
  onPick,
  onAllEmoji,
  onDone,
}: MenuProps) {
  const { t } = useWords();
  const [confirming, setConfirming] = useState(false);
  // Acts first, since the action may move the focus elsewhere.
  const done = (action: (seq: number) => void) => () => {
    action(seq);
    onDone();
  };
  if (confirming) return <ConfirmDelete onDelete={done(actions.delete)} onKeep={onDone} />;
  return (
    <div className="action-menu">
      <div className="action-quick">
        <QuickReactions given={given} onPick={onPick} />
        <button
          type="button"
          title={t('chat:actions.all-emoji')}
          aria-label={t('chat:actions.all-emoji')}
          onClick={onAllEmoji}
        >
          <SmileyPlus />
        </button>
      </div>
      <button type="button" className="action" onClick={done(actions.reply)}>
        {t('chat:actions.reply')}
      </button>
      {mayEdit && (
        <button type="button" className="action" onClick={done(actions.edit)}>
          {t('chat:actions.edit')}
        </button>
      )}
      <CopyText text={text} />
      {mayDelete && (
        <button type="button" className="action action-delete" onClick={() => setConfirming(true)}>
          {t('chat:actions.delete')}
        </button>
      )}
    </div>
  );
}

function ConfirmDelete({ onDelete, onKeep }: { readonly onDelete: () => void; readonly onKeep: () => void }) {
  const { t } = useWords();
  const keep = useRef<HTMLButtonElement>(null);
  useFocusAtOnce(keep);
  return (
    <div className="action-menu action-confirm">
      <p role="alert">{t('chat:actions.delete-ask')}</p>
      <button type="button" ref={keep} className="secondary" onClick={onKeep}>
        {t('chat:actions.keep')}
      </button>
      <button type="button" className="secondary action-delete" onClick={onDelete}>
        {t('chat:actions.delete')}
      </button>
    </div>
  );
}

function CopyText({ text }: { readonly text: string }) {
  const { t } = useWords();
  const place = useRef<HTMLParagraphElement>(null);
  const [copied, setCopied] = useState<boolean>();
  const copy = () => {
    if (place.current !== null) setCopied(copyText(place.current));
  };
  return (
    <>
      <button type="button" className="action" onClick={copy}>
        {t(copied === true ? 'chat:actions.copied' : 'chat:actions.copy')}
      </button>
      <p className={copied === false ? 'action-text' : 'action-text action-text-hidden'} ref={place}>
        {text}
      </p>
      <p className={copied === false ? 'action-note' : 'visually-hidden'} role="status">
        {copied !== undefined && t(copied ? 'chat:actions.copied' : 'chat:actions.not-copied')}
      </p>
    </>
  );
}
