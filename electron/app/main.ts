/** The desktop app: creates its parts and connects them, from the first instance to the end. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app, clipboard, dialog, Menu, nativeTheme, powerMonitor, safeStorage, screen } from 'electron';
import { errorText } from '../../contract/error-text.ts';
import { hostingIn } from '../../contract/ipc/host-state.ts';
import type { Shortcut } from '../../contract/ipc/shortcut.ts';
import { chooseLanguage, type Language } from '../../locales/language.ts';
import { consoleSession, registerScheme } from './app-protocol.ts';
import { refusedSwitch } from './debugging.ts';
import { Desktop } from './desktop/desktop.ts';
import { LinkOpener } from './desktop/link-opener.ts';
import { askUnsaved } from './desktop/unsaved-question.ts';
import { HIDDEN } from './desktop/login-item.ts';
import { isTrayThere } from './desktop/tray-support.ts';
import { HostRunner } from './host-runner.ts';
import { sealingKey } from './sealing-key.ts';
import { readPages } from '../http/pages/pages.ts';
import { publish, serve } from './ipc.ts';
import { macMenu } from './menu.ts';
import { Settings } from '../settings/settings.ts';
import { EXIT_UNSAVED } from '../server/shutdown.ts';
import { outliveReaders, printLine, warn } from '../server/terminal.ts';
import { saveAuditLog, saveExport, saveFile, saveReport } from './desktop/save-dialog.ts';
import { openWindow, rememberPlace } from './window.ts';
import { fitToDisplay, readWindowMemory, writeWindowMemory } from './window-place.ts';
import { hostWords } from '../server/host-locale.ts';

/** A path in dist/, next to this file's folder. */
const built = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Paths outside the asar archive: a worker thread and the files it loads must be readable by the system itself. */
const unpacked = (path: string) => built(path).replace('app.asar', 'app.asar.unpacked');

const EXIT_REFUSED = 2;

outliveReaders();

// With --no-sandbox, which root needs, Electron would wait for a sandbox that never starts.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerScheme();

/** `true` only in the test build of a package. Set by the build. */
declare const __DEBUGGABLE__: boolean;
const refused =
  app.isPackaged && !__DEBUGGABLE__
    ? refusedSwitch(process.argv.slice(1), (name) => app.commandLine.hasSwitch(name))
    : undefined;

if (refused !== undefined) {
  warn(hostWords(systemLanguage())('host:trouble.debugging', { option: refused }));
  // Exit now: the debugger's listener starts only when the app is ready.
  process.exit(EXIT_REFUSED);
} else if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron becomes ready only after this file has finished.
  void app.whenReady().then(run).catch(giveUp);
} else {
  printLine(hostWords(systemLanguage())('host:already-open'));
  app.quit();
}

