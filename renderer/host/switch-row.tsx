/** Something that is on or off, with a line on what that does. */
import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly text?: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

export function SwitchRow({ label, text, on, onChange }: Props) {
  const id = useId();
  return (
    <div className="switch-row">
      <input
        id={id}
        type="checkbox"
        className="switch"
        checked={on}
        aria-describedby={text === undefined ? undefined : `${id}-text`}
        onChange={({ currentTarget: { checked } }) => onChange(checked)}
      />
      <label htmlFor={id}>{label}</label>
      {text !== undefined && (
        <p id={`${id}-text`} className="second">
          {text}
        </p>
      )}
    </div>
  );
}
