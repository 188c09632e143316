/** The reactions of a message: each emoji with its count. A click adds or removes yours. */
import { listFormat } from '../../../locales/formats.ts';
import { memo } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { EmojiButton } from './emoji-button.tsx';
import './reactions.css';

export interface GivenReaction {
  readonly emoji: string;
  readonly count: number;
  /** You gave this reaction. */
  readonly own: boolean;
  /** Names of the others, as far as known; there may be fewer than `count`. */
  readonly names: readonly string[];
}

interface Props {
  /** The message's sequence number, passed to `onReact`. */
  readonly seq: number;
  readonly reactions: readonly GivenReaction[];
  readonly onReact: (seq: number, emoji: string, on: boolean) => void;
}

/** Renders nothing without reactions. */
export const Reactions = memo(function Reactions({ seq, reactions, onReact }: Props) {
  const { t } = useWords();
  if (reactions.length === 0) return null;
  const add = (emoji: string) => {
    const own = reactions.some((reaction) => reaction.emoji === emoji && reaction.own);
    if (!own) onReact(seq, emoji, true);
  };
  return (
    <ul className="reactions" role="list" aria-label={t('chat:reactions.label')}>
      {reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Chip reaction={reaction} onToggle={() => onReact(seq, reaction.emoji, !reaction.own)} />
        </li>
      ))}
      <li>
        <EmojiButton label={t('chat:reactions.add')} className="reaction reaction-add" onPick={add} />
      </li>
    </ul>
  );
});

/** How many names the tooltip lists; the others are counted. */
const NAMES_TOLD = 12;

interface ChipProps {
  readonly reaction: GivenReaction;
  readonly onToggle: () => void;
}

function Chip({ reaction: { emoji, count, own, names }, onToggle }: ChipProps) {
  const { t, language } = useWords();
  const listed = names.slice(0, NAMES_TOLD);
  const more = count - listed.length - (own ? 1 : 0);
  const all = [
    ...(own ? [t('chat:reactions.you')] : []),
    ...listed,
    ...(more > 0 ? [t('shared:folded.more', { count: more })] : []),
  ];
  const givers = listFormat(language).format(all);
  return (
    <button
      type="button"
      className="reaction"
      title={t('shared:message.reacted', { emoji, names: givers })}
      // Includes the visible text, so that voice control can address the button by it (WCAG 2.5.3).
      aria-label={t('shared:message.reacted', { emoji: `${emoji} ${count}`, names: givers })}
      aria-pressed={own}
      onClick={onToggle}
    >
      <span className="reaction-emoji" translate="no">
        {emoji}
      </span>
      {count}
    </button>
  );
}
