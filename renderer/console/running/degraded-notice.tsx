/** That it is on but nobody can come in, why, and what brings it back. */
import type { Degraded } from '../../../contract/ipc/host-state.ts';
import type { Translate } from '../../../locales/translate.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { EVERY_NETWORK } from '../start/adapter-choice.ts';

export function DegradedNotice({ degraded }: { readonly degraded: Degraded }) {
  const { t } = useWords();
  return (
    <div className="notice notice-bad" role="alert">
      <p dir="auto">{sentenceOf(degraded, t)}</p>
    </div>
  );
}

function sentenceOf({ adapter, address, port, trouble }: Degraded, t: Translate): string {
  if (trouble.code === 'port-busy') return t('console:degraded.port-busy', { adapter, port });
  if (trouble.code === 'failed') {
    return t('console:degraded.failed', { adapter, detail: trouble.detail.replace(/[.\s]+$/u, '') });
  }
  return adapter === EVERY_NETWORK || adapter === ''
    ? t('console:degraded.no-network')
    : t('console:degraded.address-gone', { adapter, address });
}
