/** The filters of the log: a text, a person, a kind of entry. The tab chooses the room. */
import { useEffect, useMemo, useState } from 'react';
import { LOG_KINDS, type LogFilter } from '../../../contract/ipc/log.ts';
import type { Person } from '../../../contract/model/person.ts';
import { foldText } from '../../../contract/text/fold-text.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { SelectField } from '../controls/select-field.tsx';

/** The fields as the host fills them in, before the search starts. */
export interface LogFilterState {
  readonly text: string;
  /** Ids; empty for everyone, or for everything. */
  readonly person: string;
  readonly kind: string;
}

export const LOG_FILTER_NONE: LogFilterState = { text: '', person: '', kind: '' };
/** The pause in typing after which the search starts. */
const TYPING_MS = 200;

interface Props {
  readonly sieve: LogFilterState;
  readonly people: readonly Person[];
  readonly onSieve: (sieve: LogFilterState) => void;
}

export function LogFilterBar({ sieve, people, onSieve }: Props) {
  const { t } = useWords();
  const gone = sieve.person !== '' && people.every(({ id }) => id !== sieve.person);
  return (
    <form className="filter" role="search" aria-label={t('console:filter.label')} onSubmit={stay}>
      <input
        type="search"
        className="filter-text"
        aria-label={t('console:filter.text')}
        placeholder={t('console:filter.text')}
        maxLength={200}
        value={sieve.text}
        onChange={({ target }) => onSieve({ ...sieve, text: target.value })}
      />
      <SelectField
        hidden
        label={t('console:filter.person')}
        value={sieve.person}
        choices={[
          { value: '', words: t('console:filter.everybody') },
          ...(gone ? [{ value: sieve.person, words: sieve.person }] : []),
          ...people.map(({ id, name }) => ({ value: id, words: name })),
        ]}
        onChoose={(person) => onSieve({ ...sieve, person })}
      />
      <SelectField
        hidden
        label={t('console:filter.kind')}
        value={sieve.kind}
        choices={[
          { value: '', words: t('console:filter.everything') },
          ...LOG_KINDS.map((kind) => ({ value: kind, words: t(`console:filter.kind-${kind}`) })),
        ]}
        onChoose={(kind) => onSieve({ ...sieve, kind })}
      />
      {isChosen(sieve) && (
        <button type="button" className="quiet" onClick={() => onSieve(LOG_FILTER_NONE)}>
          {t('console:filter.clear')}
        </button>
      )}
    </form>
  );
}

/** Returns the same object while the filter is the same. @param room all rooms if left out */
export function useLogFilter({ text, person, kind }: LogFilterState, room: string | undefined): LogFilter {
  const settled = useSettled(foldText(text));
  return useMemo(() => {
    const known = LOG_KINDS.find((each) => each === kind);
    return {
      ...(room !== undefined && { room }),
      ...(person !== '' && { person }),
      ...(known !== undefined && { kind: known }),
      ...(settled !== '' && { text: settled }),
    };
  }, [room, person, kind, settled]);
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function isChosen({ text, person, kind }: LogFilterState): boolean {
  return text !== '' || person !== '' || kind !== '';
}

function stay(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
