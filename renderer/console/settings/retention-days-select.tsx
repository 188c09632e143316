/** Selects for how long messages are kept. */
import { useWords } from '../../ui/language/use-translation.ts';
import { retentionDayChoices } from './retention-choices.ts';

interface Props {
  readonly id: string;
  readonly days: number;
  readonly onDays: (days: number) => void;
}

export function RetentionDaysSelect({ id, days, onDays }: Props) {
  const { t } = useWords();
  return (
    <select
      id={id}
      className="select"
      value={days}
      onChange={({ currentTarget: { value } }) => onDays(Number(value))}
    >
      {retentionDayChoices(days).map((each) => (
        <option key={each} value={each}>
          {each === 0
            ? t('console:retention.choice-always')
            : t('console:retention.choice-days', { count: each })}
        </option>
      ))}
    </select>
  );
}
