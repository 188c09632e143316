/** Says that messages are waiting for approval, and opens the dialog to review them. */
import { useMemo, useState } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { PendingList } from '../../ui/moderation/pending-list.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';
import { Modal } from '../controls/modal.tsx';
import { MODERATION_STYLE } from './moderation-style.ts';

export function WaitingStrip({ host }: { readonly host: HostConsole }) {
  const { t } = useWords();
  const { waiting } = useHostState(host, (state) => state.moderation);
  const { rooms } = useHostState(host, (state) => state.chatInfo);
  const names = useMemo(() => new Map(rooms.map(({ id, name }) => [id, name])), [rooms]);
  const [open, setOpen] = useState(false);
  if (waiting.length === 0 && !open) return null;
  return (
    <div className="order-strip">
      <p role="status">{t('shared:moderation.queue-count', { count: waiting.length })}</p>
      <button type="button" className="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('shared:moderation.review')}
      </button>
      {open && (
        <Modal kind="list" title={t('shared:moderation.queue')} onClose={() => setOpen(false)}>
          <PendingList
            waiting={waiting}
            rooms={names}
            style={MODERATION_STYLE}
            onDecide={(id, approve) =>
              void host.api.act('moderate', { type: 'review', pending: id, approve })
            }
          />
          <div className="sheet-foot">
            <button type="button" className="button" autoFocus onClick={() => setOpen(false)}>
              {t('shared:moderation.close')}
            </button>
          </div>
        </Modal>
      )}
    </div>
  );
}
