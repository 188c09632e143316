/** Which network uses how much of the shared resources, and the button to free it. */
import { useState } from 'react';
import { RESOURCES, type NetworkUsage } from '../../../contract/ipc/network-usage.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import type { ActionOutcome } from '../state/action-outcome.ts';
import type { HostConsole } from '../state/host-console.ts';
import { Modal } from '../controls/modal.tsx';
import './networks.css';
import { useFigureWords } from './use-figure-text.ts';
import { useNetworkUsage, type Seen } from './use-network-usage.ts';

interface Props {
  readonly host: Pick<HostConsole, 'api'>;
  readonly onClose: () => void;
}

export function NetworksDialog({ host, onClose }: Props) {
  const { t } = useWords();
  const { count } = useFigureWords();
  const seen = useNetworkUsage(host);
  const [chosen, setChosen] = useState<NetworkUsage>();
  const others = seen?.usage.others ?? 0;
  return (
    <Modal kind="list" title={t('console:networks.title')} onClose={onClose}>
      <p className="second">{t('console:networks.text')}</p>
      {seen !== undefined && seen.rows.length === 0 && (
        <p className="order-second">{t('console:networks.nobody')}</p>
      )}
      {seen !== undefined && seen.rows.length > 0 && <NetworkTable seen={seen} onFree={setChosen} />}
      {others > 0 && (
        <p className="order-second">{t('console:networks.others', { number: count(others) })}</p>
      )}
      <div className="sheet-foot">
        <button type="button" className="button" autoFocus onClick={onClose}>
          {t('shared:moderation.close')}
        </button>
      </div>
      {chosen !== undefined && (
        <FreeDialog
          usage={chosen}
          onFree={(people) => host.api.act('freeNetwork', { network: chosen.network, people })}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Modal>
  );
}

interface TableProps {
  readonly seen: Seen;
  readonly onFree: (usage: NetworkUsage) => void;
}

function NetworkTable({ seen: { usage, rows }, onFree }: TableProps) {
  const { t } = useWords();
  const { count } = useFigureWords();
  const { most, taken } = usage;
  return (
    <div className="networks" tabIndex={0} role="group" aria-label={t('console:networks.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('console:networks.network')}</th>
            {RESOURCES.map((resource) => (
              <th key={resource} scope="col">
                {t(`console:networks.${resource}`)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          <tr className="networks-all">
            <th scope="row">{t('console:networks.all')}</th>
            {RESOURCES.map((resource) => (
              <td key={resource}>
                {t('console:networks.of', { used: count(taken[resource]), most: count(most[resource]) })}
              </td>
            ))}
            <td />
          </tr>
          {rows.map(({ network, usage: now }) => (
            <tr key={network}>
              <th scope="row">
                <bdi dir="ltr">{network}</bdi>
              </th>
              {RESOURCES.map((resource) => (
                <td key={resource}>{now === undefined ? '–' : count(now.counts[resource])}</td>
              ))}
              <td>
                {now !== undefined && (
                  <button
                    type="button"
                    className="button"
                    aria-haspopup="dialog"
                    aria-label={t('console:networks.free-of', { network })}
                    onClick={() => onFree(now)}
                  >
                    {t('console:networks.free')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface FreeProps {
  readonly usage: NetworkUsage;
  readonly onFree: (people: boolean) => Promise<ActionOutcome>;
  readonly onClose: () => void;
}

/** People are removed only if the host chooses so, by the same action as in their details. */
function FreeDialog({ usage: { network, people }, onFree, onClose }: FreeProps) {
  const { t } = useWords();
  const { count } = useFigureWords();
  const [leave, setLeave] = useState(false);
  return (
    <ConfirmDialog
      title={t('console:networks.free-of', { network: leftToRight(network) })}
      text={
        <>
          {t('console:networks.ask')}
          {people > 0 && (
            <label className="networks-people">
              <input type="checkbox" checked={leave} onChange={(event) => setLeave(event.target.checked)} />
              <span>{t('console:networks.ask-people', { people: count(people) })}</span>
            </label>
          )}
        </>
      }
      yes={t('console:networks.yes')}
      no={t('console:networks.no')}
      onYes={() => onFree(leave)}
      onClose={onClose}
    />
  );
}

/** Keeps the parts of an address in order within right-to-left text (UAX #9, LRI and PDI). */
function leftToRight(network: string): string {
  return `\u2066${network}\u2069`;
}
