/** Sets, changes or removes the PIN while the chat runs, and decides about the people in it. */
import { useState, type SubmitEvent } from 'react';
import { parsePin } from '../../../contract/model/pin.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { Field } from '../controls/field.tsx';
import { Modal } from '../controls/modal.tsx';
import { refusalWords, type ActionOutcome } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

interface Props {
  /** @param pin `undefined`: guests need none */
  readonly onChange: (pin: string | undefined, removePeople: boolean) => Promise<ActionOutcome>;
  /** Whether there is a PIN already. */
  readonly asked: boolean;
  readonly onClose: () => void;
}

export function PinDialog({ onChange, asked, onClose }: Props) {
  const { t } = useWords();
  const { ask, refused } = usePendingAction();
  const [typed, setTyped] = useState('');
  const [removePeople, setRemovePeople] = useState(false);
  const [tried, setTried] = useState(false);
  const none = typed.trim() === '';
  const pin = parsePin(typed);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (!none && pin === undefined) return;
    if (await ask(() => onChange(pin, removePeople && pin !== undefined))) onClose();
  };
  const fault = tried && !none && pin === undefined ? t('console:form.pin-fault') : undefined;
  return (
    <Modal
      kind="ask"
      title={t(asked ? 'console:moderation.pin-title' : 'console:moderation.pin-new')}
      onClose={onClose}
    >
      <form className="order-form" noValidate onSubmit={(event) => void submit(event)}>
        <p className="order-second">{t('console:moderation.pin-text')}</p>
        <div className="sheet-form">
          <Field
            name="new-pin"
            label={t('console:moderation.pin')}
            value={typed}
            inputMode="numeric"
            fault={fault ?? (refused && refusalWords(refused, t))}
            onChange={setTyped}
          />
        </div>
        <fieldset className="order-others">
          <legend className="order-label">{t('console:moderation.pin-inside')}</legend>
          {([false, true] as const).map((out) => (
            <label key={String(out)} className="order-choice">
              <input
                type="radio"
                name="throw-out"
                disabled={none}
                checked={removePeople === out && !none}
                onChange={() => setRemovePeople(out)}
              />
              {t(out ? 'console:moderation.pin-remove' : 'console:moderation.pin-keep')}
            </label>
          ))}
        </fieldset>
        <div className="order-foot">
          <button type="button" className="button" onClick={onClose}>
            {t('shared:moderation.cancel')}
          </button>
          <button type="submit" className="button primary" disabled={none && !asked}>
            {t(`console:moderation.${!asked ? 'pin-new' : none ? 'pin-none' : 'pin-yes'}`)}
          </button>
        </div>
      </form>
    </Modal>
  );
}
