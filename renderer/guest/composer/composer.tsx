/**
 * The message field: grows with its text, sends on Enter (on phones only by the button) and keeps the focus.
 * Arrow up edits your last message; Escape cancels a reply or an edit.
 */
import {
  useLayoutEffect,
  useRef,
  type CompositionEvent,
  type KeyboardEvent,
  type SyntheticEvent,
} from 'react';
import { insertText } from '../../ui/browser/insert-text.ts';
import { endsComposing, isSendKey, isWholeWhenComposed } from '../../ui/browser/send-key.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { AttachButton } from '../files/attach-button.tsx';
import type { Attaching } from '../files/attaching.ts';
import { ComposerBar } from './composer-bar.tsx';
import { EmojiButton } from '../emoji/emoji-button.tsx';
import { fetched } from '../../ui/page/fetched.tsx';
import '../files/file-tray.css';
import { NotSent } from './not-sent.tsx';
import type { ChatClient } from '../session/chat-client.ts';
import { useFilePaste } from '../files/use-file-paste.ts';
import { useFocusAtOnce } from '../../ui/overlay/use-focus-at-once.ts';
import { useMedia } from '../../ui/browser/use-media.ts';
import type { Draft } from '../state/drafts.ts';

const FileTray = fetched(async () => (await import('../files/file-tray.tsx')).FileTray);

interface Props {
  readonly draft: Draft;
  readonly attaching: Attaching;
  readonly session: ChatClient;
}

export function Composer({ draft: { text, mode, notice }, attaching, session }: Props) {
  const { t } = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  // On a phone the keyboard would cover the messages.
  const hasMouse = useMedia('(pointer: fine)');
  useFocusAtOnce(field, hasMouse);
  const phone = useMedia('(pointer: coarse)');
  useLayoutEffect(() => {
    if (field.current !== null) fitHeight(field.current);
  }, [text]);
  // In a layout effect, so that the next key press is not lost.
  useLayoutEffect(() => {
    if (mode.is === 'new' || field.current === null) return;
    field.current.focus();
    field.current.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [mode]);
  const { terms, tray, refused } = attaching;
  const attach = (files: readonly File[]) => {
    session.files.choose(files);
    field.current?.focus();
  };
  const onPaste = useFilePaste(attach);
  const ready = text.trim() !== '' || (tray.length > 0 && mode.is !== 'edit');
  const send = () => {
    session.send();
    field.current?.focus();
  };
  const insert = (emoji: string) => {
    if (field.current !== null) insertText(field.current, emoji);
  };
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    send();
  };
  const sendAfterComposing = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    sendAfterComposing.current = !phone && endsComposing(event);
    // On a phone Enter starts a new line, because its keyboard has no Shift+Enter.
    if (!phone && isSendKey(event)) send();
    else if (event.key === 'Escape' && mode.is !== 'new') session.cancelDraftMode();
    else if (!(event.key === 'ArrowUp' && text === '' && mode.is === 'new' && session.startEdit())) return;
    event.preventDefault();
  };
  const onCompositionEnd = ({ data }: CompositionEvent) => {
    const sends = sendAfterComposing.current && isWholeWhenComposed(data);
    sendAfterComposing.current = false;
    // The composed text reaches the field after this event.
    if (sends) setTimeout(send);
  };
  return (
    <form className="composer" onSubmit={onSubmit}>
      {notice && <NotSent notice={notice} onRestore={session.restoreRefusedText} />}
      {mode.is !== 'new' && (
        <ComposerBar
          task={mode.is === 'edit' ? { is: 'editing', text: mode.before } : { is: 'replying', to: mode.to }}
          onCancel={session.cancelDraftMode}
        />
      )}
      {(tray.length > 0 || refused.length > 0) && (
        <FileTray
          attaching={attaching}
          onRemove={session.files.remove}
          onRetry={session.files.retry}
          onDismiss={session.files.dismiss}
        />
      )}
      <div className="composer-row">
        {terms !== undefined && mode.is !== 'edit' && <AttachButton terms={terms} onChoose={attach} />}
        {/* Phones have emoji on their keyboards. */}
        {hasMouse && (
          <EmojiButton label={t('chat:emoji.label')} className="quiet pick-emoji" onPick={insert} />
        )}
        <textarea
          ref={field}
          rows={1}
          // While empty, the field follows the page's direction, so the placeholder starts where the text will.
          dir={text === '' ? undefined : 'auto'}
          enterKeyHint={phone ? 'enter' : 'send'}
          aria-label={t('chat:composer.label')}
          placeholder={t('chat:composer.label')}
          value={text}
          onChange={(event) => session.draft(event.target.value)}
          onKeyDown={onKeyDown}
          onCompositionEnd={onCompositionEnd}
          onPaste={onPaste}
        />
        {/* Prevents the mouse press from taking the focus, and on a phone from closing the keyboard. */}
        <button
          type="submit"
          className={ready ? 'send send-ready' : 'send'}
          onMouseDown={(event) => event.preventDefault()}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d="M4 11.500 20 4l-4 16-4.500-6.500z M11.500 13.500 20 4" />
          </svg>
          <span className="send-label">
            {t(mode.is === 'edit' ? 'chat:composer.save' : 'chat:composer.send')}
          </span>
        </button>
      </div>
    </form>
  );
}

/** The stylesheet limits the height to about six lines. */
function fitHeight(area: HTMLTextAreaElement): void {
  area.style.height = 'auto';
  area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}
