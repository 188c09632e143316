/**
 * Tells the host what happens while they look elsewhere, by the system's own notifications. Many who come at once are
 * told together. It refuses to know what is going on in the house.
 */
import { Notification } from 'electron';
import type { AppSettings } from '../../../contract/ipc/app-settings.ts';
import type { Translate } from '../../../locales/translate.ts';
import type { DesktopNotification } from '../../server/thread/host-messages.ts';

/** After one came, whoever comes within it is told of together. */
const TOGETHER_MS = 10_000;

export class Notifications {
  readonly #open: () => void;
  #came: string[] = [];
  #pause: NodeJS.Timeout | undefined;
  /** Those that are shown: one that nobody holds could be forgotten before it is clicked. */
  readonly #shown = new Set<Notification>();

  /** @param open shows the window */
  constructor(open: () => void) {
    this.#open = open;
  }

  tell(notice: DesktopNotification, settings: AppSettings, t: Translate): void {
    switch (notice.about) {
      case 'came':
        if (settings.notifyGuests) this.#tellCame(notice.name, t);
        break;
      case 'mentioned':
        if (settings.notifyMentions) this.#show(t('host:notification.mentioned', notice), notice.text);
        break;
      case 'not-saved':
        if (settings.notifyDisk)
          this.#show(t('host:notification.not-saved'), t('host:notification.not-saved-next'));
        break;
      case 'guessing':
        if (settings.notifyGuessing)
          this.#show(t('host:notification.guessing'), t('host:notification.guessing-next'));
        break;
      default:
        notice satisfies never;
    }
  }

  /** In any case, since it was asked for. */
  say(title: string, text: string): void {
    this.#show(title, text);
  }

  #tellCame(name: string, t: Translate): void {
    this.#came.push(name);
    if (this.#pause === undefined) this.#tellAllCame(t);
  }

  #tellAllCame(t: Translate): void {
    const [first, ...more] = this.#came;
    this.#came = [];
    this.#pause = first === undefined ? undefined : setTimeout(() => this.#tellAllCame(t), TOGETHER_MS);
    if (first === undefined) return;
    const name = { name: first, count: more.length };
    this.#show(
      more.length === 0 ? t('host:notification.came', name) : t('host:notification.came-more', name),
      '',
    );
  }

  #show(title: string, body: string): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body, silent: true });
    this.#shown.add(notification);
    notification.on('click', this.#open);
    const over = () => this.#shown.delete(notification);
    notification.on('click', over);
    notification.on('close', over);
    notification.on('failed', over);
    notification.show();
  }
}
