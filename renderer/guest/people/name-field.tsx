/** The name field with its error message. */
import { useEffect, useId, useRef } from 'react';
import { useFocusAtOnce } from '../../ui/overlay/use-focus-at-once.ts';

interface Props {
  readonly label: string;
  readonly name: string;
  /** As text to show. */
  readonly refusal: string | undefined;
  /** Selects the current name, so that typing replaces it. */
  readonly selected?: boolean;
  readonly onChange: (name: string) => void;
}

export function NameField({ label, name, refusal, selected = false, onChange }: Props) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useFocusAtOnce(field);
  useEffect(() => {
    if (selected) field.current?.select();
  }, [selected]);
  useEffect(() => {
    if (refusal !== undefined) field.current?.focus();
  }, [refusal]);
  return (
    <div className="name-field">
      <label htmlFor={id}>{label}</label>
      <input
        ref={field}
        id={id}
        type="text"
        dir={name === '' ? undefined : 'auto'}
        autoComplete="nickname"
        autoCapitalize="words"
        spellCheck="false"
        enterKeyHint="go"
        value={name}
        aria-invalid={refusal !== undefined}
        aria-describedby={`${id}-refusal`}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-refusal`} className="refusal" role="alert">
        {refusal}
      </p>
    </div>
  );
}
