/** The last hour in a row: each plot small, with its current value. A click opens all of them large. */
import { useMemo, useState } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';
import { linesOf, MEASURES, summaryOf } from './measures.ts';
import { Plot } from './plot.tsx';
import { StatsDialog } from './stats-dialog.tsx';
import { useMeasureWords } from './use-measure-text.ts';

const LINE_PX = { width: 64, height: 20 };

export function StatsStrip({ host }: { readonly host: HostConsole }) {
  const { t } = useWords();
  const samples = useHostState(host, (state) => state.samples);
  const write = useMeasureWords();
  const [open, setOpen] = useState(false);
  const times = useMemo(() => samples.map(({ at }) => at / 1_000), [samples]);
  const all = useMemo(() => MEASURES.map((measure) => linesOf(measure, samples).slice(0, 1)), [samples]);
  return (
    <section className="pulse" aria-label={t('console:stats.label')}>
      {MEASURES.map((measure, i) => {
        const lines = all[i] ?? [];
        const now = summaryOf(lines[0])?.now;
        return (
          <button
            key={measure}
            type="button"
            className="pulse-measure"
            aria-haspopup="dialog"
            title={t('console:stats.open')}
            onClick={() => setOpen(true)}
          >
            <span className="second">{t(`console:stats.${measure}`)}</span>{' '}
            <strong>{now === undefined ? '–' : write[measure](now)}</strong>
            <Plot {...{ times, lines }} size={LINE_PX} />
          </button>
        );
      })}
      {open && <StatsDialog {...{ samples, times }} onClose={() => setOpen(false)} />}
    </section>
  );
}
