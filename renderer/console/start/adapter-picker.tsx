/** The networks as cards, one of them selected. */
import { useId, useState } from 'react';
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { chosenAddress, isUsable, offerAdapters } from './adapter-choice.ts';

interface Props {
  readonly adapters: readonly Adapter[];
  readonly chosen: string | undefined;
  /** The chosen one of its addresses, if any. */
  readonly address: string | undefined;
  readonly onChoose: (name: string, address?: string) => void;
}

export function AdapterPicker({ adapters, chosen, address, onChoose }: Props) {
  const { t } = useWords();
  const labelId = useId();
  const [unfolded, setUnfolded] = useState(false);
  const { shown, folded, every } = offerAdapters(adapters, chosen);
  const card = (adapter: Adapter) => (
    <AdapterCard
      key={adapter.name}
      adapter={adapter}
      chosen={adapter.name === chosen}
      address={adapter.name === chosen ? chosenAddress(adapter, address) : adapter.addresses[0]}
      onChoose={onChoose}
    />
  );
  return (
    <div className="picker">
      <h2 id={labelId} className="label">
        {t('console:network.label')}
      </h2>
      {chosen === undefined && <p className="picker-none">{t('console:network.none')}</p>}
      {adapters.length > 0 && (
        <div className="picker-cards" role="radiogroup" aria-labelledby={labelId}>
          {shown.map(card)}
          {unfolded && folded.map(card)}
          {folded.length > 0 && (
            <button
              type="button"
              className="quiet"
              aria-expanded={unfolded}
              onClick={() => setUnfolded(!unfolded)}
            >
              {unfolded
                ? t('console:network.hide-folded')
                : t('console:network.show-folded', { count: folded.length })}
            </button>
          )}
          {every.map(card)}
        </div>
      )}
    </div>
  );
}

interface CardProps {
  readonly adapter: Adapter;
  readonly chosen: boolean;
  /** The address that the link would have. */
  readonly address: string | undefined;
  readonly onChoose: (name: string, address?: string) => void;
}

function AdapterCard({ adapter, chosen, address, onChoose }: CardProps) {
  const { t } = useWords();
  const id = useId();
  const others = adapter.addresses.filter((other) => other !== address);
  const isEvery = adapter.kind === 'every';
  const hasChoice = chosen && others.length > 0;
  return (
    <label className="card">
      <input
        type="radio"
        name="adapter"
        value={adapter.name}
        checked={chosen}
        disabled={!isUsable(adapter)}
        aria-labelledby={`${id}-name ${id}-address`}
        aria-describedby={`${id}-reason`}
        onChange={() => onChoose(adapter.name)}
      />
      <span id={`${id}-name`} className="card-name">
        <strong>{t(`console:network.kind.${adapter.kind}`)}</strong> {!isEvery && <bdi>{adapter.name}</bdi>}{' '}
        {adapter.suggested && adapter.reason !== 'public-address' && (
          <em className="badge badge-lit">{t('console:network.suggested')}</em>
        )}
      </span>
      {!hasChoice && (
        <span id={`${id}-address`} className={address === undefined ? 'card-address none' : 'card-address'}>
          {isEvery ? '' : (address ?? t('console:network.no-address'))}
        </span>
      )}
      <span id={`${id}-reason`} className="card-reason">
        {t(`console:network.reason.${adapter.reason}`)}
        {!isEvery && !hasChoice && others.length > 0 && (
          <span className="card-others">
            <Sentence
              text={t('console:network.more-addresses', { addresses: mark(0) })}
              slots={[
                <span key="addresses" dir="ltr">
                  {others.join(', ')}
                </span>,
              ]}
            />
          </span>
        )}
      </span>
      {hasChoice && (
        <select
          id={`${id}-address`}
          className="select card-addresses"
          dir="ltr"
          aria-label={t('console:network.address')}
          value={address}
          onChange={(event) => onChoose(adapter.name, event.currentTarget.value)}
        >
          {adapter.addresses.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      )}
    </label>
  );
}
