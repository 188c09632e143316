/** The bar: that it is on, for how many, under which link, and Stop. */
import type { Running } from '../../contract/ipc.ts';
import { Lamp } from '../ui/lamp.tsx';
import { useWords } from '../ui/use-words.ts';
import { CopyButton } from './copy-button.tsx';

interface Props {
  readonly running: Running;
  readonly stopping: boolean;
  /** How many came from outside, in words. */
  readonly guests: string;
  readonly onCopy: () => Promise<boolean>;
  readonly onQr: () => void;
  readonly onStop: () => void;
}

export function TopBar({ running, stopping, guests, onCopy, onQr, onStop }: Props) {
  const { t } = useWords();
  return (
    <header className="bar">
      <Lamp on={!stopping} />
      <h1 className="bar-state">
        <strong>{stopping ? t('console:bar.off-soon') : t('console:bar.on')}</strong> —{' '}
        <bdi>{running.room}</bdi> · {guests}
      </h1>
      <div className="bar-link">
        <input
          className="link"
          readOnly
          dir="ltr"
          aria-label={t('console:bar.link')}
          value={running.link}
          size={running.link.length}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton onCopy={onCopy} />
        {running.shareable && (
          <button type="button" className="button" aria-haspopup="dialog" onClick={onQr}>
            {t('console:bar.qr')}
          </button>
        )}
      </div>
      <button type="button" className="button stop" disabled={stopping} onClick={onStop}>
        {stopping ? t('console:bar.stopping') : t('console:bar.stop')}
      </button>
    </header>
  );
}
