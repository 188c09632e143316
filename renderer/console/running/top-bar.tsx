/** The bar while the chat runs: number of guests, link, Stop. */
import type { Hosting } from '../../../contract/ipc/host-state.ts';
import { Lamp } from '../../ui/page/lamp.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { CopyButton } from '../controls/copy-button.tsx';
import { GearButton } from '../controls/gear-button.tsx';

interface Props {
  readonly running: Hosting;
  readonly stopping: boolean;
  /** The number of guests, as text. */
  readonly guests: string;
  readonly onCopy: () => Promise<boolean>;
  readonly onQr: () => void;
  readonly onPoster: () => void;
  readonly onStop: () => void;
}

export function TopBar({ running, stopping, guests, onCopy, onQr, onPoster, onStop }: Props) {
  const { t } = useWords();
  const degraded = running.kind === 'degraded';
  const word = stopping ? 'off-soon' : degraded ? 'degraded' : 'on';
  return (
    <header className="bar">
      <Lamp on={!stopping && !degraded} />
      <h1 className="bar-state">
        <strong>{t(`console:running.${word}`)}</strong>
        <span aria-hidden="true"> — </span>
        <bdi title={running.room}>{running.room}</bdi>
        <span> · {guests}</span>
      </h1>
      <div className="bar-link">
        <input
          className={degraded ? 'link link-dead' : 'link'}
          disabled={degraded}
          readOnly
          dir="ltr"
          aria-label={t('console:running.link')}
          value={running.link}
          size={running.link.length}
          onFocus={(event) => event.currentTarget.select()}
        />
        {!degraded && <CopyButton what="link" onCopy={onCopy} />}
        {!degraded && running.shareable && (
          <>
            <button
              type="button"
              className="button bar-qr"
              aria-haspopup="dialog"
              data-shortcut="qr"
              onClick={onQr}
            >
              {t('console:running.qr')}
            </button>
            <button type="button" className="button" aria-haspopup="dialog" onClick={onPoster}>
              {t('console:running.poster')}
            </button>
          </>
        )}
      </div>
      <button
        type="button"
        className="button stop"
        data-shortcut="start-stop"
        disabled={stopping}
        onClick={onStop}
      >
        {stopping ? t('console:running.stopping') : t('console:running.stop')}
      </button>
      <GearButton />
    </header>
  );
}
