/** Asks for confirmation of something that cannot be undone. */
import type { ReactNode } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { Modal } from './modal.tsx';
import { refusalWords, type ActionOutcome } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

interface Props {
  readonly title: ReactNode;
  readonly text: ReactNode;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => Promise<ActionOutcome>;
  readonly onClose: () => void;
}

export function ConfirmDialog({ title, text, yes, no, onYes, onClose }: Props) {
  const { t } = useWords();
  const { ask, refused } = usePendingAction();
  const agree = async () => {
    if (await ask(onYes)) onClose();
  };
  return (
    <Modal kind="ask" title={title} onClose={onClose}>
      <p className="second">{text}</p>
      {refused !== undefined && (
        <p className="fault" role="alert">
          {refusalWords(refused, t)}
        </p>
      )}
      <div className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          {no}
        </button>
        <button type="button" className="button danger" onClick={() => void agree()}>
          {yes}
        </button>
      </div>
    </Modal>
  );
}
