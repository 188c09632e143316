/** The page's language menu, which remembers the choice. */
import { useContext } from 'react';
import { LanguageChoice } from '../../ui/language/language-choice.tsx';
import { SpeakContext } from '../../ui/language/speak-context.ts';
import { rememberLanguage } from '../session/memory.ts';

export function LanguageSwitch() {
  const speak = useContext(SpeakContext);
  if (speak === undefined) return null;
  return (
    <LanguageChoice
      onChoose={(language) => {
        rememberLanguage(language);
        void speak(language);
      }}
    />
  );
}
