/** The start form: network, port, room, PIN, retention and Start. */
import { useRef, useState, type SubmitEvent } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { chooseAdapter } from './adapter-choice.ts';
import { AdapterPicker } from './adapter-picker.tsx';
import {
  START_FORM_FIELDS,
  parseStartForm,
  placeIn,
  type StartFormValues,
  type StartFormFault,
} from '../state/start-form-values.ts';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';
import type { HostStatus } from '../state/host-status.ts';
import { NearbyList } from './nearby-list.tsx';
import { StartFields } from './start-fields.tsx';
import { ProblemNotice } from './problem-notice.tsx';

export interface StartFormProps {
  readonly host: HostConsole;
  readonly stage: Extract<HostStatus, { kind: 'off' }>;
  readonly draft: StartFormValues;
  readonly onDraft: (draft: StartFormValues) => void;
  /** Focuses Start, because the focused control is gone. */
  readonly focusStart: boolean;
}

export function StartForm({ host, stage, draft, onDraft, focusStart }: StartFormProps) {
  const { t } = useWords();
  const pinLost = useHostState(host, (state) => state.pinLost === true);
  const adapters = useHostState(host, (state) => state.adapters);
  const chosen = chooseAdapter(adapters, draft.adapter);
  const [left, setLeft] = useState<readonly StartFormFault[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const parsed = parseStartForm(draft);

  const start = (tried: StartFormValues) => {
    if (chosen === undefined) return;
    const result = parseStartForm({ ...tried, adapter: chosen.name });
    if (result.ok) return void host.start(result.choice);
    setLeft(START_FORM_FIELDS);
    const [first = 'port'] = result.faults;
    form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    start(draft);
  };
  const useFree = (free: number) => {
    const next = { ...draft, port: String(free) };
    onDraft(next);
    start(next);
  };
  return (
    <form ref={form} className="off-form" noValidate onSubmit={submit}>
      <fieldset className="off-choices" disabled={stage.busy !== undefined}>
        <AdapterPicker
          adapters={adapters}
          chosen={chosen?.name}
          address={draft.address}
          onChoose={(adapter, address) => onDraft(placeIn(draft, adapter, address))}
        />
        <NearbyList host={host} />
        <StartFields
          draft={draft}
          // No error while a field is being filled in for the first time.
          faults={parsed.ok ? [] : parsed.faults.filter((fault) => left.includes(fault))}
          pinLost={pinLost}
          onDraft={onDraft}
          onLeave={(field) => setLeft([...left, field])}
        />
      </fieldset>
      <div className="off-foot">
        {stage.trouble && <ProblemNotice trouble={stage.trouble} onUseFree={useFree} />}
        <button
          type="submit"
          className="button primary start"
          data-shortcut="start-stop"
          disabled={stage.busy !== undefined || chosen === undefined}
          autoFocus={focusStart}
        >
          {t(`console:start.${stage.busy ?? 'button'}`)}
        </button>
      </div>
    </form>
  );
}
