/** The settings. Each applies as soon as it changes. */
import { useId, useState } from 'react';
import { SWITCHES, THEMES, type AppSettings, type Switch } from '../../../contract/ipc/app-settings.ts';
import type { RetentionChange } from '../../../contract/model/retention.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { AccessForm } from './access-form.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { RetentionChoice } from './retention-choice.tsx';
import { LanguageSetting } from './language-setting.tsx';
import { LimitsForm } from './limits-form.tsx';
import { useHostState } from '../state/host-store.ts';
import { Modal } from '../controls/modal.tsx';
import type { AppSheet } from '../state/open-sheet.ts';
import { refusalWords, type ActionRefusal } from '../state/action-outcome.ts';
import { SwitchRow } from '../controls/switch-row.tsx';
import './settings-dialog.css';

interface Props {
  readonly host: HostConsole;
  readonly onClose: () => void;
  /** Opens another dialog instead. */
  readonly onOpen: (sheet: AppSheet) => void;
}

const NOTICES = SWITCHES.filter((name) => name.startsWith('notify'));
const COMPUTER = ['startAtLogin', 'closeToTray', 'keepAwake'] as const;
const LOOK = ['contrast', 'sounds'] as const;

export function SettingsDialog({ host, onClose, onOpen }: Props) {
  const { t } = useWords();
  const id = useId();
  const settings = useHostState(host, (state) => state.settings);
  const [refused, setRefused] = useState<ActionRefusal>();
  // A second choice right after the first is a change of mind, not an error.
  const change = async (wanted: Partial<AppSettings>) => {
    const outcome = await host.api.act('changeSettings', wanted);
    setRefused(outcome.ok ? undefined : outcome.code);
  };
  const aside = useHostState(host, (state) => state.settingsAside);
  const stage = useHostState(host, (state) => state.status);
  const house = useHostState(host, (state) => state.chatInfo);
  const keep = async (retention: RetentionChange) => {
    const outcome = await host.api.act('setRetention', retention);
    setRefused(outcome.ok ? undefined : outcome.code);
  };
  const row = (name: Switch, text?: string) => (
    <SwitchRow
      key={name}
      label={t(`console:settings.${name}`)}
      {...(text !== undefined && { text })}
      on={settings[name]}
      onChange={(on) => change({ [name]: on })}
    />
  );
  return (
    <Modal kind="settings" title={t('console:settings.label')} onClose={onClose}>
      <p className="second">{t('console:settings.at-once')}</p>
      {aside !== undefined && (
        <p className="fault" role="status" dir="auto">
          {t('console:settings.aside', { name: aside })}
        </p>
      )}
      {refused !== undefined && (
        <p className="fault" role="alert">
          {refusalWords(refused, t)}
        </p>
      )}
      <section className="settings-part">
        <h3>{t('console:settings.appearance')}</h3>
        <LanguageSetting host={host} />
        <div className="settings-theme">
          <label htmlFor={id}>{t('console:settings.theme')}</label>
          <select
            id={id}
            className="select"
            value={settings.theme}
            onChange={({ currentTarget: { value } }) => {
              const theme = THEMES.find((each) => each === value);
              if (theme !== undefined) void change({ theme });
            }}
          >
            {THEMES.map((each) => (
              <option key={each} value={each}>
                {t(`console:settings.theme-${each}`)}
              </option>
            ))}
          </select>
        </div>
        {LOOK.map((name) => row(name, t(`console:settings.${name}-text`)))}
      </section>
      <section className="settings-part">
        <h3>{t('console:settings.notifications')}</h3>
        <p className="second">{t('console:settings.notifications-text')}</p>
        {NOTICES.map((name) => row(name))}
      </section>
      <section className="settings-part settings-keep">
        <h3>{t('console:settings.retention')}</h3>
        {stage.kind === 'on' ? (
          <RetentionChoice
            kept={house.retention}
            onMore={(retention) => void keep(retention)}
            onLess={(retention) => host.api.act('setRetention', retention)}
          />
        ) : (
          <p className="second">{t('console:settings.retention-off')}</p>
        )}
      </section>
      <section className="settings-part">
        <h3>{t('console:settings.computer')}</h3>
        {COMPUTER.map((name) => row(name, t(`console:settings.${name}-text`)))}
      </section>
      <details className="settings-part">
        <summary>
          <h3>{t('console:access.title')}</h3>
        </summary>
        <AccessForm host={host} />
      </details>
      <details className="settings-part">
        <summary>
          <h3>{t('console:limits.title')}</h3>
        </summary>
        <LimitsForm host={host} />
      </details>
      <div className="sheet-foot">
        <button type="button" className="quiet" onClick={() => onOpen('shortcuts')}>
          {t('console:shortcut.title')}
        </button>
        <button type="button" className="quiet" onClick={() => onOpen('about')}>
          {t('console:about.title')}
        </button>
        <button type="button" className="button primary" onClick={onClose}>
          {t('console:settings.close')}
        </button>
      </div>
    </Modal>
  );
}
