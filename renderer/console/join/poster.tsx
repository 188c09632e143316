/**
 * How to join, for a projector or a printed page. It fills the window, or the screen, and can be printed. Escape closes
 * it.
 */
import { useEffect, useId, useRef, useState } from 'react';
import type { Hosting } from '../../../contract/ipc/host-state.ts';
import { Lamp } from '../../ui/page/lamp.tsx';
import { QrCode } from '../../ui/page/qr-code.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { Address } from '../controls/address.tsx';
import { PinDigits } from './pin-card.tsx';

interface Props {
  readonly running: Hosting;
  readonly pin: string | undefined;
  /** The number of guests. */
  readonly guests: number;
  /** Resolves with whether the window is full screen now. */
  readonly onFullScreen: (on: boolean) => Promise<boolean>;
  readonly onClose: () => void;
}

export function Poster({ running, pin, guests, onFullScreen, onClose }: Props) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [full, setFull] = useState(false);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const fill = async (on: boolean) => setFull(await onFullScreen(on));
  const close = () => {
    if (full) void onFullScreen(false);
    onClose();
  };
  return (
    <dialog ref={dialog} className="poster" aria-labelledby={titleId} onClose={close}>
      <header className="poster-bar">
        <button type="button" className="button" onClick={() => print()}>
          {t('console:poster.print')}
        </button>
        <button type="button" className="button" onClick={() => void fill(!full)}>
          {t(full ? 'console:poster.window' : 'console:poster.full-screen')}
        </button>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {t('console:poster.close')}
        </button>
      </header>
      <div className="poster-sheet">
        {running.kind === 'running' && (
          <QrCode link={running.link} label={t('console:join.qr', { address: running.link })} />
        )}
        <div className="poster-words">
          <p className="poster-room">
            <Lamp on={running.kind === 'running'} />
            <bdi>{running.room}</bdi>
          </p>
          <h2 id={titleId}>{t('console:poster.title')}</h2>
          {running.kind === 'running' ? (
            <Ways link={running.link} pin={pin} />
          ) : (
            <p role="alert">{t('console:join.degraded')}</p>
          )}
          <p className="poster-online">{t('console:poster.online', { count: guests })}</p>
        </div>
      </div>
    </dialog>
  );
}

function Ways({ link, pin }: { readonly link: string; readonly pin: string | undefined }) {
  const { t } = useWords();
  return (
    <>
      <p>{t('console:poster.scan')}</p>
      <p className="poster-link">
        <Address text={link} />
      </p>
      {pin !== undefined && (
        <p className="poster-pin">
          <span>{t('console:pin.label')}</span> <PinDigits pin={pin} />
        </p>
      )}
    </>
  );
}
