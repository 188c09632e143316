/** The announcement shown in all rooms, with the button to end it. */
import { LinkedText } from '../../ui/text/linked-text.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';

export function AnnouncementStrip({ host }: { readonly host: HostConsole }) {
  const { t } = useWords();
  const { announcement } = useHostState(host, (state) => state.moderation);
  if (announcement === undefined) return null;
  return (
    <div className="order-strip order-strip-lit">
      <p>
        <strong>{t('console:moderation.announced')}</strong>{' '}
        <span dir="auto">
          <LinkedText text={announcement.text} />
        </span>
      </p>
      <button type="button" className="button" onClick={() => void host.api.act('announce', { text: '' })}>
        {t('console:moderation.withdraw')}
      </button>
    </div>
  );
}
