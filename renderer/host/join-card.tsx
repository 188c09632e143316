/** How people get in: the code, the link and three steps; or that nobody else can. */
import type { Adapter, Running } from '../../contract/ipc.ts';
import { QrCode } from '../ui/qr-code.tsx';
import { useWords } from '../ui/use-words.ts';
import { Address } from './address.tsx';

interface Props {
  readonly running: Running;
  readonly adapter: Adapter | undefined;
}

export function JoinCard({ running, adapter }: Props) {
  const { t } = useWords();
  return (
    <section className="join">
      <h2 className="label">{t('console:join.label')}</h2>
      {running.shareable ? (
        <>
          <QrCode link={running.link} label={t('console:join.qr', { address: running.link })} />
          <p className="join-link">
            <Address text={running.link} />
          </p>
          <ol>
            <li>{t(adapter?.kind === 'wifi' ? 'console:join.network-wifi' : 'console:join.network')}</li>
            <li>{t('console:join.scan')}</li>
            <li>{t('console:join.name')}</li>
          </ol>
        </>
      ) : (
        <>
          <p className="join-link">
            <Address text={running.link} />
          </p>
          <p>{t('console:join.only-here')}</p>
        </>
      )}
    </section>
  );
}
