/** The words of the main process and the command line, in every language that there is. */
import arBasic from '../words/ar/basic.json';
import arHost from '../words/ar/host.json';
import arShared from '../words/ar/shared.json';
import deBasic from '../words/de/basic.json';
import deHost from '../words/de/host.json';
import deShared from '../words/de/shared.json';
import enBasic from '../words/en/basic.json';
import enHost from '../words/en/host.json';
import enShared from '../words/en/shared.json';
import esBasic from '../words/es/basic.json';
import esHost from '../words/es/host.json';
import esShared from '../words/es/shared.json';
import frBasic from '../words/fr/basic.json';
import frHost from '../words/fr/host.json';
import frShared from '../words/fr/shared.json';
import jaBasic from '../words/ja/basic.json';
import jaHost from '../words/ja/host.json';
import jaShared from '../words/ja/shared.json';
import koBasic from '../words/ko/basic.json';
import koHost from '../words/ko/host.json';
import koShared from '../words/ko/shared.json';
import ptBasic from '../words/pt/basic.json';
import ptHost from '../words/pt/host.json';
import ptShared from '../words/pt/shared.json';
import ruBasic from '../words/ru/basic.json';
import ruHost from '../words/ru/host.json';
import ruShared from '../words/ru/shared.json';
import zhHansBasic from '../words/zh-Hans/basic.json';
import zhHansHost from '../words/zh-Hans/host.json';
import zhHansShared from '../words/zh-Hans/shared.json';
import zhHantBasic from '../words/zh-Hant/basic.json';
import zhHantHost from '../words/zh-Hant/host.json';
import zhHantShared from '../words/zh-Hant/shared.json';
import { chooseLanguage, LANGUAGE_DEFAULT, type Language } from '../words/language.ts';
import {
  createWords,
  PARTS,
  type Languages,
  type Spoken,
  type Translate,
  type Words,
} from '../words/words.ts';

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
  readonly #words: Words;

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
