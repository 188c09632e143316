/** A text field with its label and, if invalid, an error. */
import { useEffect, useId, useRef } from 'react';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly inputMode?: 'numeric';
  readonly maxLength?: number;
  readonly fault: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onLeave?: () => void;
}

export function Field({ name, label, value, inputMode, maxLength, fault, onChange, onLeave }: Props) {
  const id = useId();
  const faultId = `${id}-fault`;
  const sentence = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (fault !== undefined) sentence.current?.scrollIntoView({ block: 'end' });
  }, [fault]);
  return (
    <div className={`field field-${name}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type="text"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        inputMode={inputMode}
        maxLength={maxLength}
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : faultId}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={onLeave}
      />
      {fault !== undefined && (
        <p ref={sentence} id={faultId} className="fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
