/** The screen before the chat runs. */
import { Lamp } from '../../ui/page/lamp.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { GearButton } from '../controls/gear-button.tsx';
import { LanguageSetting } from '../settings/language-setting.tsx';
import { StartForm, type StartFormProps } from './start-form.tsx';

export function StartScreen(props: StartFormProps) {
  const { t } = useWords();
  return (
    <main className="off">
      <title>{t('console:title.off')}</title>
      <div className="off-corner">
        <LanguageSetting host={props.host} />
        <GearButton />
      </div>
      <header className="off-head">
        <Lamp on={props.stage.busy === 'starting'} />
        <h1>{t('console:start.title')}</h1>
        <p>{t('console:start.lede')}</p>
      </header>
      <StartForm {...props} />
    </main>
  );
}