function run(): void {
  const folder = app.getPath('userData');
  const kept = new Settings(folder);
  const key = sealingKey(folder, safeStorage)?.toString('base64');
  const settings = kept.readApp();
  const language = kept.readLanguage() ?? systemLanguage();
  const memoryFile = join(folder, 'window.json');
  let memory = readWindowMemory(memoryFile);
  let quitting = false;
  const hidden = process.argv.includes(HIDDEN);

  nativeTheme.themeSource = settings.theme;
  // The menu cannot be used before the window exists.
  const choose = (shortcut: Shortcut) => publish(window, 'shortcut', JSON.stringify(shortcut));
  setUpMenu(language, choose);
  // Created first: its thread starts while the window opens.
  const host: HostRunner = new HostRunner({
    script: pathToFileURL(unpacked('host/host.cjs')),
    setting: {
      folder,
      ...(key !== undefined && { key }),
      pages: unpacked('chat'),
      history: pathToFileURL(unpacked('history/history.cjs')).href,
      licences: unpacked('licences'),
      language: systemLanguage(),
      unrestrained: app.commandLine.hasSwitch('lift-limits') && !app.isPackaged,
    },
    heard: (event, json) => publish(window, event, json),
    desk: (news) => {
      if (news.about === 'language') setUpMenu(news.language, choose);
      desktop.handle(news);
    },
  });
  const window = openWindow({
    session: consoleSession(readPages(built('console'))),
    preload: built('preload/preload.cjs'),
    icon: icon(),
    devTools: !app.isPackaged,
    place: fitToDisplay(
      memory.place,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    shown: !hidden,
  });
  const open = () => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  const copyLink = async () => {
    const hosting = hostingIn(desktop.state);
    if (hosting === undefined) return false;
    await clipboard.writeText(hosting.link);
    return true;
  };
  const desktop = new Desktop({
    window,
    settings,
    language,
    warn,
    pictures: built('../build/tray'),
    keepsAwake: (keepsAwake) => publish(window, 'keepsAwake', JSON.stringify(keepsAwake)),
    actions: {
      open,
      start: () => void startFromTray(),
      stop: () => void host.ask('stop', null),
      copyLink: () => void copyLink(),
      quit: () => app.quit(),
    },
  });
  const startFromTray = async () => {
    const started = await host.startAgain().catch(() => false);
    // The window shows the reason.
    if (!started) open();
  };
  void isTrayThere().then((there) => {
    if (there) desktop.openTray();
    // Without a tray, a hidden window could not be found.
    else if (hidden) window.minimize();
  });
  const links = new LinkOpener(window, () => hostWords(desktop.language));
  serve(window, {
    desktop: {
      copyLink,
      openLink: ({ link }) => links.open(link),
      fullScreen: ({ on }) => {
        window.setFullScreen(on);
        return on;
      },
      saveAuditLog: ({ format }) => saveAuditLog(window, () => host.ask('auditLogText', { format }), format),
      exportLog: (choice) => saveExport(window, (chosen, file) => host.exportLog(chosen, file), choice),
      saveFile: (chosen) =>
        saveFile(
          window,
          (id, file) => host.saveFile(id, file),
          chosen,
          hostWords(desktop.language)('shared:files.unnamed'),
        ),
      saveReport: (report) => saveReport(window, report),
      quit: () => {
        app.quit();
        return { ok: true };
      },
    },
    host: (command, argument) => host.ask(command, argument),
    warn,
  });

  const tellPlace = rememberPlace(window, (place) => {
    memory = { ...memory, place };
    writeWindowMemory(memoryFile, memory);
  });
  window.on('close', (event) => {
    if (quitting) return;
    if (desktop.hasTray && desktop.settings.closeToTray) {
      event.preventDefault();
      window.hide();
      if (memory.toldOfTray) return;
      desktop.tellOfTray();
      memory = { ...memory, toldOfTray: true };
      writeWindowMemory(memoryFile, memory);
    } else if (desktop.guests > 0) {
      event.preventDefault();
      publish(window, 'closing', JSON.stringify(desktop.guests));
    }
  });
  // The networks have often changed after a sleep.
  powerMonitor.on('resume', () => host.wake());
  app.on('second-instance', open);
  app.on('activate', open);
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (quitting) return;
    quitting = true;
    tellPlace();
    void leave();
  });
  const leave = async () => {
    const parting = await askUnsaved(window, () => host.saveNow(), hostWords(desktop.language)).catch(
      (error: unknown) => {
        quitting = false;
        throw error;
      },
    );
    if (parting === 'stay') quitting = false;
    // All guests are told before the host stops, and the messages reach the disk.
    else await host.close().finally(() => app.exit(parting === 'lost' ? EXIT_UNSAVED : 0));
  };
}

/** A window that fails to open must not leave an invisible instance that blocks the next one. */
function giveUp(error: unknown): void {
  const detail = errorText(error);
  dialog.showErrorBox('Porchlight', hostWords(systemLanguage())('host:trouble.failed', { detail }));
  app.exit(1);
}

/** Only macOS needs a menu for copy and paste. Elsewhere the window handles the shortcuts and lists them. */
function setUpMenu(language: Language, choose: (shortcut: Shortcut) => void): void {
  const mac = process.platform === 'darwin';
  Menu.setApplicationMenu(mac ? Menu.buildFromTemplate(macMenu(hostWords(language), choose)) : null);
}

/** The system's language, used until one is chosen, and where none can be. */
function systemLanguage(): Language {
  return chooseLanguage(app.getPreferredSystemLanguages());
}

/** Windows and macOS take the icon from the executable. */
function icon(): string | undefined {
  const file = built('../../build/icon.png');
  return process.platform === 'linux' && existsSync(file) ? file : undefined;
}
