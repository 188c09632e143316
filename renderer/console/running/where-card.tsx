/** The network that the chat is on. */
import { EVERY_NETWORK, type Adapter } from '../../../contract/ipc/adapter.ts';
import type { Hosting } from '../../../contract/ipc/host-state.ts';
import { useTimes } from '../../ui/language/use-times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { Address } from '../controls/address.tsx';

interface Props {
  readonly running: Hosting;
  /** Absent when the adapter is gone. */
  readonly adapter: Adapter | undefined;
  /** Whether the computer is kept awake. */
  readonly awake: boolean;
}

export function WhereCard({ running, adapter, awake }: Props) {
  const { t } = useWords();
  const times = useTimes();
  const isEvery = running.adapter === EVERY_NETWORK;
  return (
    <section className="where">
      <h2 className="label">{t('console:where.label')}</h2>
      <p>
        {adapter && <strong>{t(`console:network.kind.${adapter.kind}`)} </strong>}
        {!isEvery && <bdi>{running.adapter}</bdi>}
      </p>
      {!isEvery && (
        <p className="where-address">
          <Address text={running.address} />
        </p>
      )}
      <p className="second">
        {t('console:where.port', { port: running.port })} ·{' '}
        {t('console:where.since', { time: times.clock(running.since) })}
      </p>
      {awake && (
        <p>
          <span className="where-awake" title={t('console:running.awake-why')}>
            {t('console:running.awake')}
          </span>
        </p>
      )}
    </section>
  );
}
