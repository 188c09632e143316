/** The code as large as the window allows, to be held up to a room. */
import { useEffect, useId, useRef } from 'react';
import type { Running } from '../../contract/ipc.ts';
import { QrCode } from '../ui/qr-code.tsx';
import { useWords } from '../ui/use-words.ts';
import { Address } from './address.tsx';

export function QrDialog({ running, onClose }: { readonly running: Running; readonly onClose: () => void }) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="qr-dialog"
      aria-labelledby={titleId}
      onClose={onClose}
      // The content fills the dialog, so a click on the dialog itself is one beside it.
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className="qr-sheet">
        <h2 id={titleId}>{t('console:qr.title')}</h2>
        <QrCode link={running.link} label={t('console:join.qr', { address: running.link })} />
        <p className="qr-link">
          <Address text={running.link} />
        </p>
        <p className="second">{t('console:qr.lede')}</p>
        <button type="button" className="button" onClick={onClose}>
          {t('console:qr.close')}
        </button>
      </div>
    </dialog>
  );
}
