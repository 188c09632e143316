/** States the rules of the open room. */
import type { RoomRules } from '../../../contract/model/moderation.ts';
import { durationIn } from '../../../locales/duration.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import '../../ui/log/system-messages.css';

export function RulesLine({ rules: { slow, readOnly, approve } }: { readonly rules: RoomRules }) {
  const { t, language } = useWords();
  // Slow mode does not matter in a read-only room.
  if (readOnly || (slow === undefined && !approve)) return null;
  return (
    <p className="rules-line">
      {slow !== undefined && <span>{t('chat:moderation.slow', { time: durationIn(slow, language) })}</span>}
      {approve && <span>{t('chat:moderation.approve')}</span>}
    </p>
  );
}
