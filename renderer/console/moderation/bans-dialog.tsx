/** The bans in force, and the way to lift one. */
import { useCallback, useEffect, useState } from 'react';
import type { BanTold } from '../../../contract/model/order.ts';
import { BanList } from '../../ui/moderation/ban-list.tsx';
import { useWords } from '../../ui/language/use-words.ts';
import type { HostConsole } from '../state/host-console.ts';
import { Modal } from '../controls/modal.tsx';
import { ORDER_STYLE } from './order-buttons.ts';
import { refusalWords } from '../state/outcome.ts';
import { useAsked } from '../state/use-asked.ts';

interface Props {
  readonly host: Pick<HostConsole, 'bans' | 'order'>;
  readonly onClose: () => void;
}

export function BansDialog({ host, onClose }: Props) {
  const { t } = useWords();
  const { ask, refused } = useAsked();
  const [bans, setBans] = useState<readonly BanTold[]>();
  const read = useCallback(() => void host.bans().then(setBans), [host]);
  useEffect(read, [read]);
  const lift = async (ban: string) => {
    await ask(() => host.order({ type: 'unban', ban }));
    read();
  };
  return (
    <Modal kind="list" title={t('shared:moderation.bans')} onClose={onClose}>
      <BanList bans={bans} style={ORDER_STYLE} onLift={(ban) => void lift(ban)} />
      {refused !== undefined && (
        <p className="fault" role="alert">
          {refusalWords(refused, t)}
        </p>
      )}
      <div className="sheet-foot">
        <button type="button" className="button" autoFocus onClick={onClose}>
          {t('shared:moderation.close')}
        </button>
      </div>
    </Modal>
  );
}
