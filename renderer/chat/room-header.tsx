/** The head of the room: its name, the connection as a dot with a word, and on a phone the way to the people. */
import { Lamp } from '../ui/lamp.tsx';
import { useWords } from '../ui/use-words.ts';
import type { Conversation } from './conversation.ts';
import { statusKey } from './status-words.ts';

interface Props {
  readonly room: string;
  readonly status: Conversation['status']['is'];
  /** How many people, for the button; none where the people are in sight anyway. */
  readonly people: string | undefined;
  readonly onPeople: () => void;
}

export function RoomHeader({ room, status, people, onPeople }: Props) {
  const { t } = useWords();
  return (
    <header className="head">
      {people !== undefined && <Lamp on={status === 'here'} />}
      <div className="head-words">
        <h1>
          <bdi>{room}</bdi>
        </h1>
        {/* Not announced: the strip below says the same at more length. */}
        <p className={`status status-${status}`}>{t(statusKey(status))}</p>
      </div>
      {people !== undefined && (
        <button type="button" className="secondary" aria-haspopup="dialog" onClick={onPeople}>
          {people}
        </button>
      )}
    </header>
  );
}
