/** Asks before quitting while something is not saved, so that the user can free disk space and try again. */
import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { isNothing, type Unsaved } from '../../../contract/model/unsaved.ts';
import type { Translate } from '../../../locales/translate.ts';
import { unsavedWords } from '../../server/unsaved-text.ts';

const ANSWERS = ['again', 'leave', 'stay'] as const;

export type UnsavedAnswer = 'saved' | 'lost' | 'stay';

/**
 * Resolves when everything is saved, or the user has decided.
 *
 * @param saveNow tries to save, and returns what is left; `unknown` if there was no answer in time
 */
export async function askUnsaved(
  window: BrowserWindow,
  saveNow: () => Promise<Unsaved | 'unknown'>,
  t: Translate,
): Promise<UnsavedAnswer> {
  for (;;) {
    const unsaved = await saveNow();
    if (unsaved !== 'unknown' && isNothing(unsaved)) return 'saved';
    const answer = await ask(window, unsaved, t);
    if (answer === 'leave') return 'lost';
    // Without a window there is nothing to stay in.
    if (answer === 'stay' && !window.isDestroyed()) return 'stay';
  }
}

async function ask(
  window: BrowserWindow,
  unsaved: Unsaved | 'unknown',
  t: Translate,
): Promise<(typeof ANSWERS)[number]> {
  const options: MessageBoxOptions = {
    type: 'warning',
    message: t('host:unsaved.title'),
    detail:
      unsaved === 'unknown'
        ? t('host:unsaved.unknown')
        : t('host:unsaved.text', { what: unsavedWords(unsaved, t) }),
    buttons: [t('host:unsaved.again'), t('host:unsaved.leave'), t('host:link.no')],
    defaultId: 0,
    cancelId: ANSWERS.indexOf('stay'),
    noLink: true,
  };
  const { response } = window.isDestroyed()
    ? await dialog.showMessageBox(options)
    : await dialog.showMessageBox(window, options);
  return ANSWERS[response] ?? 'stay';
}
