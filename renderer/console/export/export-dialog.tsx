/** The export dialog: format, rooms and days, and the result. */
import { useId, useState } from 'react';
import { EXPORT_FORMATS, type ExportChoice, type Written } from '../../../contract/ipc/export.ts';
import type { Room } from '../../../contract/model/room.ts';
import type { Translate } from '../../../locales/translate.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from '../state/host-console.ts';
import { Modal } from '../controls/modal.tsx';
import { SelectField } from '../controls/select-field.tsx';

interface Props {
  readonly host: HostConsole;
  readonly rooms: readonly Room[];
  readonly onClose: () => void;
}

export function ExportDialog({ host, rooms, onClose }: Props) {
  const { t } = useWords();
  const [format, setFormat] = useState<string>('html');
  const [room, setRoom] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [saving, setSaving] = useState(false);
  const [saved, setSaved] = useState<Written>();
  const save = async () => {
    setSaving(true);
    setSaved(undefined);
    setSaved(await host.api.save('exportLog', choiceOf(format, room, from, to)));
    setSaving(false);
  };
  return (
    <Modal kind="ask" title={t('console:export.title')} onClose={onClose}>
      <p className="second">{t('console:export.lede')}</p>
      <div className="export-fields">
        <div className="export-field">
          <SelectField
            label={t('console:export.format')}
            value={format}
            choices={EXPORT_FORMATS.map((each) => ({
              value: each,
              words: t(`console:export.format-${each}`),
            }))}
            onChoose={setFormat}
          />
        </div>
        <div className="export-field">
          <SelectField
            label={t('console:export.room')}
            value={room}
            choices={[
              { value: '', words: t('console:rooms.all') },
              ...rooms.map(({ id, name }) => ({ value: id, words: name })),
            ]}
            onChoose={setRoom}
          />
        </div>
        <DayField label={t('console:export.from')} value={from} onChoose={setFrom} />
        <DayField label={t('console:export.to')} value={to} onChoose={setTo} />
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

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

function DayField({ label, value, onChoose }: DayProps) {
  const id = useId();
  return (
    <div className="export-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="date"
        type="date"
        value={value}
        onChange={({ target }) => onChoose(target.value)}
      />
    </div>
  );
}

/** The result; nothing if the host cancelled the system's dialog. */
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
    if (detail === 'too-often') return t('shared:refusal.too-fast', { count: 1 });
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
