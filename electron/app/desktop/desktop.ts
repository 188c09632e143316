/**
 * The app beside its window: the lamp in the tray, notifications, the badge, and whether the computer stays awake, each
 * as the settings have it. It refuses to know the host but by its news.
 */
import { app, nativeTheme, type BrowserWindow } from 'electron';
import type { AppSettings } from '../../../contract/ipc/app-settings.ts';
import type { HostState } from '../../../contract/ipc/host-state.ts';
import type { Language } from '../../../locales/language.ts';
import type { DesktopEvent } from '../../server/thread/host-messages.ts';
import { hostWords } from '../../server/host-locale.ts';
import { SleepBlocker } from './sleep-blocker.ts';
import { startAtLogin } from './login-item.ts';
import { Notifications } from './notifications.ts';
import { trayImage, AppTray, type TrayActions } from './tray.ts';

export interface DesktopParts {
  readonly window: BrowserWindow;
  /** The folder of the pictures of the tray. */
  readonly pictures: string;
  readonly settings: AppSettings;
  readonly language: Language;
  readonly actions: TrayActions;
  /** Told whether the computer is kept awake. */
  readonly keepsAwake: (kept: boolean) => void;
  readonly warn: (sentence: string) => void;
}

export class Desktop {
  readonly #parts: DesktopParts;
  readonly #notices: Notifications;
  readonly #awake = new SleepBlocker();
  #tray: AppTray | undefined;
  #settings: AppSettings;
  #language: Language;
  #state: HostState = { kind: 'stopped' };
  #guests = 0;
  /** Messages since the window was last in front. */
  #unread = 0;

  constructor(parts: DesktopParts) {
    this.#parts = parts;
    this.#settings = parts.settings;
    this.#language = parts.language;
    this.#notices = new Notifications(parts.actions.open);
    parts.window.on('focus', () => this.#read());
  }

  get state(): HostState {
    return this.#state;
  }

  get settings(): AppSettings {
    return this.#settings;
  }

  get language(): Language {
    return this.#language;
  }

  get guests(): number {
    return this.#guests;
  }

  /** Whether the app can be found again when its window is closed. */
  get hasTray(): boolean {
    return this.#tray !== undefined;
  }

  openTray(): void {
    this.#tray ??= new AppTray(this.#parts.pictures, this.#parts.actions);
    this.#show();
  }

  hear(news: DesktopEvent): void {
    switch (news.about) {
      case 'state':
        this.#state = news.state;
        break;
      case 'language':
        this.#language = news.language;
        break;
      case 'settings':
        this.#change(news.settings);
        break;
      case 'guests':
        this.#guests = news.count;
        break;
      case 'messages':
        this.#count(news.count);
        return;
      case 'came':
      case 'mentioned':
      case 'not-saved':
      case 'guessing':
        if (!this.#parts.window.isFocused())
          this.#notices.tell(news, this.#settings, hostWords(this.#language));
        return;
      default:
        news satisfies never;
    }
    this.#show();
  }

  /** The first time that the window goes and the app stays. */
  tellOfTray(): void {
    const t = hostWords(this.#language);
    this.#notices.say(t('host:tray.stays'), t('host:tray.stays-next'));
  }

  #show(): void {
    this.#tray?.show({ state: this.#state, guests: this.#guests, t: hostWords(this.#language) });
    const before = this.#awake.kept;
    this.#awake.keep(this.#settings.keepAwake && this.#guests > 0);
    if (this.#awake.kept !== before) this.#parts.keepsAwake(this.#awake.kept);
  }

  #change(settings: AppSettings): void {
    const before = this.#settings;
    this.#settings = settings;
    nativeTheme.themeSource = settings.theme;
    if (settings.startAtLogin === before.startAtLogin) return;
    const t = hostWords(this.#language);
    const trouble = startAtLogin(settings.startAtLogin, t('shared:product'));
    if (trouble !== undefined) this.#parts.warn(t('host:trouble.login', { detail: trouble }));
  }

  #count(messages: number): void {
    if (this.#parts.window.isFocused()) return;
    this.#unread += messages;
    this.#badge();
  }

  #read(): void {
    this.#unread = 0;
    this.#badge();
  }

  #badge(): void {
    app.setBadgeCount(this.#unread);
    if (process.platform !== 'win32') return;
    const words = hostWords(this.#language)('host:tray.unread', { count: this.#unread });
    const picture = this.#unread > 0 ? trayImage(this.#parts.pictures, 'news') : null;
    this.#parts.window.setOverlayIcon(picture, words);
  }
}
