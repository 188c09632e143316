/** Asks below a message whether to delete it. */
import { useWords } from '../../ui/language/use-translation.ts';
import { refusalWords, type ActionOutcome } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

interface Props {
  readonly onDelete: () => Promise<ActionOutcome>;
  readonly onKeep: () => void;
}

export function DeleteQuestion({ onDelete, onKeep }: Props) {
  const { t } = useWords();
  const { ask, refused } = usePendingAction();
  return (
    <div className="delete-question" onKeyDown={({ key }) => key === 'Escape' && onKeep()}>
      <p>
        {refused === undefined ? (
          t('console:message.delete-ask')
        ) : (
          <span className="fault" role="alert">
            {refusalWords(refused, t)}
          </span>
        )}
      </p>
      <button type="button" className="button danger" onClick={() => void ask(onDelete)}>
        {t('console:message.delete-yes')}
      </button>
      <button type="button" className="button" autoFocus onClick={onKeep}>
        {t('console:message.delete-no')}
      </button>
    </div>
  );
}
