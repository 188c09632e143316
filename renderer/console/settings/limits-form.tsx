/** The server's limits, each with its range. A valid value applies at once. */
import { numberFormat } from '../../../locales/formats.ts';
import { useEffect, useState } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { Field } from '../controls/field.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { readLimit, showLimit, type LimitShown } from './limit-units.ts';
import { refusalWords } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

export function LimitsForm({ host }: { readonly host: HostConsole }) {
  const { t } = useWords();
  const [limits, setLimits] = useState<readonly LimitShown[]>([]);
  const [round, setRound] = useState(0);
  const { ask, refused } = usePendingAction();
  useEffect(() => {
    host.api.call('limits', null).then(
      (now) => setLimits(now.map(showLimit)),
      () => setLimits([]),
    );
  }, [host, round]);
  const change = (wanted: Readonly<Record<string, number | null>>) =>
    ask(() => host.api.act('changeLimits', wanted));
  const reset = async () => {
    await change(Object.fromEntries(limits.map(({ name }) => [name, null])));
    setRound(round + 1);
  };
  return (
    <div className="limits">
      <p className="second">{t('console:limits.text')}</p>
      {refused !== undefined && (
        <p className="fault" role="alert">
          {refusalWords(refused, t)}
        </p>
      )}
      {limits.map((limit) => (
        // A reset replaces every value.
        <LimitRow key={`${round} ${limit.name}`} limit={limit} onChange={change} />
      ))}
      <button type="button" className="button" onClick={() => void reset()}>
        {t('console:limits.reset')}
      </button>
    </div>
  );
}

interface RowProps {
  readonly limit: LimitShown;
  readonly onChange: (wanted: Readonly<Record<string, number | null>>) => Promise<boolean>;
}

function LimitRow({ limit, onChange }: RowProps) {
  const { t, language } = useWords();
  const [written, setWritten] = useState(String(limit.value));
  const [left, setLeft] = useState(false);
  const value = readLimit(limit, written);
  const number = numberFormat(language);
  const [least, most, usual] = [limit.least, limit.most, limit.usual].map((each) => number.format(each));
  const leave = () => {
    setLeft(true);
    if (value !== undefined)
      void onChange({ [limit.name]: written.trim() === String(limit.usual) ? null : value });
  };
  return (
    <div className="limit-row">
      <Field
        name={limit.name}
        label={t(`console:limits.name.${limit.name}`)}
        value={written}
        inputMode="numeric"
        fault={left && value === undefined ? t('console:limits.fault', { least, most }) : undefined}
        onChange={setWritten}
        onLeave={leave}
      />
      <p className="second">
        {t('console:limits.range', { least, most, usual, unit: t(`console:limits.unit.${limit.unit}`) })}
      </p>
    </div>
  );
}
