/** Loaders for the window's translations, one for each language. */
import type { Fetches } from '../ui/language/speak-language.ts';

export const CONSOLE_LANGUAGES: Fetches<'console' | 'shared'> = {
  en: {
    console: () => import('../../locales/en/console.json'),
    shared: () => import('../../locales/en/shared.json'),
  },
  'zh-Hant': {
    console: () => import('../../locales/zh-Hant/console.json'),
    shared: () => import('../../locales/zh-Hant/shared.json'),
  },
  'zh-Hans': {
    console: () => import('../../locales/zh-Hans/console.json'),
    shared: () => import('../../locales/zh-Hans/shared.json'),
  },
  ja: {
    console: () => import('../../locales/ja/console.json'),
    shared: () => import('../../locales/ja/shared.json'),
  },
  ko: {
    console: () => import('../../locales/ko/console.json'),
    shared: () => import('../../locales/ko/shared.json'),
  },
  es: {
    console: () => import('../../locales/es/console.json'),
    shared: () => import('../../locales/es/shared.json'),
  },
  fr: {
    console: () => import('../../locales/fr/console.json'),
    shared: () => import('../../locales/fr/shared.json'),
  },
  de: {
    console: () => import('../../locales/de/console.json'),
    shared: () => import('../../locales/de/shared.json'),
  },
  pt: {
    console: () => import('../../locales/pt/console.json'),
    shared: () => import('../../locales/pt/shared.json'),
  },
  ru: {
    console: () => import('../../locales/ru/console.json'),
    shared: () => import('../../locales/ru/shared.json'),
  },
  ar: {
    console: () => import('../../locales/ar/console.json'),
    shared: () => import('../../locales/ar/shared.json'),
  },
};
