/** A select with its label in front. */
import { useId } from 'react';

interface Props {
  readonly label: string;
  /** Hides the label, but not from screen readers. */
  readonly hidden?: true;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly words: string }[];
  readonly onChoose: (value: string) => void;
}

export function SelectField({ label, hidden, value, choices, onChoose }: Props) {
  const id = useId();
  return (
    <>
      <label className={hidden && 'visually-hidden'} htmlFor={id}>
        {label}
      </label>
      <select id={id} className="select" value={value} onChange={({ target }) => onChoose(target.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.words}
          </option>
        ))}
      </select>
    </>
  );
}
