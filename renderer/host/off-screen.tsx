/** The light is off: the first thing that a host sees. It refuses to know what can be filled in. */
import { Lamp } from '../ui/lamp.tsx';
import { useWords } from '../ui/use-words.ts';
import { GearButton } from './gear-button.tsx';
import { LanguageSetting } from './language-setting.tsx';
import { StartForm, type StartFormProps } from './start-form.tsx';

export function OffScreen(props: StartFormProps) {
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
        <h1>{t('console:off.title')}</h1>
        <p>{t('console:off.lede')}</p>
      </header>
      <StartForm {...props} />
    </main>
  );
}
