/** How people get in: the code, the link, the PIN and the steps; or that nobody else can. */
import type { Adapter } from '../../contract/adapter.ts';
import type { Lit } from '../../contract/host-state.ts';
import { QrCode } from '../ui/qr-code.tsx';
import { useWords } from '../ui/use-words.ts';
import { Address } from './address.tsx';
import { PinCard } from './pin-card.tsx';

interface Props {
  readonly running: Lit;
  readonly pin: string | undefined;
  readonly adapter: Adapter | undefined;
  readonly onPin: () => void;
}

export function JoinCard({ running, pin, adapter, onPin }: Props) {
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
        {t(pin === undefined ? 'console:order.pin-ask' : 'console:order.pin-change')}
      </button>
      {shareable ? (
        <ol>
          <li>{t(adapter?.kind === 'wifi' ? 'console:join.network-wifi' : 'console:join.network')}</li>
          <li>{t('console:join.scan')}</li>
          <li>{t('console:join.name')}</li>
          {pin !== undefined && <li>{t('console:join.pin')}</li>}
        </ol>
      ) : (
        <p>{t('console:join.only-here')}</p>
      )}
    </section>
  );
}
