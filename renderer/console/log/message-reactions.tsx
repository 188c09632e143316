/** The reactions to a message: each emoji with its count, and the names in a tooltip. */
import { listFormat } from '../../../locales/formats.ts';
import type { Reaction } from '../../../contract/model/entry.ts';
import { countOf } from '../../../contract/model/reactions.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from '../state/host-console.ts';
import { useKnownNames } from './use-known-names.ts';

/** The most names in a tooltip; the rest are counted. */
const NAMES_TOLD = 12;

interface Props {
  readonly host: HostConsole;
  readonly reactions: readonly Reaction[];
}

export function MessageReactions({ host, reactions }: Props) {
  const { t, language } = useWords();
  const nameOf = useKnownNames(host);
  const givers = (reaction: Reaction) => {
    const told = reaction.by.flatMap((id) => nameOf(id) ?? []).slice(0, NAMES_TOLD);
    const more = countOf(reaction) - told.length;
    return listFormat(language).format(more > 0 ? [...told, t('shared:folded.more', { count: more })] : told);
  };
  return (
    <ul className="message-reactions" aria-label={t('console:message.reactions')}>
      {reactions.map((reaction) => (
        <li
          key={reaction.emoji}
          title={t('shared:message.reacted', { emoji: reaction.emoji, names: givers(reaction) })}
        >
          {reaction.emoji} <span>{countOf(reaction)}</span>
        </li>
      ))}
    </ul>
  );
}
