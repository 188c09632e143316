/** QR code, link and PIN; or that only this computer can join. */
import type { Hosting } from '../../../contract/ipc/host-state.ts';
import { QrCode } from '../../ui/page/qr-code.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { Address } from '../controls/address.tsx';
import { PinCard } from './pin-card.tsx';

interface Props {
  readonly running: Hosting;
  readonly pin: string | undefined;
  readonly onPin: () => void;
}

export function JoinCard({ running, pin, onPin }: Props) {
  const { t } = useWords();
  const { link, shareable } = running;
  if (running.kind === 'degraded') {
    return (
      <section className="join">
        <h2 className="label">{t('console:join.label')}</h2>
        <p className="join-none">{t('console:join.degraded')}</p>
      </section>
    );
  }
  return (
    <section className="join">
      <h2 className="label">{t('console:join.label')}</h2>
      {shareable && <QrCode link={link} label={t('console:join.qr', { address: link })} />}
      <p className="join-link">
        <Address text={link} />
      </p>
      {pin !== undefined && <PinCard pin={pin} />}
      <button type="button" className="quiet pin-change" aria-haspopup="dialog" onClick={onPin}>
        {t(pin === undefined ? 'console:moderation.pin-ask' : 'console:moderation.pin-change')}
      </button>
      {!shareable && <p>{t('console:join.only-here')}</p>}
    </section>
  );
}
