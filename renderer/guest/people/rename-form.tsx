/** The form for changing your name, with the host's error message. */
import { useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { NameField } from './name-field.tsx';
import { useRefusalText } from '../language/use-refusal-text.ts';
import type { Renaming } from '../state/renaming.ts';

interface Props {
  readonly name: string;
  readonly renaming: Exclude<Renaming, { is: 'closed' }>;
  readonly onSave: (name: string) => void;
  readonly onCancel: () => void;
}

export function RenameForm({ name: before, renaming, onSave, onCancel }: Props) {
  const { t } = useWords();
  const [name, setName] = useState(before);
  const refusalText = useRefusalText();
  const { refusal, seconds = 0 } = renaming.is === 'open' ? renaming : {};
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSave(name);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // Otherwise the surrounding sheet would close too.
    event.stopPropagation();
    onCancel();
  };
  return (
    <form className="rename" noValidate onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <NameField
        label={t('chat:rename.label')}
        name={name}
        refusal={
          refusal &&
          (refusal === 'offline' ? t('chat:rename.offline') : refusalText({ code: refusal, seconds }))
        }
        selected
        onChange={setName}
      />
      <div className="rename-buttons">
        <button type="submit" className="secondary" aria-busy={renaming.is === 'requested'}>
          {t('chat:rename.save')}
        </button>
        <button type="button" className="quiet" onClick={onCancel}>
          {t('chat:rename.cancel')}
        </button>
      </div>
    </form>
  );
}
