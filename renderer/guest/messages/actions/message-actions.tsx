/**
 * The actions of a message: a toolbar on hover, a sheet after a long press, and one button for the keyboard. It
 * wraps the message.
 */
import { memo, useCallback, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useWords } from '../../../ui/language/use-translation.ts';
import { SmileyPlus } from '../../emoji/emoji-button.tsx';
import { fetched } from '../../../ui/page/fetched.tsx';
import type { ActionProps } from '../../state/message-actions.ts';
import './message-actions.css';
import { QuickReactions } from '../../emoji/quick-reactions.tsx';
import { useLongPress } from './use-long-press.ts';

const ActionPopup = fetched(async () => (await import('./action-popup.tsx')).ActionPopup);

interface Props extends ActionProps {
  /** The message is aligned to the end of the line. */
  readonly mine: boolean;
  readonly children: ReactNode;
}

export const MessageActions = memo(function MessageActions({ mine, children, ...props }: Props) {
  const { t } = useWords();
  const { seq, given, actions } = props;
  const more = useRef<HTMLButtonElement>(null);
  const [near, setNear] = useState(false);
  const [open, setOpen] = useState<'nothing' | 'menu' | 'emoji'>('nothing');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = useCallback(() => setOpen('nothing'), []);
  const openAs = (what: 'menu' | 'emoji') => {
    setAnchor(more.current);
    setOpen(what);
  };
  const press = useLongPress(() => openAs('menu'));
  const pick = (emoji: string) => {
    close();
    actions.react(seq, emoji, !given.includes(emoji));
  };
  const onPointer = (isNear: boolean) => (event: PointerEvent) => {
    if (event.pointerType === 'mouse') setNear(isNear);
  };
  return (
    <div
      className={mine ? 'message-body message-body-mine' : 'message-body'}
      onPointerEnter={onPointer(true)}
      onPointerLeave={onPointer(false)}
      {...press}
    >
      {children}
      <div className={toolsClass(near, open !== 'nothing')} role="group" aria-label={t('chat:actions.label')}>
        {(near || open !== 'nothing') && (
          // Keyboard users find these in the menu of the last button.
          <>
            <QuickReactions given={given} onPick={pick} tabIndex={-1} />
            <Tool label={t('chat:reactions.add')} onClick={() => openAs('emoji')}>
              <SmileyPlus />
            </Tool>
            <Tool label={t('chat:actions.reply')} onClick={() => actions.reply(seq)}>
              <svg
                className="sign message-tools-mirrored"
                viewBox="0 0 24 24"
                aria-hidden="true"
                focusable="false"
              >
                <path d="M9 6 4 11l5 5M4 11h9a7 7 0 0 1 7 7" />
              </svg>
            </Tool>
          </>
        )}
        <button
          ref={more}
          type="button"
          className="message-more"
          title={t('chat:actions.more')}
          aria-label={t('chat:actions.more')}
          aria-haspopup="dialog"
          aria-expanded={open !== 'nothing'}
          onClick={() => openAs('menu')}
        >
          <svg className="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d="M5.500 12h.01M12 12h.01M18.500 12h.01" strokeWidth="3" />
          </svg>
        </button>
      </div>
      {open !== 'nothing' && (
        <ActionPopup
          {...props}
          showing={open}
          anchor={anchor}
          onPick={pick}
          onAllEmoji={() => setOpen('emoji')}
          onDone={close}
        />
      )}
    </div>
  );
});

/** @param near the pointer is over the message */
function toolsClass(near: boolean, open: boolean): string {
  return `message-tools${near ? ' message-tools-near' : ''}${open ? ' message-tools-open' : ''}`;
}

interface ToolProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Tool({ label, onClick, children }: ToolProps) {
  return (
    <button type="button" tabIndex={-1} title={label} aria-label={label} onClick={onClick}>
      {children}
    </button>
  );
}
