/** The sentences of the window in every language: each is read when it is spoken. */
import type { Fetches } from '../ui/speaking.ts';

export const LANGUAGE_FETCHES: Fetches<'console' | 'shared'> = {
  en: {
    console: () => import('../../words/en/console.json'),
    shared: () => import('../../words/en/shared.json'),
  },
  'zh-Hant': {
    console: () => import('../../words/zh-Hant/console.json'),
    shared: () => import('../../words/zh-Hant/shared.json'),
  },
  'zh-Hans': {
    console: () => import('../../words/zh-Hans/console.json'),
    shared: () => import('../../words/zh-Hans/shared.json'),
  },
  ja: {
    console: () => import('../../words/ja/console.json'),
    shared: () => import('../../words/ja/shared.json'),
  },
  ko: {
    console: () => import('../../words/ko/console.json'),
    shared: () => import('../../words/ko/shared.json'),
  },
  es: {
    console: () => import('../../words/es/console.json'),
    shared: () => import('../../words/es/shared.json'),
  },
  fr: {
    console: () => import('../../words/fr/console.json'),
    shared: () => import('../../words/fr/shared.json'),
  },
  de: {
    console: () => import('../../words/de/console.json'),
    shared: () => import('../../words/de/shared.json'),
  },
  pt: {
    console: () => import('../../words/pt/console.json'),
    shared: () => import('../../words/pt/shared.json'),
  },
  ru: {
    console: () => import('../../words/ru/console.json'),
    shared: () => import('../../words/ru/shared.json'),
  },
  ar: {
    console: () => import('../../words/ar/console.json'),
    shared: () => import('../../words/ar/shared.json'),
  },
};
