/** The buttons to mute, unmute, remove or ban a person. */
import type { Sanction } from './sanction-form.tsx';
import { useWords } from '../language/use-translation.ts';

interface Props {
  readonly muted: boolean;
  /** The class of each button. */
  readonly className: string;
  /** The form opens in a dialog of its own. */
  readonly dialog?: true;
  readonly onAsk: (what: Sanction['type']) => void;
  readonly onUnmute: () => void;
}

export function SanctionActs({ muted, className, dialog, onAsk, onUnmute }: Props) {
  const { t } = useWords();
  const sanctions = (['mute', 'remove', 'ban'] as const).filter((what) => what !== 'mute' || !muted);
  return (
    <>
      {muted && (
        <button type="button" className={className} onClick={onUnmute}>
          {t('shared:moderation.unmute')}
        </button>
      )}
      {sanctions.map((what) => (
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
