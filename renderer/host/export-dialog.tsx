/** What to export: a format, one room or all, from which day to which; and what came of it. */
import { useId, useState } from 'react';
import { EXPORT_FORMATS, type ExportChoice, type Written } from '../../contract/export.ts';
import type { Room } from '../../contract/room.ts';
import type { Translate } from '../../words/words.ts';
import { useWords } from '../ui/use-words.ts';
import type { HostConsole } from './host-console.ts';
import { Modal } from './modal.tsx';

interface Props {
  readonly host: HostConsole;
  readonly rooms: readonly Room[];
  readonly onClose: () => void;
}

export function ExportDialog({ host, rooms, onClose }: Props) {
  const { t } = useWords();
  const [formatId, roomId, fromId, toId] = [useId(), useId(), useId(), useId()];
  const [format, setFormat] = useState<string>('html');
  const [room, setRoom] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<Written>();
  const save = async () => {
    setSaving(true);
    setSaved(undefined);
    setSaved(await host.exportLog(choiceOf(format, room, from, to)));
    setSaving(false);
  };
  return (
    <Modal kind="ask" title={t('console:export.title')} onClose={onClose}>
      <p className="second">{t('console:export.lede')}</p>
      <div className="export-fields">
        <div className="export-field">
          <label htmlFor={formatId}>{t('console:export.format')}</label>
          <select
            id={formatId}
            className="select"
            value={format}
            onChange={({ target }) => setFormat(target.value)}
          >
            {EXPORT_FORMATS.map((each) => (
              <option key={each} value={each}>
                {t(`console:export.format-${each}`)}
              </option>
            ))}
          </select>
        </div>
        <div className="export-field">
          <label htmlFor={roomId}>{t('console:export.room')}</label>
          <select
            id={roomId}
            className="select"
            value={room}
            onChange={({ target }) => setRoom(target.value)}
          >
            <option value="">{t('console:rooms.all')}</option>
            {rooms.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="export-field">
          <label htmlFor={fromId}>{t('console:export.from')}</label>
          <input
            id={fromId}
            className="date"
            type="date"
            value={from}
            onChange={({ target }) => setFrom(target.value)}
          />
        </div>
        <div className="export-field">
          <label htmlFor={toId}>{t('console:export.to')}</label>
          <input
            id={toId}
            className="date"
            type="date"
            value={to}
            onChange={({ target }) => setTo(target.value)}
          />
        </div>
      </div>
      {saved !== undefined && <SavedWords saved={saved} />}
      <div className="sheet-foot">
        <button type="button" className="button" onClick={onClose}>
          {t('console:export.close')}
        </button>
        <button type="button" className="button primary" disabled={saving} onClick={() => void save()}>
          {t(saving ? 'console:export.saving' : 'console:export.save')}
        </button>
      </div>
    </Modal>
  );
}

/** What came of it; nothing where somebody thought better of it. */
export function SavedWords({ saved }: { readonly saved: Written }) {
  const { t } = useWords();
  if (!saved.ok && saved.why === 'cancelled') return null;
  return (
    <p className={saved.ok ? 'saved-words' : 'saved-words fault'} role={saved.ok ? 'status' : 'alert'}>
      {wordsOf(saved, t)}
      {saved.ok && saved.last !== undefined && <code className="saved-link">{saved.last}</code>}
    </p>
  );
}

function wordsOf(saved: Written, t: Translate): string {
  if (!saved.ok) {
    const { why, detail = '' } = saved;
    return why === 'cancelled' ? '' : t(`console:export.${why}`, { detail });
  }
  const { file, messages, last } = saved;
  if (messages === undefined) return t('console:export.written', { file });
  const done = t('console:export.done', { count: messages, file });
  return last === undefined ? done : `${done} ${t('console:export.link')} `;
}

function choiceOf(format: string, room: string, from: string, to: string): ExportChoice {
  return {
    format: EXPORT_FORMATS.find((each) => each === format) ?? 'html',
    ...(room !== '' && { room }),
    ...(from !== '' && { from }),
    ...(to !== '' && { to }),
  };
}
