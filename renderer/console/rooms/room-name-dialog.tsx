/** Asks for the name of a room, new or existing. */
import { useState, type SubmitEvent } from 'react';
import { ROOM_NAME_MAX, parseRoomName } from '../../../contract/model/room-name.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { Field } from '../controls/field.tsx';
import { Modal } from '../controls/modal.tsx';
import { refusalWords, type ActionOutcome } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

interface Props {
  readonly what: 'open' | 'rename';
  /** The current name. */
  readonly name: string;
  readonly onName: (name: string) => Promise<ActionOutcome>;
  readonly onClose: () => void;
}

export function RoomNameDialog({ what, name: before, onName, onClose }: Props) {
  const { t } = useWords();
  const [name, setName] = useState(before);
  const [tried, setTried] = useState(false);
  const { ask, refused } = usePendingAction();
  const isName = parseRoomName(name) !== undefined;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (isName && (await ask(() => onName(name)))) onClose();
  };
  const fault = () => {
    if (!isName) return tried ? t('console:form.room-fault', { most: ROOM_NAME_MAX }) : undefined;
    if (refused === 'room-gone') return t(what === 'open' ? 'console:rooms.full' : 'console:rooms.gone');
    return refused && refusalWords(refused, t);
  };
  return (
    <Modal kind="ask" title={t(`console:rooms.${what}-title`)} onClose={onClose}>
      {what === 'open' && <p className="second">{t('console:rooms.open-text')}</p>}
      <form className="sheet-form" noValidate onSubmit={(event) => void submit(event)}>
        <Field
          name="room-name"
          label={t('console:rooms.name')}
          value={name}
          maxLength={ROOM_NAME_MAX}
          fault={fault()}
          onChange={setName}
        />
        <div className="sheet-foot">
          <button type="button" className="button" onClick={onClose}>
            {t('console:rooms.cancel')}
          </button>
          <button type="submit" className="button primary">
            {t(`console:rooms.${what}-yes`)}
          </button>
        </div>
      </form>
    </Modal>
  );
}
