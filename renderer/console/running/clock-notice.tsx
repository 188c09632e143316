/** Warns that the computer's clock jumped, and that old messages are held back from deletion because of it. */
import { useState } from 'react';
import type { ClockJump, ClockStatus } from '../../../contract/model/clock.ts';
import { durationIn } from '../../../locales/duration.ts';
import type { Translate } from '../../../locales/translate.ts';
import { useWords } from '../../ui/language/use-translation.ts';

const HOUR_S = 3_600;
const DAY_S = 86_400;

interface Props {
  readonly clock: ClockStatus;
  /** The host confirms the clock: expired messages may be deleted. */
  readonly onTrust: () => void;
}

export function ClockNotice({ clock: { jump, held }, onTrust }: Props) {
  const { t, language } = useWords();
  const [understood, setUnderstood] = useState<string>();
  const told = jump && JSON.stringify(jump);
  return (
    <>
      {jump !== undefined && told !== understood && (
        <div className="notice" role="status">
          <p dir="auto">{jumpWords(jump, t, language)}</p>
          <button type="button" className="button" onClick={() => setUnderstood(told)}>
            {t('console:persistence.understood')}
          </button>
        </div>
      )}
      {held !== undefined && (
        <div className="notice" role="status">
          <p dir="auto">
            {t('console:clock.held', {
              ...{ due: held.due, all: held.all },
              age: durationIn(held.days * DAY_S, language),
              wait: durationIn(held.hours * HOUR_S, language),
            })}
          </p>
          <button type="button" className="button" onClick={onTrust}>
            {t('console:clock.trust')}
          </button>
        </div>
      )}
    </>
  );
}

function jumpWords({ when, ms }: ClockJump, t: Translate, language: string): string {
  const time = durationIn(Math.abs(ms) / 1_000, language);
  if (when === 'start')
    return ms < 0 ? t('console:clock.behind', { time }) : t('console:clock.long-off', { time });
  return ms < 0 ? t('console:clock.back', { time }) : t('console:clock.ahead', { time });
}
