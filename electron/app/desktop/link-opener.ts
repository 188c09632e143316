/**
 * Opens links in the system's browser, the only place that passes anything to another program. A dialog outside the
 * page's reach shows where the link leads first, because guests and hosts nearby choose its text.
 */
import { dialog, shell, type BrowserWindow } from 'electron';
import type { OpenLinkResult } from '../../../contract/ipc/results.ts';
import { parseLink, type OpenedLink } from './open-link.ts';
import type { Translate } from '../../../locales/translate.ts';

/** A page that asks more often is not driven by a person. */
const OPEN_EVERY_MS = 1_000;
/** How much of the link the dialog shows; the host name is always complete. */
const SHOWN_LENGTH_MAX = 300;
const [YES, NO] = [0, 1];

export class LinkOpener {
  readonly #window: BrowserWindow;
  readonly #t: () => Translate;
  #askedAt = -Infinity;
  #asking = false;

  /** @param t translations of the current language */
  constructor(window: BrowserWindow, t: () => Translate) {
    this.#window = window;
    this.#t = t;
  }

  /** @param raw the link as the window sent it */
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
