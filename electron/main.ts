/** The app: a list of what there is, and its life from the first instance to the last goodbye. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { app, clipboard, dialog, Menu } from 'electron';
import { consoleSession, registerScheme } from './app-protocol.ts';
import { Commands } from './commands.ts';
import { ChatHost } from './host.ts';
import { readPages } from './http/pages.ts';
import { Outlet, serve } from './ipc.ts';
import { readAdapters } from './lan/adapters.ts';
import { watchAdapters } from './lan/watch-adapters.ts';
import { LIMITS_DEFAULT } from './limits.ts';
import { Settings } from './settings.ts';
import { openWindow } from './window.ts';
import { hostWords } from './words.ts';

/** Beside this file in dist/. */
const built = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const HOST_ID = 'host';

// Under --no-sandbox, which root needs, Electron would wait for a sandbox that never comes.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerScheme();

if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron is ready only after this file has run to its end.
  void app.whenReady().then(run).catch(giveUp);
} else {
  process.stdout.write(`${hostWords()('host:already-open')}\n`);
  app.quit();
}

function run(): void {
  const t = hostWords();
  const outlet = new Outlet();
  const host = new ChatHost({
    pages: readPages(built('chat')),
    t,
    adapters: readAdapters,
    person: { id: HOST_ID, name: t('shared:name.host'), role: 'host', via: 'console' },
    limits: LIMITS_DEFAULT,
    publish: (event, value) => outlet.publish(event, value),
  });
  const commands = new Commands(host, new Settings(app.getPath('userData')), t('shared:room'));
  const unwatch = watchAdapters((adapters) => outlet.publish('adapters', adapters));

  setUpMenu();
  const window = openWindow(
    consoleSession(readPages(built('console'))),
    built('preload/preload.cjs'),
    icon(),
    !app.isPackaged,
  );
  outlet.open(window);
  serve(window, {
    overview: () => commands.overview(),
    start: (argument) => commands.start(argument),
    stop: () => commands.stop(),
    say: (argument) => commands.say(argument),
    copyLink: () => copyLink(host),
  });

  app.on('second-instance', () => {
    if (window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    unwatch();
    if (host.state.kind === 'stopped') return;
    // Every guest is told before the light goes out.
    event.preventDefault();
    void host.stop().finally(() => app.exit(0));
  });
}

/** A window that cannot open must not stay behind, unseen, and keep others from opening. */
function giveUp(error: unknown): void {
  const detail = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox('Porchlight', hostWords()('host:trouble.failed', { detail }));
  app.exit(1);
}

/** Only macOS cannot copy and paste without a menu. */
function setUpMenu(): void {
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);
  else
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]),
    );
}

/** Windows and macOS take it from the program itself. */
function icon(): string | undefined {
  const file = built('../build/icon.png');
  return process.platform === 'linux' && existsSync(file) ? file : undefined;
}

async function copyLink(host: ChatHost): Promise<boolean> {
  if (host.state.kind !== 'running') return false;
  await clipboard.writeText(host.state.link);
  return true;
}
