/**
 * The words for people, in their language. The files beside this one hold every sentence that somebody
 * reads; code holds none. It refuses to know who asks: a page, the window or the terminal hands in the
 * parts it needs.
 */
import { createInstance, type i18n, type TFunction } from 'i18next';
import type chat from './en/chat.json';
import type console from './en/console.json';
import type host from './en/host.json';
import type shared from './en/shared.json';

/** The parts of the language files: `shared` is everyone's, the others belong to one face of the app. */
interface Parts {
  shared: typeof shared;
  chat: typeof chat;
  console: typeof console;
  host: typeof host;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shared';
    resources: Parts;
  }
}

export const LANGUAGE_DEFAULT = 'en';

/** `t('chat:join.button')`: checked against the English files by the compiler. */
export type Translate = TFunction<(keyof Parts)[]>;
export type Words = i18n;

/** For each language, its parts. */
export type Languages = Readonly<Record<string, Readonly<Partial<Record<keyof Parts, object>>>>>;

/** Loads the given parts; English stands in for whatever another language lacks. */
export function createWords(languages: Languages, language: string): Words {
  const words = createInstance();
  void words.init({
    lng: language,
    fallbackLng: LANGUAGE_DEFAULT,
    ns: ['shared', 'chat', 'console', 'host'],
    defaultNS: 'shared',
    // i18next adds to the object that it is given.
    resources: { ...languages },
    initAsync: false,
    // Every face shows text as text, so escaping here would show people `&amp;`.
    interpolation: { escapeValue: false },
  });
  return words;
}
