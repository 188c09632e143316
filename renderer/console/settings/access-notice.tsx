/** Says that a guest was refused because of the name or page they came by, and offers to allow it. */
import { useState } from 'react';
import type { AllowedItem } from '../../../contract/ipc/allowed.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import './access.css';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';
import { refusalWords } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

interface Props {
  readonly host: Pick<HostConsole, 'api' | 'store'>;
}

/** Shows one at a time, the newest first: anyone can cause a refusal with any name. */
export function AccessNotice({ host }: Props) {
  const { t } = useWords();
  const { refused: items } = useHostState(host, (state) => state.access);
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const { ask, refused } = usePendingAction();
  const item = items.find((each) => !later.has(keyOf(each)));
  if (item === undefined) return null;
  return (
    <div className="access-notice" role="status">
      <p>
        {t(`console:access.refused-${sortOf(item)}`, { value: item.value })}
        {refused !== undefined && ` ${refusalWords(refused, t)}`}
      </p>
      <button type="button" className="button" onClick={() => void ask(() => host.api.act('allow', item))}>
        {t('console:access.allow')}
      </button>
      <button type="button" className="quiet" onClick={() => setLater(new Set([...later, keyOf(item)]))}>
        {t('console:access.later')}
      </button>
    </div>
  );
}

function keyOf({ kind, value }: AllowedItem): string {
  return `${kind} ${value}`;
}

/** Special origins that stand for many pages are explained. */
function sortOf({ kind, value }: AllowedItem) {
  if (kind === 'origin' && value === 'file://') return 'file';
  return kind === 'origin' && value === 'null' ? 'null' : kind;
}
