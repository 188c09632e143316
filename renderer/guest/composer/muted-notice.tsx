/** The notice that replaces the message field when you may not write: why, and for how long. */
import { durationIn } from '../../../locales/duration.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import './muted-notice.css';

interface Props {
  readonly sentence: string;
  readonly reason?: string | undefined;
  /** Seconds; left out if the mute has no end. */
  readonly left?: number | undefined;
}

export function MutedNotice({ sentence, reason, left }: Props) {
  const { t, language } = useWords();
  return (
    <div className="muted-notice">
      <p role="status">
        {sentence}
        {reason !== undefined && <bdi key={reason}> {t('shared:removed.reason', { reason })}</bdi>}
      </p>
      {left !== undefined && (
        <p className="muted-notice-left">{t('shared:removed.left', { time: durationIn(left, language) })}</p>
      )}
    </div>
  );
}
