/** The field for the PIN, with its error message. */
import { useEffect, useId, useRef } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';

interface Props {
  readonly pin: string;
  /** As text to show. */
  readonly refusal: string | undefined;
  readonly onChange: (pin: string) => void;
}

export function PinField({ pin, refusal, onChange }: Props) {
  const { t } = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), [refusal]);
  return (
    <div className="name-field">
      <label htmlFor={id}>{t('chat:join.pin')}</label>
      <input
        ref={field}
        id={id}
        type="text"
        dir="ltr"
        inputMode="numeric"
        autoComplete="one-time-code"
        enterKeyHint="go"
        value={pin}
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
