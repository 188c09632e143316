/** The divider above the messages that arrived while the reader was away. */
import { useWords } from '../../ui/language/use-translation.ts';
import '../../ui/log/system-messages.css';

export function AwayDivider({ count }: { readonly count: number }) {
  const { t } = useWords();
  return (
    <h2 className="day away">
      <span>{t('chat:away.missed', { count })}</span>
    </h2>
  );
}
