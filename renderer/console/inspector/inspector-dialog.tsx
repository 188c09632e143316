/** One connection: its handshake, its latest frames, why it closed, and a report to save. */
import { useState } from 'react';
import type { Written } from '../../../contract/ipc/export.ts';
import type { ConnectionInspection, InspectedFrame } from '../../../contract/ipc/connection-inspection.ts';
import type { Translate } from '../../../locales/translate.ts';
import type { Times } from '../../ui/language/times.ts';
import { useTimes } from '../../ui/language/use-times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { closeWords } from './close-text.ts';
import { SavedWords } from '../export/export-dialog.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { Modal } from '../controls/modal.tsx';
import { useFigureWords } from '../stats/use-figure-text.ts';
import { useInspection } from './use-inspection.ts';
import { opcodeName, inspectionReport } from './inspection-report.ts';

interface Props {
  readonly host: HostConsole;
  readonly person: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

export function InspectorDialog({ host, person, onClose }: Props) {
  const { t } = useWords();
  const inspection = useInspection(host, person.id);
  const [saved, setSaved] = useState<Written>();
  const save = async (shown: ConnectionInspection) => {
    const meaning = shown.closed === undefined ? undefined : closeWords(shown.closed, t);
    setSaved(await host.api.save('saveReport', inspectionReport(shown, meaning, Date.now())));
  };
  return (
    <Modal kind="ask" title={t('console:inspector.title', { name: person.name })} onClose={onClose}>
      <p className="second">{t('console:inspector.lede')}</p>
      {inspection === null && <p>{t('console:inspector.none')}</p>}
      {inspection != null && <Seen inspection={inspection} />}
      {saved !== undefined && <SavedWords saved={saved} />}
      <div className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          {t('console:inspector.close')}
        </button>
        {inspection != null && (
          <button type="button" className="button primary" onClick={() => void save(inspection)}>
            {t('console:inspector.save')}
          </button>
        )}
      </div>
    </Modal>
  );
}

function Seen({ inspection }: { readonly inspection: ConnectionInspection }) {
  const { t } = useWords();
  const words = useFigureWords();
  const times = useTimes();
  const { handshake, frames, closed, waiting, passed } = inspection;
  return (
    <div className="wire" tabIndex={0} role="group" aria-label={t('console:inspector.seen')}>
      <p role="status">
        {closed === undefined
          ? t('console:inspector.open', { waiting: words.bytes(waiting) })
          : t('console:inspector.closed', { code: closed, meaning: closeWords(closed, t) })}
      </p>
      <h3>{t('console:inspector.handshake')}</h3>
      <pre className="wire-headers" dir="ltr">
        {handshake.join('\n')}
      </pre>
      <h3>{t('console:inspector.frames', { count: passed })}</h3>
      {frames.length === 0 && <p className="second">{t('console:inspector.no-frames')}</p>}
      {frames.length > 0 && (
        <table className="wire-frames">
          <thead>
            <tr>
              <th scope="col">{t('console:inspector.time')}</th>
              <th scope="col">{t('console:inspector.way')}</th>
              <th scope="col">{t('console:inspector.opcode')}</th>
              <th scope="col">{t('console:inspector.length')}</th>
              <th scope="col">{t('console:inspector.what')}</th>
            </tr>
          </thead>
          <tbody>
            {frames
              .map((frame, i) => <FrameRow key={passed - frames.length + i} frame={frame} times={times} />)
              .reverse()}
          </tbody>
        </table>
      )}
    </div>
  );
}

function FrameRow({ frame, times }: { readonly frame: InspectedFrame; readonly times: Times }) {
  const { t } = useWords();
  const words = useFigureWords();
  const { at, way, opcode, fin, length } = frame;
  return (
    <tr>
      <td dir="auto">{times.exact(at)}</td>
      <td>{t(`console:inspector.way-${way}`)}</td>
      <td dir="ltr">
        {opcodeName(opcode)}
        {!fin && ' …'}
      </td>
      <td>{words.count(length)}</td>
      <td>{whatOf(frame, t)}</td>
    </tr>
  );
}

function whatOf({ kind, code }: InspectedFrame, t: Translate): string {
  if (code !== undefined) return `${code} · ${closeWords(code, t)}`;
  return kind ?? '';
}
