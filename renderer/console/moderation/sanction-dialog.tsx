/** The dialog to mute, remove or ban a guest. */
import { useEffect, useState } from 'react';
import type { ConnectedPerson } from '../../../contract/ipc/connected-person.ts';
import type { BanPreview } from '../../../contract/model/moderation.ts';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { SanctionForm, type Sanction } from '../../ui/moderation/sanction-form.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from '../state/host-console.ts';
import { Modal } from '../controls/modal.tsx';
import { MODERATION_STYLE } from './moderation-style.ts';
import { refusalWords } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

interface Props {
  readonly host: Pick<HostConsole, 'api'>;
  readonly what: Sanction['type'];
  readonly person: ConnectedPerson;
  readonly onClose: () => void;
}

export function SanctionDialog({ host, what, person: { id, name }, onClose }: Props) {
  const { t } = useWords();
  const { ask, refused } = usePendingAction();
  const [preview, setPreview] = useState<Omit<BanPreview, 'type' | 'ref'>>();
  useEffect(() => {
    let shown = true;
    if (what === 'ban')
      void host.api.call('previewBan', { id }).then((found) => shown && setPreview(found ?? undefined));
    return () => {
      shown = false;
    };
  }, [host, what, id]);
  const act = async (sanction: Sanction) => {
    if (await ask(() => host.api.act('moderate', sanction))) onClose();
  };
  return (
    <Modal
      kind="ask"
      title={<Sentence text={t(`shared:moderation.${what}-title`, { name: mark(0) })} slots={[name]} />}
      onClose={onClose}
    >
      <SanctionForm
        {...{ what, preview }}
        whom={id}
        style={MODERATION_STYLE}
        fault={refused && refusalWords(refused, t)}
        onDo={(sanction) => void act(sanction)}
        onCancel={onClose}
      />
    </Modal>
  );
}
