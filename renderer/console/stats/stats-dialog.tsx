/** The plots of the last hour, large, each with a summary in text. */
import { useMemo } from 'react';
import type { Sample } from '../../../contract/ipc/stats.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { linesOf, MEASURES, summaryOf, type Measure } from './measures.ts';
import { Modal } from '../controls/modal.tsx';
import { Plot } from './plot.tsx';
import { useMeasureWords } from './use-measure-text.ts';

interface Props {
  readonly samples: readonly Sample[];
  /** Times of the samples, in seconds since 1970. */
  readonly times: readonly number[];
  readonly onClose: () => void;
}

export function StatsDialog({ samples, times, onClose }: Props) {
  const { t } = useWords();
  return (
    <Modal kind="ask" title={t('console:stats.title')} onClose={onClose}>
      <div className="plots" tabIndex={0} role="group" aria-label={t('console:stats.title')}>
        {MEASURES.map((measure) => (
          <Figure key={measure} {...{ measure, samples, times }} />
        ))}
      </div>
      <div className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          {t('console:stats.close')}
        </button>
      </div>
    </Modal>
  );
}

interface FigureProps extends Omit<Props, 'onClose'> {
  readonly measure: Measure;
}

function Figure({ measure, samples, times }: FigureProps) {
  const { t } = useWords();
  const write = useMeasureWords()[measure];
  const lines = useMemo(() => linesOf(measure, samples), [measure, samples]);
  const [summary, worst] = lines.map(summaryOf);
  return (
    <figure className="plot-figure">
      <h3>{t(`console:stats.${measure}-long`)}</h3>
      <Plot {...{ times, lines, write }} />
      <figcaption className="second">
        {summary === undefined
          ? t('console:stats.nothing')
          : t('console:stats.summary', {
              now: write(summary.now),
              mean: write(summary.mean),
              most: write(summary.most),
            })}
        {worst !== undefined &&
          ` ${t('console:stats.worst', { now: write(worst.now), most: write(worst.most) })}`}
      </figcaption>
    </figure>
  );
}
