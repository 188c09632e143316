/** The current bans, each with an Unban button. */
import { useCallback, useEffect, useState } from 'react';
import type { BanInfo } from '../../../contract/model/moderation.ts';
import { BanList } from '../../ui/moderation/ban-list.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from '../state/host-console.ts';
import { Modal } from '../controls/modal.tsx';
import { MODERATION_STYLE } from './moderation-style.ts';
import { refusalWords } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

interface Props {
  readonly host: Pick<HostConsole, 'api'>;
  readonly onClose: () => void;
}

export function BansDialog({ host, onClose }: Props) {
  const { t } = useWords();
  const { ask, refused } = usePendingAction();
  const [bans, setBans] = useState<readonly BanInfo[]>();
  const read = useCallback(() => void host.api.call('bans', null).then(setBans), [host]);
  useEffect(read, [read]);
  const lift = async (ban: string) => {
    await ask(() => host.api.act('moderate', { type: 'unban', ban }));
    read();
  };
  return (
    <Modal kind="list" title={t('shared:moderation.bans')} onClose={onClose}>
      <BanList bans={bans} style={MODERATION_STYLE} onLift={(ban) => void lift(ban)} />
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
