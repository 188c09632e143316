/** The only window: its appearance before it has loaded, and everything it is not allowed to do. */
import { BrowserWindow, nativeTheme, type Session, type WebContents } from 'electron';
import { CONSOLE_URL } from './app-protocol.ts';
import { WINDOW_LEAST, type WindowPlace } from './window-place.ts';

const BACKGROUND = { light: '#faf8f5', dark: '#16130f' };

/** The position is not written while the window is being moved. */
const PLACE_SETTLES_MS = 500;

export interface WindowParts {
  readonly session: Session;
  readonly preload: string;
  readonly icon: string | undefined;
  readonly devTools: boolean;
  readonly place: WindowPlace;
  /** Whether the window shows as soon as it is ready. */
  readonly shown: boolean;
}

export function openWindow({ session, preload, icon, devTools, place, shown }: WindowParts): BrowserWindow {
  const window = new BrowserWindow({
    width: place.width,
    height: place.height,
    ...place.at,
    minWidth: WINDOW_LEAST.width,
    minHeight: WINDOW_LEAST.height,
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
  if (place.maximized) window.once('show', () => window.maximize());
  if (shown) window.once('ready-to-show', () => window.show());
  void window.loadURL(CONSOLE_URL);
  return window;
}

/** Reports the position a moment after the window stopped moving. The returned function reports it at once. */
export function rememberPlace(window: BrowserWindow, remember: (place: WindowPlace) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    // The bounds it returns to from full screen.
    const { x, y, width, height } = window.getNormalBounds();
    remember({ at: { x, y }, width, height, maximized: window.isMaximized() });
  };
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, PLACE_SETTLES_MS);
  };
  window.on('resize', settle);
  window.on('move', settle);
  window.on('close', tell);
  return tell;
}

/** No content may navigate this window or open another one. */
function confine(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // WebRTC ignores both the page's policy and the session's filters.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
