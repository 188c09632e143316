/** The rules of the open room, for whoever they hold. */
import type { RoomRules } from '../../contract/order.ts';
import { durationIn } from '../../words/duration.ts';
import { useWords } from '../ui/use-words.ts';
import './quiet-lines.css';

export function RulesLine({ rules: { slow, readOnly, approve } }: { readonly rules: RoomRules }) {
  const { t, language } = useWords();
  // Where nobody writes, nobody is told how often.
  if (readOnly || (slow === undefined && !approve)) return null;
  return (
    <p className="rules-line">
      {slow !== undefined && <span>{t('chat:order.slow', { time: durationIn(slow, language) })}</span>}
      {approve && <span>{t('chat:order.approve')}</span>}
    </p>
  );
}
