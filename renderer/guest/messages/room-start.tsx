/** Shown above the first message of a room: who can read it, and how long messages are kept. */
import type { Retention } from '../../../contract/model/retention.ts';
import type { Room } from '../../../contract/model/room.ts';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { RetentionLine } from '../notifications/retention-line.tsx';

interface Props {
  readonly room: Room;
  readonly retention: Retention;
}

export function RoomStart({ room: { with: other }, retention }: Props) {
  const { t } = useWords();
  return (
    <div className="room-start">
      {other && (
        <p>
          <Sentence text={t('chat:messages.private', { name: mark(0) })} slots={[other.name]} />
        </p>
      )}
      <RetentionLine retention={retention} />
    </div>
  );
}
