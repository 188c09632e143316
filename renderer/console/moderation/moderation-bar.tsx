/** The moderation buttons above the list of people. */
import { useState } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { AuditDialog } from './audit-dialog.tsx';
import { BansDialog } from './bans-dialog.tsx';
import type { HostConsole } from '../state/host-console.ts';

export function ModerationBar({ host }: { readonly host: HostConsole }) {
  const { t } = useWords();
  const [open, setOpen] = useState<'bans' | 'audit'>();
  const close = () => setOpen(undefined);
  return (
    <div className="order-bar">
      <button type="button" className="quiet" aria-haspopup="dialog" onClick={() => setOpen('bans')}>
        {t('shared:moderation.bans')}
      </button>
      <button type="button" className="quiet" aria-haspopup="dialog" onClick={() => setOpen('audit')}>
        {t('console:audit.open')}
      </button>
      {open === 'audit' && <AuditDialog host={host} onClose={close} />}
      {open === 'bans' && <BansDialog host={host} onClose={close} />}
    </div>
  );
}
