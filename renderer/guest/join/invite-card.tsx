/** The invitation shown in an empty room: the link and its QR code. */
import { lazy, Suspense, useRef, useState } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { copyText } from '../../ui/browser/copy-text.ts';

/** Loaded when needed, since most people join a room that has messages. */
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
