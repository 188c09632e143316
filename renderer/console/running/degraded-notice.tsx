/** Says why guests cannot join although the chat runs, and what will fix it. */
import { EVERY_NETWORK } from '../../../contract/ipc/adapter.ts';
import type { Degraded } from '../../../contract/ipc/host-state.ts';
import type { Translate } from '../../../locales/translate.ts';
import { useWords } from '../../ui/language/use-translation.ts';

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
