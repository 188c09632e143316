/** The allowed names and origins: two lists, each with a field to add one. */
import { useId, useRef, useState, type SyntheticEvent } from 'react';
import type { AllowedItem } from '../../../contract/ipc/allowed.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import './access.css';
import type { HostConsole } from '../state/host-console.ts';
import { Field } from '../controls/field.tsx';
import { useHostState } from '../state/host-store.ts';
import { refusalWords } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

interface Props {
  readonly host: Pick<HostConsole, 'api' | 'store'>;
}

export function AccessForm({ host }: Props) {
  const { t } = useWords();
  const { allowed } = useHostState(host, (state) => state.access);
  return (
    <div className="access">
      <p className="second">{t('console:access.text')}</p>
      <AllowedList host={host} kind="name" values={allowed.names} />
      <AllowedList host={host} kind="origin" values={allowed.origins} />
      <p className="second">{t('console:access.special')}</p>
    </div>
  );
}

interface ListProps extends Props {
  readonly kind: AllowedItem['kind'];
  readonly values: readonly string[];
}

function AllowedList({ host, kind, values }: ListProps) {
  const { t } = useWords();
  const id = useId();
  const [written, setWritten] = useState('');
  const { ask, refused, forget } = usePendingAction();
  const heading = useRef<HTMLHeadingElement>(null);
  const add = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (written.trim() !== '' && (await ask(() => host.api.act('allow', { kind, value: written }))))
      setWritten('');
  };
  const remove = async (value: string) => {
    // Its button goes away with it.
    if (await ask(() => host.api.act('disallow', { kind, value }))) heading.current?.focus();
  };
  return (
    <section className="access-list" aria-labelledby={id}>
      <h4 id={id} ref={heading} tabIndex={-1}>
        {t(kind === 'name' ? 'console:access.names' : 'console:access.origins')}
      </h4>
      {values.length > 0 && (
        <ul>
          {values.map((value) => (
            <li key={value}>
              <bdi dir="ltr">{value}</bdi>
              <button
                type="button"
                className="quiet"
                aria-label={t('console:access.remove-one', { value })}
                onClick={() => void remove(value)}
              >
                {t('console:access.remove')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <form noValidate onSubmit={(event) => void add(event)}>
        <Field
          name={`access-${kind}`}
          label={t(kind === 'name' ? 'console:access.name-field' : 'console:access.origin-field')}
          value={written}
          fault={refused && refusalWords(refused, t)}
          onChange={(value) => {
            setWritten(value);
            forget();
          }}
        />
        <button type="submit" className="button">
          {t('console:access.add')}
        </button>
      </form>
    </section>
  );
}
