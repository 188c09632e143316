/** The notification settings, with an explanation of what this browser does not support. */
import { useId, useState } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { chime } from '../../ui/browser/chime.ts';
import {
  readNotificationChoices,
  writeNotificationChoices,
  type NotificationChoices,
} from './notification-choices.ts';
import './notification-settings.css';
import { Popup } from '../../ui/overlay/popup.tsx';
import { requestSystemNotifications, systemNotifications } from './system-notification.ts';

export function NotificationSettings() {
  const { t } = useWords();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <button
        type="button"
        className="quiet"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {t('chat:notifications.title')}
      </button>
      {anchor !== null && (
        <Popup
          label={t('chat:notifications.title')}
          close={t('chat:notifications.close')}
          anchor={anchor}
          onClose={() => {
            setAnchor(null);
            anchor.focus();
          }}
        >
          <Choices />
        </Popup>
      )}
    </>
  );
}

function Choices() {
  const { t } = useWords();
  const [soundId, systemId] = [useId(), useId()];
  const [choices, setChoices] = useState(readNotificationChoices);
  const [system, setSystem] = useState(systemNotifications);
  const choose = (next: NotificationChoices) => {
    setChoices(next);
    writeNotificationChoices(next);
  };
  const chooseSystem = async (on: boolean) => {
    const now = on ? await requestSystemNotifications() : system;
    setSystem(now);
    choose({ ...choices, system: on && now === 'allowed' });
  };
  return (
    <div className="notification-settings">
      <label htmlFor={soundId}>
        <input
          id={soundId}
          type="checkbox"
          checked={choices.sound}
          onChange={({ currentTarget: { checked } }) => {
            choose({ ...choices, sound: checked });
            if (checked) chime();
          }}
        />
        {t('chat:notifications.sound')}
      </label>
      {system !== 'never' && (
        <label htmlFor={systemId}>
          <input
            id={systemId}
            type="checkbox"
            disabled={system === 'blocked'}
            checked={choices.system && system === 'allowed'}
            onChange={({ currentTarget: { checked } }) => void chooseSystem(checked)}
          />
          {t('chat:notifications.system')}
        </label>
      )}
      {system === 'blocked' && <p className="second">{t('chat:notifications.blocked')}</p>}
      {system === 'never' && <p className="second">{t('chat:notifications.never')}</p>}
      <p className="second">{t('chat:notifications.always')}</p>
    </div>
  );
}
