/** What can be done with somebody to keep order: they are muted or may speak again, are asked to leave, or banned. */
import type { Sanction } from './sanction-form.tsx';
import { useWords } from '../language/use-translation.ts';

interface Props {
  readonly muted: boolean;
  /** Of each button. */
  readonly className: string;
  /** What is asked first is asked in a dialog of its own. */
  readonly dialog?: true;
  readonly onAsk: (what: Sanction['type']) => void;
  readonly onUnmute: () => void;
}

export function SanctionActs({ muted, className, dialog, onAsk, onUnmute }: Props) {
  const { t } = useWords();
  const asked = (['mute', 'remove', 'ban'] as const).filter((what) => what !== 'mute' || !muted);
  return (
    <>
      {muted && (
        <button type="button" className={className} onClick={onUnmute}>
          {t('shared:moderation.unmute')}
        </button>
      )}
      {asked.map((what) => (
        <button
          key={what}
          type="button"
          className={className}
          aria-haspopup={dialog && 'dialog'}
          onClick={() => onAsk(what)}
        >
          {t(`shared:moderation.${what}`)}
        </button>
      ))}
    </>
  );
}
