/** What a browser says about itself, in two words that people know. It refuses to know whose browser it is. */
import Bowser from 'bowser';

export interface BrowserName {
  /** e.g. `Firefox` */
  readonly browser?: string;
  /** e.g. `Android` */
  readonly system?: string;
}

/** A peer chose this text: no more of it is looked at than browsers really send. */
const USER_AGENT_READ_MAX = 512;
const WORD_MAX = 32;
/** Where people say less than the makers do, or the system beside it says it again. */
const SHORTER: Readonly<Record<string, string>> = {
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': 'Samsung Internet',
  'Android Browser': 'Browser',
};

/** Empty when the text says nothing that is known. Never throws. */
export function browserName(userAgent: string): BrowserName {
  const text = userAgent.slice(0, USER_AGENT_READ_MAX).trim();
  if (text === '') return {};
  const { browser, os } = Bowser.parse(text);
  return {
    ...(browser.name && { browser: (SHORTER[browser.name] ?? browser.name).slice(0, WORD_MAX) }),
    ...(os.name && { system: os.name.slice(0, WORD_MAX) }),
  };
}
