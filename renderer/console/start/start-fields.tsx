/** Port, room, PIN and retention, each with its error. */
import { useId } from 'react';
import { ROOM_NAME_MAX } from '../../../contract/model/room-name.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import type { StartFormValues, StartFormFault } from '../state/start-form-values.ts';
import { Field } from '../controls/field.tsx';
import { RetentionDaysSelect } from '../settings/retention-days-select.tsx';

interface Props {
  readonly draft: StartFormValues;
  /** The fields whose error is shown. */
  readonly faults: readonly StartFormFault[];
  /** The saved PIN cannot be read any more. */
  readonly pinLost: boolean;
  readonly onDraft: (draft: StartFormValues) => void;
  readonly onLeave: (field: StartFormFault) => void;
}

export function StartFields({ draft, faults, pinLost, onDraft, onLeave }: Props) {
  const { t } = useWords();
  const keepId = useId();
  const lost = pinLost && draft.pin === '' ? t('console:form.pin-lost') : undefined;
  const pinFault = faults.includes('pin') ? t('console:form.pin-fault') : lost;
  return (
    <div className="off-fields">
      <Field
        name="port"
        label={t('console:form.port')}
        value={draft.port}
        inputMode="numeric"
        fault={faults.includes('port') ? t('console:form.port-fault') : undefined}
        onChange={(port) => onDraft({ ...draft, port })}
        onLeave={() => onLeave('port')}
      />
      <Field
        name="room"
        label={t('console:form.room')}
        value={draft.room}
        maxLength={ROOM_NAME_MAX}
        fault={faults.includes('room') ? t('console:form.room-fault', { most: ROOM_NAME_MAX }) : undefined}
        onChange={(room) => onDraft({ ...draft, room })}
        onLeave={() => onLeave('room')}
      />
      <Field
        name="pin"
        label={t('console:form.pin')}
        value={draft.pin}
        inputMode="numeric"
        fault={pinFault}
        onChange={(pin) => onDraft({ ...draft, pin })}
        onLeave={() => onLeave('pin')}
      />
      <div className="field">
        <label htmlFor={keepId}>{t('console:form.keep')}</label>
        <RetentionDaysSelect
          id={keepId}
          days={draft.retentionDays}
          onDays={(retentionDays) => onDraft({ ...draft, retentionDays })}
        />
      </div>
    </div>
  );
}
