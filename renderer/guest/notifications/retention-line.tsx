/** States how long messages are kept. */
import type { Retention } from '../../../contract/model/retention.ts';
import { megabyteWords } from '../../ui/files/megabyte-text.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import '../../ui/log/system-messages.css';

export function RetentionLine({ retention: { saved, days, megabytes } }: { readonly retention: Retention }) {
  const { t, language } = useWords();
  const duration =
    days === undefined ? t('chat:retention.always') : t('chat:retention.days', { count: days });
  const size =
    megabytes === undefined
      ? duration
      : t('chat:retention.size', { kept: duration, size: megabyteWords(megabytes, language) });
  return <p className="retention">{saved ? size : t('chat:retention.not')}</p>;
}
