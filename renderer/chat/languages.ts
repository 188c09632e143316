/** The sentences of the guest page in every language: each is fetched when it is spoken. */
import type { Fetches } from '../ui/speaking.ts';

export const LANGUAGE_FETCHES: Fetches<'chat' | 'shared'> = {
  en: {
    chat: () => import('../../words/en/chat.json'),
    shared: () => import('../../words/en/shared.json'),
  },
  'zh-Hant': {
    chat: () => import('../../words/zh-Hant/chat.json'),
    shared: () => import('../../words/zh-Hant/shared.json'),
  },
  'zh-Hans': {
    chat: () => import('../../words/zh-Hans/chat.json'),
    shared: () => import('../../words/zh-Hans/shared.json'),
  },
  ja: {
    chat: () => import('../../words/ja/chat.json'),
    shared: () => import('../../words/ja/shared.json'),
  },
  ko: {
    chat: () => import('../../words/ko/chat.json'),
    shared: () => import('../../words/ko/shared.json'),
  },
  es: {
    chat: () => import('../../words/es/chat.json'),
    shared: () => import('../../words/es/shared.json'),
  },
  fr: {
    chat: () => import('../../words/fr/chat.json'),
    shared: () => import('../../words/fr/shared.json'),
  },
  de: {
    chat: () => import('../../words/de/chat.json'),
    shared: () => import('../../words/de/shared.json'),
  },
  pt: {
    chat: () => import('../../words/pt/chat.json'),
    shared: () => import('../../words/pt/shared.json'),
  },
  ru: {
    chat: () => import('../../words/ru/chat.json'),
    shared: () => import('../../words/ru/shared.json'),
  },
  ar: {
    chat: () => import('../../words/ar/chat.json'),
    shared: () => import('../../words/ar/shared.json'),
  },
};
