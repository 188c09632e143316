/** A switch with a line of explanation. */
import { startTransition, useId, useOptimistic } from 'react';

interface Props {
  readonly label: string;
  readonly text?: string;
  readonly on: boolean;
  /** Resolves when the change is saved or refused. Until then the switch shows the choice. */
  readonly onChange: (on: boolean) => Promise<unknown>;
}

export function SwitchRow({ label, text, on, onChange }: Props) {
  const id = useId();
  const [shown, show] = useOptimistic(on);
  const choose = (wanted: boolean) =>
    startTransition(async () => {
      show(wanted);
      await onChange(wanted);
    });
  return (
    <div className="switch-row">
      <input
        id={id}
        type="checkbox"
        className="switch"
        checked={shown}
        aria-describedby={text === undefined ? undefined : `${id}-text`}
        onChange={({ currentTarget: { checked } }) => choose(checked)}
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
