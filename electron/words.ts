/** The words of the main process and the command line. */
import { createWords, LANGUAGE_DEFAULT, type Translate } from '../words/words.ts';
import host from '../words/en/host.json';
import shared from '../words/en/shared.json';

export function hostWords(): Translate {
  const words = createWords({ en: { host, shared } }, LANGUAGE_DEFAULT);
  return words.getFixedT(LANGUAGE_DEFAULT, ['shared', 'chat', 'console', 'host']);
}
