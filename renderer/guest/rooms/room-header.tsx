/**
 * The header of the room: name, connection status, search, and on narrow screens the button for rooms and people.
 */
import { Lamp } from '../../ui/page/lamp.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import type { Conversation } from '../state/conversation.ts';
import { JumpToDay } from '../messages/jump-to-day.tsx';
import { statusKey } from '../language/status-keys.ts';

interface Props {
  readonly room: string;
  /** A private room of two people. */
  readonly isPrivate: boolean;
  readonly status: Conversation['status']['is'];
  /** The number of people as text; `undefined` where the people are visible anyway. */
  readonly people: string | undefined;
  /** Unread messages in other rooms, and whether some of them mention you. */
  readonly elsewhere: number;
  readonly hasMention: boolean;
  /** Back to the lobby, from any other room. */
  readonly back: { readonly room: string; readonly onBack: () => void } | undefined;
  readonly onPeople: () => void;
  readonly onSearch: () => void;
  readonly onDay: (since: number) => void;
}

export function RoomHeader(props: Props) {
  const { t } = useWords();
  const { room, isPrivate, status, people, elsewhere, hasMention, back, onPeople, onSearch, onDay } = props;
  return (
    <header className="head">
      {people !== undefined && (back === undefined ? <Lamp on={status === 'here'} /> : <Back back={back} />)}
      <div className="head-text">
        <div className="head-title">
          <h1>
            <bdi translate="no">{room}</bdi>
          </h1>
          {isPrivate && <span className="badge">{t('chat:rooms.private')}</span>}
        </div>
        {/* Not a live region: the strip below says more. */}
        <p className={`status status-${status}`}>{t(statusKey(status))}</p>
      </div>
      {people === undefined && <JumpToDay onJump={onDay} />}
      <button
        type="button"
        className="quiet head-search"
        aria-label={t('chat:search.title')}
        onClick={onSearch}
      >
        <svg className="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M10.500 4.500a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15 15l5 5" />
        </svg>
        {people === undefined && t('chat:search.title')}
      </button>
      {people !== undefined && (
        <button type="button" className="secondary" aria-haspopup="dialog" onClick={onPeople}>
          {people}
          {elsewhere > 0 && (
            <span className={hasMention ? 'unread unread-for-you' : 'unread'}>
              <span key={elsewhere}>
                <span aria-hidden="true">{Math.min(elsewhere, 99)}</span>
                <span className="visually-hidden">, {t('chat:rooms.unread', { count: elsewhere })}</span>
              </span>
            </span>
          )}
        </button>
      )}
    </header>
  );
}

function Back({ back: { room, onBack } }: { readonly back: NonNullable<Props['back']> }) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className="quiet head-back"
      aria-label={t('chat:rooms.back', { room })}
      onClick={onBack}
    >
      <svg className="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M14.500 5 8 12l6.500 7" />
      </svg>
    </button>
  );
}
