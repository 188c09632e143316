/** A strip that says the host was updated and offers to reload. */
import { useWords } from '../ui/language/use-translation.ts';
import type { ChatClient } from './session/chat-client.ts';
import { useOutdated } from './use-outdated.ts';

export function OutdatedStrip({ session }: { readonly session: ChatClient }) {
  const { t } = useWords();
  const outdated = useOutdated(session);
  return (
    <div className={outdated ? 'trouble-strip' : 'trouble-none'}>
      <div className="trouble" role="status">
        {outdated && <p>{t('chat:trouble.outdated')}</p>}
      </div>
      {outdated && (
        <button type="button" className="secondary" onClick={() => location.reload()}>
          {t('shared:fetched.reload')}
        </button>
      )}
    </div>
  );
}
