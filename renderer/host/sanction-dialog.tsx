/** The window's question before somebody is muted, asked to leave or banned. */
import { useEffect, useState } from 'react';
import type { Connected } from '../../contract/connected.ts';
import type { Preview } from '../../contract/order.ts';
import { mark, Sentence } from '../ui/sentence.tsx';
import { SanctionForm, type Sanction } from '../ui/sanction-form.tsx';
import { useWords } from '../ui/use-words.ts';
import type { HostConsole } from './host-console.ts';
import { Modal } from './modal.tsx';
import { ORDER_STYLE } from './order-buttons.ts';
import { refusalWords } from './outcome.ts';
import { useAsked } from './use-asked.ts';

interface Props {
  readonly host: Pick<HostConsole, 'order' | 'previewBan'>;
  readonly what: Sanction['type'];
  readonly person: Connected;
  readonly onClose: () => void;
}

export function SanctionDialog({ host, what, person: { id, name }, onClose }: Props) {
  const { t } = useWords();
  const { ask, refused } = useAsked();
  const [preview, setPreview] = useState<Omit<Preview, 'type' | 'ref'>>();
  useEffect(() => {
    let shown = true;
    if (what === 'ban') void host.previewBan(id).then((found) => shown && setPreview(found ?? undefined));
    return () => {
      shown = false;
    };
  }, [host, what, id]);
  const act = async (sanction: Sanction) => {
    if (await ask(() => host.order(sanction))) onClose();
  };
  return (
    <Modal
      kind="ask"
      title={<Sentence text={t(`shared:order.${what}-title`, { name: mark(0) })} slots={[name]} />}
      onClose={onClose}
    >
      <SanctionForm
        {...{ what, preview }}
        whom={id}
        style={ORDER_STYLE}
        fault={refused && refusalWords(refused, t)}
        onDo={(sanction) => void act(sanction)}
        onCancel={onClose}
      />
    </Modal>
  );
}
