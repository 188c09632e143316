/** A hook that returns a function for the text of a refusal. */
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import type { FileTrouble } from '../state/drafts.ts';

interface Refused {
  readonly code: ErrorCode | 'offline' | FileTrouble;
  readonly seconds?: number;
  /** The message will be sent automatically later. */
  readonly queued?: true;
}

export function useRefusalText(): (refused: Refused) => string {
  const { t } = useWords();
  return ({ code, seconds = 0, queued }) => {
    if (code === 'offline') return t('chat:composer.offline');
    if (code === 'file-failed' || code === 'files-lost') return t(`chat:files.${code}`);
    if (queued && code === 'slow-mode') return t('chat:moderation.slow-wait', { count: seconds });
    if (queued) return t('chat:composer.too-fast', { count: seconds });
    // A moderator's mute that ends by itself.
    if (code === 'muted' && seconds > 0) return t('shared:refusal.rate-limited', { count: seconds });
    if (code === 'rate-limited') return t('shared:refusal.too-fast', { count: seconds });
    return t(`shared:refusal.${code}`, { count: seconds });
  };
}
