/** The most common reactions as buttons. */
import { useWords } from '../../ui/language/use-translation.ts';

/** In the form that keyboards and the picker produce. */
const QUICK = ['👍', '❤️', '😂'] as const;

interface QuickProps {
  readonly given: readonly string[];
  readonly onPick: (emoji: string) => void;
  readonly tabIndex?: number;
}

export function QuickReactions({ given, onPick, tabIndex = 0 }: QuickProps) {
  const { t } = useWords();
  return QUICK.map((emoji) => (
    <button
      key={emoji}
      type="button"
      tabIndex={tabIndex}
      title={t('chat:reactions.react', { emoji })}
      aria-label={t('chat:reactions.react', { emoji })}
      aria-pressed={given.includes(emoji)}
      onClick={() => onPick(emoji)}
    >
      {emoji}
    </button>
  ));
}
