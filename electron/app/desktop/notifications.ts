/**
 * System notifications about the chat while the window is not in front. Several guests who join within a short time
 * share one.
 */
import { Notification } from 'electron';
import type { AppSettings } from '../../../contract/ipc/app-settings.ts';
import type { Translate } from '../../../locales/translate.ts';
import type { DesktopNotification } from '../../server/thread/host-messages.ts';

/** Guests who join within this time after a notification share the next one. */
const BATCH_MS = 10_000;

export class Notifications {
  readonly #open: () => void;
  #joined: string[] = [];
  #pause: NodeJS.Timeout | undefined;
  /** Visible notifications: without a reference, one could be garbage-collected before it is clicked. */
  readonly #shown = new Set<Notification>();

  /** @param open shows the window */
  constructor(open: () => void) {
    this.#open = open;
  }

  notify(notice: DesktopNotification, settings: AppSettings, t: Translate): void {
    switch (notice.about) {
      case 'came':
        if (settings.notifyGuests) this.#notifyJoined(notice.name, t);
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

  /** Shown regardless of the settings. */
  show(title: string, text: string): void {
    this.#show(title, text);
  }

  #notifyJoined(name: string, t: Translate): void {
    this.#joined.push(name);
    if (this.#pause === undefined) this.#notifyAllJoined(t);
  }

  #notifyAllJoined(t: Translate): void {
    const [first, ...more] = this.#joined;
    this.#joined = [];
    this.#pause = first === undefined ? undefined : setTimeout(() => this.#notifyAllJoined(t), BATCH_MS);
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
