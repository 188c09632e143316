/** The translations of the guest page; each language is loaded when it is used. */
import type { Fetches } from '../../ui/language/speak-language.ts';

export const GUEST_LANGUAGES: Fetches<'chat' | 'shared'> = {
  en: {
    chat: () => import('../../../locales/en/chat.json'),
    shared: () => import('../../../locales/en/shared.json'),
  },
  'zh-Hant': {
    chat: () => import('../../../locales/zh-Hant/chat.json'),
    shared: () => import('../../../locales/zh-Hant/shared.json'),
  },
  'zh-Hans': {
    chat: () => import('../../../locales/zh-Hans/chat.json'),
    shared: () => import('../../../locales/zh-Hans/shared.json'),
  },
  ja: {
    chat: () => import('../../../locales/ja/chat.json'),
    shared: () => import('../../../locales/ja/shared.json'),
  },
  ko: {
    chat: () => import('../../../locales/ko/chat.json'),
    shared: () => import('../../../locales/ko/shared.json'),
  },
  es: {
    chat: () => import('../../../locales/es/chat.json'),
    shared: () => import('../../../locales/es/shared.json'),
  },
  fr: {
    chat: () => import('../../../locales/fr/chat.json'),
    shared: () => import('../../../locales/fr/shared.json'),
  },
  de: {
    chat: () => import('../../../locales/de/chat.json'),
    shared: () => import('../../../locales/de/shared.json'),
  },
  pt: {
    chat: () => import('../../../locales/pt/chat.json'),
    shared: () => import('../../../locales/pt/shared.json'),
  },
  ru: {
    chat: () => import('../../../locales/ru/chat.json'),
    shared: () => import('../../../locales/ru/shared.json'),
  },
  ar: {
    chat: () => import('../../../locales/ar/chat.json'),
    shared: () => import('../../../locales/ar/shared.json'),
  },
};
