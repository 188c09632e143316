/** Switches the page's language: loads the translations and updates the document. */
import { directionOf, LANGUAGE_DEFAULT, LANGUAGES, type Language } from '../../../locales/language.ts';
import type { Parts, LocaleInstance } from '../../../locales/translate.ts';

type Part = keyof Parts;
type Fetch = () => Promise<{ readonly default: object }>;

/** How each namespace of each language is loaded. */
export type Fetches<P extends Part> = Readonly<Record<Language, Readonly<Record<P, Fetch>>>>;

/** Resolves with whether the page uses the language. Never rejects: if it cannot be loaded, nothing changes. */
export type SpeakLanguage = (language: Language) => Promise<boolean>;

export function speaking<P extends Part>(translation: LocaleInstance, fetches: Fetches<P>): SpeakLanguage {
  let wanted: Language = LANGUAGE_DEFAULT;
  translation.on('languageChanged', updateDocument);
  updateDocument(translation.language);
  return async (language) => {
    wanted = language;
    const loaded = await loadLanguage(translation, language, fetches[language]);
    // Another language may have been chosen meanwhile.
    if (loaded && wanted === language) await translation.changeLanguage(language);
    return loaded;
  };
}

async function loadLanguage(
  translation: LocaleInstance,
  language: Language,
  parts: Readonly<Record<string, Fetch>>,
): Promise<boolean> {
  try {
    const fetched = await Promise.all(
      Object.entries(parts).map(async ([part, fetch]) => [part, (await fetch()).default] as const),
    );
    for (const [part, sentences] of fetched) translation.addResourceBundle(language, part, sentences);
    return true;
  } catch {
    return false;
  }
}

function updateDocument(language: string): void {
  document.documentElement.lang = LANGUAGES.find((each) => each === language) ?? LANGUAGE_DEFAULT;
  document.documentElement.dir = directionOf(language);
}
