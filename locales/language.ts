/**
 * Which languages are spoken here, and which of them somebody is best spoken to in. It refuses to know where a
 * preference comes from: a browser, a request, a system or an environment.
 */
import names from './names.json';

export const LANGUAGES = [
  ...(['en', 'zh-Hant', 'zh-Hans', 'ja', 'ko', 'es'] as const),
  ...(['fr', 'de', 'pt', 'ru', 'ar'] as const),
] as const;
/** BCP 47 */
export type Language = (typeof LANGUAGES)[number];

/** What everything is written in first. */
export const LANGUAGE_DEFAULT = 'en' satisfies Language;

/** Each in itself, for those who can read no other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = names;

/** No language has a tag that is longer (RFC 5646 §4.4.1). */
const TAG_LENGTH_MAX = 35;
const TRADITIONAL = new Set(['tw', 'hk', 'mo']);

/**
 * The first preference that is spoken here.
 * @param preferences BCP 47 or whatever somebody sent instead, best first
 * @param otherwise spoken where there is none
 */
export function chooseLanguage(
  preferences: readonly string[],
  otherwise: Language = LANGUAGE_DEFAULT,
): Language {
  for (const preference of preferences) {
    const language = languageOf(preference);
    if (language !== undefined) return language;
  }
  return otherwise;
}

/** The one that stands for all its regions, and for Chinese the script that the region writes. */
export function languageOf(tag: string): Language | undefined {
  if (tag.length > TAG_LENGTH_MAX) return undefined;
  const [primary, ...rest] = tag.toLowerCase().split(/[.@]/)[0]?.split(/[-_]/) ?? [];
  if (primary !== 'zh') return LANGUAGES.find((each) => each === primary);
  if (rest.includes('hant')) return 'zh-Hant';
  if (rest.includes('hans')) return 'zh-Hans';
  return rest.some((region) => TRADITIONAL.has(region)) ? 'zh-Hant' : 'zh-Hans';
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
