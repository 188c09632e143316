/** The page for people who were removed: why, for how long, and what they can do. */
import type { Removed } from '../../../contract/model/moderation.ts';
import { durationIn } from '../../../locales/duration.ts';
import { Lamp } from '../../ui/page/lamp.tsx';
import { useSecondsLeft } from '../../ui/browser/use-seconds-left.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { LanguageSwitch } from '../language/language-switch.tsx';

interface Props {
  readonly removal: Removed;
  /** When the person may return, in milliseconds of the monotonic clock. */
  readonly until: number | undefined;
  readonly onTryAgain: () => void;
}

export function RemovedPage({ removal: { why, reason }, until, onTryAgain }: Props) {
  const { t, language } = useWords();
  const left = useSecondsLeft(until);
  return (
    <main className="join join-removed">
      <div className="join-language">
        <LanguageSwitch />
      </div>
      <div className="join-lamp">
        <Lamp on={false} />
      </div>
      <h1>{t(`shared:removed.${why}`)}</h1>
      <div className="join-form">
        {reason !== undefined && (
          <p className="removed-reason" dir="auto">
            {t('shared:removed.reason', { reason })}
          </p>
        )}
        {/* Not a live region, because a countdown announced every second is no help. */}
        <p className="join-lead" role="status" aria-live="off">
          {why !== 'pin' &&
            (left === undefined
              ? t('shared:removed.for-good')
              : left > 0
                ? t('shared:removed.left', { time: durationIn(left, language) })
                : t('chat:removed.over'))}
        </p>
        <p className="join-lead">{t(`shared:removed.next-${why}`)}</p>
        <button
          className="secondary"
          type="button"
          disabled={why === 'removed' && left !== undefined && left > 0}
          onClick={onTryAgain}
        >
          {t('chat:removed.try')}
        </button>
      </div>
    </main>
  );
}
