/** The choice of a duration. */
import { useId } from 'react';
import { durationIn } from '../../../locales/duration.ts';
import { useWords } from '../language/use-translation.ts';

/** `undefined` for no end. */
export type Minutes = number | undefined;

const CHOICES = { mute: [5, 10, 60], ban: [10, 60, 1_440] } as const;

interface Props {
  readonly what: 'mute' | 'ban';
  readonly minutes: Minutes;
  readonly onMinutes: (minutes: Minutes) => void;
}

export function Duration({ what, minutes, onMinutes }: Props) {
  const { t, language } = useWords();
  const name = useId();
  return (
    <fieldset className="order-choices">
      <legend className="order-label">{t('shared:moderation.for-how-long')}</legend>
      {[...CHOICES[what], undefined].map((each) => (
        <label key={each ?? 'always'} className="order-choice">
          <input type="radio" name={name} checked={minutes === each} onChange={() => onMinutes(each)} />
          {each === undefined
            ? t(what === 'ban' ? 'shared:moderation.for-good' : 'shared:moderation.until-lifted')
            : durationIn(each * 60, language)}
        </label>
      ))}
    </fieldset>
  );
}
