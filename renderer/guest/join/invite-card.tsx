/** What an empty room says: how others come in. */
import { lazy, Suspense, useRef, useState } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { copyText } from '../../ui/browser/copy-text.ts';

/** Fetched when it is needed: most people come into a room where others are. */
const QrCode = lazy(async () => ({ default: (await import('../../ui/page/qr-code.tsx')).QrCode }));

const LOOPBACK = /^(localhost|.*\.localhost|127\..*|\[::1\])$/;

export function InviteCard({ alone }: { readonly alone: boolean }) {
  const { t } = useWords();
  const link = location.origin;
  const title = t(alone ? 'chat:invite.alone' : 'chat:invite.quiet');
  if (LOOPBACK.test(location.hostname)) {
    return (
      <section className="invite">
        <h2>{title}</h2>
        <p>{t('chat:invite.loopback')}</p>
      </section>
    );
  }
  return (
    <section className="invite">
      <h2>{title}</h2>
      <p>{t('chat:invite.how')}</p>
      <div className="invite-code">
        <Suspense>
          <QrCode link={link} label={t('chat:invite.qr', { address: link })} />
        </Suspense>
      </div>
      <CopyLink link={link} />
    </section>
  );
}

function CopyLink({ link }: { readonly link: string }) {
  const { t } = useWords();
  const place = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState<boolean>();
  const copy = () => {
    if (place.current !== null) setCopied(copyText(place.current));
  };
  return (
    <>
      <p className="invite-link">
        <code ref={place} dir="ltr">
          {link}
        </code>
      </p>
      <button type="button" className="secondary" onClick={copy}>
        {t('chat:invite.copy')}
      </button>
      <p className="invite-copied" role="status">
        {copied !== undefined && t(copied ? 'chat:invite.copied' : 'chat:invite.not-copied')}
      </p>
    </>
  );
}
