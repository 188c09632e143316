/** What could not be saved, as a list for people. Pure. */
import { UNSAVED_KINDS, type Unsaved } from '../../contract/model/unsaved.ts';
import type { Translate } from '../../locales/translate.ts';

export function unsavedWords(unsaved: Unsaved, t: Translate): string {
  return UNSAVED_KINDS.flatMap((kind) => {
    const number = unsaved[kind] ?? 0;
    return number === 0 ? [] : t(`host:unsaved.${kind}`, { number });
  }).join(', ');
}
