/**
 * The app outside its window: tray icon, notifications, badge, and keeping the computer awake, according to the
 * settings. It knows the host only through its events.
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
  /** The folder with the tray icons. */
  readonly pictures: string;
  readonly settings: AppSettings;
  readonly language: Language;
  readonly actions: TrayActions;
  /** Called when the computer starts or stops being kept awake. */
  readonly keepsAwake: (kept: boolean) => void;
  readonly warn: (sentence: string) => void;
}

export class Desktop {
  readonly #parts: DesktopParts;
  readonly #notifications: Notifications;
  readonly #awake = new SleepBlocker();
  #tray: AppTray | undefined;
  #settings: AppSettings;
  #language: Language;
  #state: HostState = { kind: 'stopped' };
  #guests = 0;
  /** Messages since the window last had the focus. */
  #unread = 0;

  constructor(parts: DesktopParts) {
    this.#parts = parts;
    this.#settings = parts.settings;
    this.#language = parts.language;
    this.#notifications = new Notifications(parts.actions.open);
    parts.window.on('focus', () => this.#clearUnread());
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

  /** Whether the app can be reopened after its window is closed. */
  get hasTray(): boolean {
    return this.#tray !== undefined;
  }

  openTray(): void {
    this.#tray ??= new AppTray(this.#parts.pictures, this.#parts.actions);
    this.#show();
  }

  handle(event: DesktopEvent): void {
    switch (event.about) {
      case 'state':
        this.#state = event.state;
        break;
      case 'language':
        this.#language = event.language;
        break;
      case 'settings':
        this.#change(event.settings);
        break;
      case 'guests':
        this.#guests = event.count;
        break;
      case 'messages':
        this.#addUnread(event.count);
        return;
      case 'came':
      case 'mentioned':
      case 'not-saved':
      case 'guessing':
        if (!this.#parts.window.isFocused())
          this.#notifications.notify(event, this.#settings, hostWords(this.#language));
        return;
      default:
        event satisfies never;
    }
    this.#show();
  }

  /** Shown the first time the window closes and the app stays in the tray. */
  tellOfTray(): void {
    const t = hostWords(this.#language);
    this.#notifications.show(t('host:tray.stays'), t('host:tray.stays-next'));
  }

  #show(): void {
    this.#tray?.show({ state: this.#state, guests: this.#guests, t: hostWords(this.#language) });
    const before = this.#awake.isActive;
    this.#awake.setActive(this.#settings.keepAwake && this.#guests > 0);
    if (this.#awake.isActive !== before) this.#parts.keepsAwake(this.#awake.isActive);
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

  #addUnread(messages: number): void {
    if (this.#parts.window.isFocused()) return;
    this.#unread += messages;
    this.#badge();
  }

  #clearUnread(): void {
    this.#unread = 0;
    this.#badge();
  }

  #badge(): void {
    app.setBadgeCount(this.#unread);
    if (process.platform !== 'win32') return;
    const text = hostWords(this.#language)('host:tray.unread', { count: this.#unread });
    const picture = this.#unread > 0 ? trayImage(this.#parts.pictures, 'news') : null;
    this.#parts.window.setOverlayIcon(picture, text);
  }
}
