/** Reads the browser and system from a User-Agent header, in two words that people know. */
import Bowser from 'bowser';

export interface BrowserName {
  /** e.g. `Firefox` */
  readonly browser?: string;
  /** e.g. `Android` */
  readonly system?: string;
}

/** The peer controls this text: read no more of it than real browsers send. */
const USER_AGENT_READ_MAX = 512;
const WORD_MAX = 32;
/** Shorter names, where the usual one is shorter or the system repeats it. */
const SHORTER: Readonly<Record<string, string>> = {
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': 'Samsung Internet',
  'Android Browser': 'Browser',
};

/** Empty if nothing in it is known. Never throws. */
export function browserName(userAgent: string): BrowserName {
  const text = userAgent.slice(0, USER_AGENT_READ_MAX).trim();
  if (text === '') return {};
  const { browser, os } = Bowser.parse(text);
  return {
    ...(browser.name && { browser: (SHORTER[browser.name] ?? browser.name).slice(0, WORD_MAX) }),
    ...(os.name && { system: os.name.slice(0, WORD_MAX) }),
  };
}
