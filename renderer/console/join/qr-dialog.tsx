/** The QR code as large as the window allows. */
import type { Running } from '../../../contract/ipc/host-state.ts';
import { QrCode } from '../../ui/page/qr-code.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { Address } from '../controls/address.tsx';
import { Modal } from '../controls/modal.tsx';
import { PinDigits } from './pin-card.tsx';

interface Props {
  readonly running: Running;
  readonly pin: string | undefined;
  readonly onClose: () => void;
}

export function QrDialog({ running, pin, onClose }: Props) {
  const { t } = useWords();
  return (
    <Modal kind="show" title={t('console:qr.title')} onClose={onClose}>
      <QrCode link={running.link} label={t('console:join.qr', { address: running.link })} />
      <p className="qr-link">
        <Address text={running.link} />
      </p>
      {pin !== undefined && (
        <p className="qr-pin">
          <span className="second">{t('console:pin.label')}</span> <PinDigits pin={pin} />
        </p>
      )}
      <p className="second">{t('console:qr.lede')}</p>
      <button type="button" className="button" onClick={onClose}>
        {t('console:qr.close')}
      </button>
    </Modal>
  );
}
