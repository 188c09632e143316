/**
 * Opens links in the browser of the system: the only place that hands anything to another program. Nothing is
 * opened before the person at the window has seen where it leads, in a dialog that no page can press: a guest may write
 * whatever a host nearby may be called.
 */
import { dialog, shell, type BrowserWindow } from 'electron';
import type { OpenLinkResult } from '../../../contract/ipc/results.ts';
import { parseLink, type OpenedLink } from './open-link.ts';
import type { Translate } from '../../../locales/translate.ts';

/** A page that asks more often is not pressed by a person. */
const OPEN_EVERY_MS = 1_000;
/** What a dialog can show; the host is shown whole. */
const SHOWN_LENGTH_MAX = 300;
const [YES, NO] = [0, 1];

export class LinkOpener {
  readonly #window: BrowserWindow;
  readonly #t: () => Translate;
  #askedAt = -Infinity;
  #asking = false;

  /** @param t the words of the language that is spoken now */
  constructor(window: BrowserWindow, t: () => Translate) {
    this.#window = window;
    this.#t = t;
  }

  /** @param raw as the window sent it */
  async open(raw: string): Promise<OpenLinkResult> {
    const link = parseLink(raw);
    if (link === undefined || this.#asking || performance.now() - this.#askedAt < OPEN_EVERY_MS)
      return 'refused';
    if (!(await this.#ask(link))) return 'declined';
    await shell.openExternal(link.href);
    return 'opened';
  }

  async #ask({ href, host }: OpenedLink): Promise<boolean> {
    const t = this.#t();
    this.#asking = true;
    try {
      const { response } = await dialog.showMessageBox(this.#window, {
        type: 'question',
        message: t('host:link.ask', { host }),
        detail: href.length > SHOWN_LENGTH_MAX ? `${href.slice(0, SHOWN_LENGTH_MAX)}…` : href,
        buttons: [t('host:link.yes'), t('host:link.no')],
        defaultId: NO,
        cancelId: NO,
        noLink: true,
      });
      return response === YES;
    } finally {
      this.#asking = false;
      this.#askedAt = performance.now();
    }
  }
}
