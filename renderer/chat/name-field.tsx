/** The field for a name, with the refusal beside it. */
import { useEffect, useRef } from 'react';
import type { ErrorCode } from '../../contract/wire.ts';
import { useWords } from '../ui/use-words.ts';

interface Props {
  readonly name: string;
  readonly refusal: ErrorCode | undefined;
  readonly onChange: (name: string) => void;
}

export function NameField({ name, refusal, onChange }: Props) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (refusal !== undefined) field.current?.focus();
  }, [refusal]);
  return (
    <div className="name-field">
      <label htmlFor="name">{t('chat:join.name')}</label>
      <input
        ref={field}
        id="name"
        type="text"
        dir={name === '' ? undefined : 'auto'}
        autoComplete="nickname"
        autoCapitalize="words"
        spellCheck={false}
        enterKeyHint="go"
        autoFocus
        value={name}
        aria-invalid={refusal !== undefined}
        aria-describedby="name-refusal"
        onChange={(event) => onChange(event.target.value)}
      />
      <p id="name-refusal" className="refusal" role="alert">
        {refusal !== undefined && t(`shared:refusal.${refusal}`)}
      </p>
    </div>
  );
}
