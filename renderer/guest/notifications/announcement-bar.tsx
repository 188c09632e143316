/** The host's announcement above every room until it is dismissed. */
import type { Announcement } from '../../../contract/model/moderation.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import './announcement-bar.css';
import { LinkedText } from '../../ui/text/linked-text.tsx';

interface Props {
  readonly announcement: Announcement;
  readonly onDismiss: () => void;
}

export function AnnouncementBar({ announcement: { text, by }, onDismiss }: Props) {
  const { t } = useWords();
  return (
    <section className="announcement" aria-label={t('shared:message.announcement')}>
      <div className="announcement-body" role="status">
        <p className="announcement-by">
          {t('shared:message.announcement')} · <bdi>{by}</bdi>
        </p>
        <p className="announcement-text" dir="auto" tabIndex={0}>
          <LinkedText text={text} />
        </p>
      </div>
      <button type="button" className="secondary" onClick={onDismiss}>
        {t('chat:moderation.dismiss')}
      </button>
    </section>
  );
}
