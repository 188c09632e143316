/**
 * The words for people, in their language. The files beside this one hold every sentence that somebody
 * reads; code holds none. It refuses to know who asks: a page, the window or the terminal hands in the
 * parts it needs.
 */
import { numberFormat } from './formats.ts';
import { createInstance, type FormatterModule, type i18n, type TFunction } from 'i18next';
import type basic from './en/basic.json';
import type chat from './en/chat.json';
import type console from './en/console.json';
import type host from './en/host.json';
import type shared from './en/shared.json';
import { LANGUAGE_DEFAULT, type Language } from './language.ts';

/** The parts of the language files: `shared` is everyone's, the others belong to one face of the app. */
export interface Parts {
  shared: typeof shared;
  chat: typeof chat;
  console: typeof console;
  host: typeof host;
  basic: typeof basic;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shared';
    resources: Parts;
  }
}

/** `t('chat:join.button')`: checked against the English files by the compiler. */
export type Translate = TFunction<(keyof Parts)[]>;
export type LocaleInstance = i18n;

/** One language, ready to be spoken. */
export interface Spoken {
  readonly t: Translate;
  readonly language: Language;
}

/** All the parts, as `getFixedT` wants them. */
export const PARTS: (keyof Parts)[] = ['shared', 'chat', 'console', 'host', 'basic'];

/** What is counted, and so written as the language writes numbers. Ports and limits are not: they are typed in again. */
const AMOUNTS = new Set(['count', 'megabytes', 'read', 'lost', 'total']);

/** For each language, its parts. */
export type Languages = Readonly<Record<string, Readonly<Partial<Record<keyof Parts, object>>>>>;

/** Loads the given parts; English stands in for whatever another language lacks. */
export function createWords(languages: Languages, language: string): LocaleInstance {
  const words = createInstance().use(amounts);
  void words.init({
    lng: language,
    fallbackLng: LANGUAGE_DEFAULT,
    ns: PARTS,
    defaultNS: 'shared',
    // i18next adds to the object that it is given.
    resources: { ...languages },
    initAsync: false,
    // Every face shows text as text, so escaping here would show people `&amp;`.
    interpolation: { escapeValue: false, alwaysFormat: true },
  });
  return words;
}

const amounts: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _, language, options) => {
    const gap: unknown = options?.interpolationkey;
    const amount = typeof value === 'number' && typeof gap === 'string' && AMOUNTS.has(gap);
    return amount ? numberFormat(language ?? LANGUAGE_DEFAULT).format(value) : String(value);
  },
};
