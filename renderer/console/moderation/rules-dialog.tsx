/** The rules of a room: read-only, approval, slow mode. */
import { useId, useState, type SubmitEvent } from 'react';
import type { RoomRules } from '../../../contract/model/moderation.ts';
import type { Room } from '../../../contract/model/room.ts';
import { durationIn } from '../../../locales/duration.ts';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from '../state/host-console.ts';
import { Modal } from '../controls/modal.tsx';
import { refusalWords } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

/** Seconds between two messages of one guest; 0 turns slow mode off. */
const SLOW_CHOICES = [0, 5, 10, 30, 60, 300];

interface Props {
  readonly host: Pick<HostConsole, 'api'>;
  readonly room: Room;
  readonly onClose: () => void;
}

export function RulesDialog({ host, room, onClose }: Props) {
  const { t, language } = useWords();
  const slowId = useId();
  const { ask, refused } = usePendingAction();
  const [{ slow = 0, readOnly = false, approve = false }, setRules] = useState<RoomRules>(room.rules ?? {});
  const rules = (change: { slow?: number; readOnly?: boolean; approve?: boolean }): RoomRules => {
    const next = { slow, readOnly, approve, ...change };
    return {
      ...(next.slow > 0 && { slow: next.slow }),
      ...(next.readOnly && { readOnly: true }),
      ...(next.approve && { approve: true }),
    };
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (await ask(() => host.api.act('setRules', { id: room.id, rules: rules({}) }))) onClose();
  };
  const choices = SLOW_CHOICES.includes(slow) ? SLOW_CHOICES : [...SLOW_CHOICES, slow];
  return (
    <Modal
      kind="ask"
      title={<Sentence text={t('console:moderation.rules-title', { room: mark(0) })} slots={[room.name]} />}
      onClose={onClose}
    >
      <form className="order-form" onSubmit={(event) => void submit(event)}>
        <p className="order-second">{t('console:moderation.rules-text')}</p>
        <label className="order-cover">
          <input
            type="checkbox"
            checked={readOnly}
            onChange={(event) => setRules(rules({ readOnly: event.currentTarget.checked }))}
          />
          <span>
            {t('console:moderation.read-only')}
            <span className="order-second">{t('console:moderation.read-only-text')}</span>
          </span>
        </label>
        <label className="order-cover">
          <input
            type="checkbox"
            checked={approve}
            onChange={(event) => setRules(rules({ approve: event.currentTarget.checked }))}
          />
          <span>
            {t('console:moderation.approve')}
            <span className="order-second">{t('console:moderation.approve-text')}</span>
          </span>
        </label>
        <div className="order-field">
          <label className="order-label" htmlFor={slowId}>
            {t('console:moderation.slow')}
          </label>
          <select
            id={slowId}
            className="select"
            value={slow}
            onChange={(event) => setRules(rules({ slow: Number(event.currentTarget.value) }))}
          >
            {choices.map((seconds) => (
              <option key={seconds} value={seconds}>
                {seconds === 0 ? t('console:moderation.slow-off') : durationIn(seconds, language)}
              </option>
            ))}
          </select>
        </div>
        {refused !== undefined && (
          <p className="fault" role="alert">
            {refusalWords(refused, t)}
          </p>
        )}
        <div className="order-foot">
          <button type="button" className="button" onClick={onClose}>
            {t('shared:moderation.cancel')}
          </button>
          <button type="submit" className="button primary">
            {t('console:moderation.rules-yes')}
          </button>
        </div>
      </form>
    </Modal>
  );
}
