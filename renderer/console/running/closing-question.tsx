/** Asks before the window closes while the chat runs and there is no tray to keep it running. */
import { useWords } from '../../ui/language/use-translation.ts';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';

export function ClosingQuestion({ host }: { readonly host: HostConsole }) {
  const { t } = useWords();
  const guests = useHostState(host, (state) => state.closing);
  if (guests === 0) return null;
  return (
    <ConfirmDialog
      title={t('console:closing.title')}
      text={t('console:closing.text', { count: guests })}
      yes={t('console:closing.yes')}
      no={t('console:closing.no')}
      onYes={() => host.api.act('quit', null)}
      onClose={() => host.store.dispatch('closing', 0)}
    />
  );
}
