/** The words of the main process and the command line, in every language that there is. */
import arBasic from '../../locales/ar/basic.json';
import arHost from '../../locales/ar/host.json';
import arShared from '../../locales/ar/shared.json';
import deBasic from '../../locales/de/basic.json';
import deHost from '../../locales/de/host.json';
import deShared from '../../locales/de/shared.json';
import enBasic from '../../locales/en/basic.json';
import enHost from '../../locales/en/host.json';
import enShared from '../../locales/en/shared.json';
import esBasic from '../../locales/es/basic.json';
import esHost from '../../locales/es/host.json';
import esShared from '../../locales/es/shared.json';
import frBasic from '../../locales/fr/basic.json';
import frHost from '../../locales/fr/host.json';
import frShared from '../../locales/fr/shared.json';
import jaBasic from '../../locales/ja/basic.json';
import jaHost from '../../locales/ja/host.json';
import jaShared from '../../locales/ja/shared.json';
import koBasic from '../../locales/ko/basic.json';
import koHost from '../../locales/ko/host.json';
import koShared from '../../locales/ko/shared.json';
import ptBasic from '../../locales/pt/basic.json';
import ptHost from '../../locales/pt/host.json';
import ptShared from '../../locales/pt/shared.json';
import ruBasic from '../../locales/ru/basic.json';
import ruHost from '../../locales/ru/host.json';
import ruShared from '../../locales/ru/shared.json';
import zhHansBasic from '../../locales/zh-Hans/basic.json';
import zhHansHost from '../../locales/zh-Hans/host.json';
import zhHansShared from '../../locales/zh-Hans/shared.json';
import zhHantBasic from '../../locales/zh-Hant/basic.json';
import zhHantHost from '../../locales/zh-Hant/host.json';
import zhHantShared from '../../locales/zh-Hant/shared.json';
import { chooseLanguage, LANGUAGE_DEFAULT, type Language } from '../../locales/language.ts';
import {
  createWords,
  PARTS,
  type Languages,
  type Spoken,
  type Translate,
  type LocaleInstance,
} from '../../locales/translate.ts';

const LANGUAGES = {
  ar: { basic: arBasic, host: arHost, shared: arShared },
  de: { basic: deBasic, host: deHost, shared: deShared },
  en: { basic: enBasic, host: enHost, shared: enShared },
  es: { basic: esBasic, host: esHost, shared: esShared },
  fr: { basic: frBasic, host: frHost, shared: frShared },
  ja: { basic: jaBasic, host: jaHost, shared: jaShared },
  ko: { basic: koBasic, host: koHost, shared: koShared },
  pt: { basic: ptBasic, host: ptHost, shared: ptShared },
  ru: { basic: ruBasic, host: ruHost, shared: ruShared },
  'zh-Hans': { basic: zhHansBasic, host: zhHansHost, shared: zhHansShared },
  'zh-Hant': { basic: zhHantBasic, host: zhHantHost, shared: zhHantShared },
} as const satisfies Languages;

const words = createWords(LANGUAGES, LANGUAGE_DEFAULT);

export function hostWords(language: Language = LANGUAGE_DEFAULT): Translate {
  return words.getFixedT(language, PARTS);
}

/** Words of a language that may become another one: what was handed out speaks that one from then on. */
export class OwnWords {
  readonly t: Translate;
  readonly #words: LocaleInstance;

  constructor(language: Language) {
    this.#words = createWords(LANGUAGES, language);
    this.t = this.#words.getFixedT(null, PARTS);
  }

  get language(): Language {
    return chooseLanguage([this.#words.language]);
  }

  change(language: Language): void {
    // All of them are at hand, so that it is done at once.
    void this.#words.changeLanguage(language);
  }

  /** As {@link speakFrom}. */
  readonly speak = (preferences: readonly string[]): Spoken => speakFrom(this.language)(preferences);
}

/** Words for whoever asks over the network; in the host's own language for those who prefer none of ours. */
export function speakFrom(own: Language): (preferences: readonly string[]) => Spoken {
  return (preferences) => {
    const language = chooseLanguage(preferences, own);
    return { t: hostWords(language), language };
  };
}
