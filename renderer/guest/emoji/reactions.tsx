/** What others think of a message: an emoji and how many gave it, each to be given or taken back by a click. */
import { listFormat } from '../../../locales/formats.ts';
import { memo } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { EmojiButton } from './emoji-button.tsx';
import './reactions.css';

export interface GivenReaction {
  readonly emoji: string;
  readonly count: number;
  /** You gave it. */
  readonly own: boolean;
  /** Of the others, as far as they are known; there may be fewer than `count`. */
  readonly names: readonly string[];
}

interface Props {
  /** The message; handed to `onReact`. */
  readonly seq: number;
  readonly reactions: readonly GivenReaction[];
  readonly onReact: (seq: number, emoji: string, on: boolean) => void;
}

/** Nothing if nobody reacted. */
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

/** So many are told; the others are counted. */
const NAMES_TOLD = 12;

interface ChipProps {
  readonly reaction: GivenReaction;
  readonly onToggle: () => void;
}

function Chip({ reaction: { emoji, count, own, names }, onToggle }: ChipProps) {
  const { t, language } = useWords();
  const told = names.slice(0, NAMES_TOLD);
  const more = count - told.length - (own ? 1 : 0);
  const all = [
    ...(own ? [t('chat:reactions.you')] : []),
    ...told,
    ...(more > 0 ? [t('shared:folded.more', { count: more })] : []),
  ];
  const givers = listFormat(language).format(all);
  return (
    <button
      type="button"
      className="reaction"
      title={t('shared:message.reacted', { emoji, names: givers })}
      // With all that is seen: whoever says what they see, to press it, is heard.
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
