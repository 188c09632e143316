/** The words for host, moderator and program in every language that the page speaks: nobody may be called by them. */
import { LANGUAGES } from '../../locales/language.ts';
import { hostWords } from './host-locale.ts';

export function reservedWords(): readonly string[] {
  return LANGUAGES.flatMap((language) => {
    const t = hostWords(language);
    return [t('shared:product'), t('shared:name.host'), ...t('host:reserved-names').split(', ')];
  });
}
