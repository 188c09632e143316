/** Selects the language of the window. The main process stores it. */
import { useContext } from 'react';
import { LanguageChoice } from '../../ui/language/language-choice.tsx';
import { SpeakContext } from '../../ui/language/speak-context.ts';
import type { HostConsole } from '../state/host-console.ts';

export function LanguageSetting({ host }: { readonly host: Pick<HostConsole, 'api'> }) {
  const speak = useContext(SpeakContext);
  if (speak === undefined) return null;
  return (
    <LanguageChoice
      labelled
      onChoose={(language) => {
        void speak(language);
        void host.api.act('setLanguage', { language });
      }}
    />
  );
}
