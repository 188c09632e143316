/** The light is off: which network, which port, which room, and one Start. */
import { useRef, useState, type SubmitEvent } from 'react';
import { ROOM_NAME_MAX } from '../../contract/ipc.ts';
import { Lamp } from '../ui/lamp.tsx';
import { useWords } from '../ui/use-words.ts';
import { AdapterPicker } from './adapter-picker.tsx';
import { chooseAdapter } from './adapter-choice.ts';
import { Field } from './field.tsx';
import type { HostConsole } from './host-console.ts';
import { useLive } from './live.ts';
import type { Stage } from './stage.ts';
import { parseDraft, type Draft, type DraftFault } from './start-form.ts';
import { TroubleNotice } from './trouble-notice.tsx';

interface Props {
  readonly host: HostConsole;
  readonly stage: Extract<Stage, { kind: 'off' }>;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  /** Whether Start takes the focus, since what had it is gone. */
  readonly focusStart: boolean;
}

export function OffScreen({ host, stage, draft, onDraft, focusStart }: Props) {
  const { t } = useWords();
  const adapters = useLive(host.adapters);
  const chosen = chooseAdapter(adapters, draft.adapter);
  const [asked, setAsked] = useState<readonly DraftFault[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const parsed = parseDraft({ ...draft, adapter: chosen?.name ?? '' });
  const faults = parsed.ok ? [] : parsed.faults;

  const start = (tried: Draft) => {
    const result = parseDraft(tried);
    if (chosen === undefined) return;
    if (result.ok) return void host.start(result.choice);
    setAsked(['port', 'room']);
    form.current?.querySelector<HTMLInputElement>(`[name="${result.faults[0] ?? 'port'}"]`)?.focus();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    start({ ...draft, adapter: chosen?.name ?? '' });
  };
  const useFree = (free: number) => {
    const next = { ...draft, adapter: chosen?.name ?? '', port: String(free) };
    onDraft(next);
    start(next);
  };
  const fault = (field: DraftFault) => faults.includes(field) && asked.includes(field);
  const ask = (field: DraftFault) => setAsked([...asked, field]);

  return (
    <main className="off">
      <title>{t('console:title.off')}</title>
      <header className="off-head">
        <Lamp on={stage.busy === 'starting'} />
        <h1>{t('console:off.title')}</h1>
        <p>{t('console:off.lede')}</p>
      </header>
      <form ref={form} className="off-form" noValidate onSubmit={submit}>
        <fieldset className="off-choices" disabled={stage.busy !== undefined}>
          <AdapterPicker
            adapters={adapters}
            chosen={chosen?.name}
            onChoose={(adapter) => onDraft({ ...draft, adapter })}
          />
          <div className="off-fields">
            <Field
              name="port"
              label={t('console:form.port')}
              value={draft.port}
              inputMode="numeric"
              fault={fault('port') ? t('console:form.port-fault') : undefined}
              onChange={(port) => onDraft({ ...draft, port })}
              onLeave={() => ask('port')}
            />
            <Field
              name="room"
              label={t('console:form.room')}
              value={draft.room}
              maxLength={ROOM_NAME_MAX}
              fault={fault('room') ? t('console:form.room-fault', { most: ROOM_NAME_MAX }) : undefined}
              onChange={(room) => onDraft({ ...draft, room })}
              onLeave={() => ask('room')}
            />
          </div>
        </fieldset>
        {stage.trouble && <TroubleNotice trouble={stage.trouble} onUseFree={useFree} />}
        <button
          type="submit"
          className="button primary start"
          disabled={stage.busy !== undefined || chosen === undefined}
          autoFocus={focusStart}
        >
          {stage.busy === undefined ? t('console:off.start') : t(`console:off.${stage.busy}`)}
        </button>
      </form>
    </main>
  );
}
