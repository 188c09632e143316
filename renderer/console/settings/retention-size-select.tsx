/** Selects how much storage messages may use. */
import { useWords } from '../../ui/language/use-translation.ts';
import { retentionSizeChoices } from './retention-choices.ts';
import { megabyteWords } from '../../ui/files/megabyte-text.ts';

interface Props {
  readonly id: string;
  readonly megabytes: number;
  readonly onMegabytes: (megabytes: number) => void;
}

export function RetentionSizeSelect({ id, megabytes, onMegabytes }: Props) {
  const { language } = useWords();
  return (
    <select
      id={id}
      className="select"
      value={megabytes}
      onChange={({ currentTarget: { value } }) => onMegabytes(Number(value))}
    >
      {retentionSizeChoices(megabytes).map((each) => (
        <option key={each} value={each}>
          {megabyteWords(each, language)}
        </option>
      ))}
    </select>
  );
}
