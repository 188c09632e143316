/** The one window: how it looks before it has loaded, and all that it may not do. */
import { BrowserWindow, nativeTheme, type Session, type WebContents } from 'electron';
import { CONSOLE_URL } from './app-protocol.ts';

const BACKGROUND = { light: '#faf8f5', dark: '#16130f' };

export function openWindow(
  session: Session,
  preload: string,
  icon: string | undefined,
  devTools: boolean,
): BrowserWindow {
  const window = new BrowserWindow({
    width: 1080,
    height: 720,
    minWidth: 480,
    minHeight: 420,
    title: 'Porchlight',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    ...(icon !== undefined && { icon }),
    webPreferences: {
      session,
      preload,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  confine(window.webContents);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(CONSOLE_URL);
  return window;
}

/** Nothing that the page is shown may take it, or another window, anywhere else. */
function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // WebRTC asks neither the policy of the page nor the session before it sends.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
