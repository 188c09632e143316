/** A hook that gives a component the translations, which the root provides. */
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { chooseLanguage, type Language } from '../../../locales/language.ts';
import { PARTS, type Translate, type LocaleInstance } from '../../../locales/translate.ts';

export const WordsContext = createContext<LocaleInstance | undefined>(undefined);

export interface UsedWords {
  readonly t: Translate;
  /** BCP 47, for `Intl` and the `lang` attribute. */
  readonly language: Language;
}

/** Renders again when the language changes. Throws outside of a {@link WordsContext}. */
export function useWords(): UsedWords {
  const translation = useContext(WordsContext);
  if (translation === undefined) throw new Error('useWords needs a WordsContext above it');
  const language = useSyncExternalStore(
    (changed) => {
      translation.on('languageChanged', changed);
      return () => translation.off('languageChanged', changed);
    },
    () => translation.language,
  );
  return useMemo(
    () => ({ t: translation.getFixedT(language, PARTS), language: chooseLanguage([language]) }),
    [translation, language],
  );
}
