/** The language menu, with each language in its own name. */
import { LANGUAGE_NAMES, languageOf, LANGUAGES, type Language } from '../../../locales/language.ts';
import './language-choice.css';
import { useWords } from './use-translation.ts';

interface Props {
  readonly onChoose: (language: Language) => void;
  /** Shows a label beside the icon, as in a settings list. */
  readonly labelled?: boolean;
}

export function LanguageChoice({ onChoose, labelled = false }: Props) {
  const { t, language } = useWords();
  return (
    <label className={labelled ? 'language language-labelled' : 'language'}>
      <svg className="language-sign" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <circle cx="10" cy="10" r="7.500" />
        <path d="M2.500 10h15M10 2.500c5 4.500 5 10.500 0 15M10 2.500c-5 4.500-5 10.500 0 15" />
      </svg>
      <span className={labelled ? 'language-label' : 'visually-hidden'}>{t('shared:language')}</span>
      <select
        className={labelled ? 'select' : undefined}
        value={language}
        onChange={({ target }) => {
          const chosen = languageOf(target.value);
          // Keeps the current language selected until the new one has loaded, which may fail.
          target.value = language;
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {LANGUAGES.map((each) => (
          <option key={each} value={each} lang={each}>
            {LANGUAGE_NAMES[each]}
          </option>
        ))}
      </select>
    </label>
  );
}
