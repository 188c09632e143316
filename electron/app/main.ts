/** The app: a list of what there is, and its life from the first instance to the last goodbye. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { app, clipboard, dialog, Menu, nativeTheme, powerMonitor, safeStorage, screen } from 'electron';
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

/** Beside this file in dist/. */
const built = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Outside the archive: what a thread runs, loads and reads are files that the system itself must be able to read. */
const unpacked = (path: string) => built(path).replace('app.asar', 'app.asar.unpacked');

const EXIT_REFUSED = 2;

outliveReaders();

// Under --no-sandbox, which root needs, Electron would wait for a sandbox that never comes.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerScheme();

/** `true` in the twin of a package that tests look into, and nowhere else; set by the build. */
declare const __DEBUGGABLE__: boolean;
const refused =
  app.isPackaged && !__DEBUGGABLE__
    ? refusedSwitch(process.argv.slice(1), (name) => app.commandLine.hasSwitch(name))
    : undefined;

if (refused !== undefined) {
  warn(hostWords(systemLanguage())('host:trouble.debugging', { option: refused }));
  // At once: what listens for debuggers begins only when the app is ready.
  process.exit(EXIT_REFUSED);
} else if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron is ready only after this file has run to its end.
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
  // Nothing of one can be chosen before there is a window.
  const choose = (shortcut: Shortcut) => publish(window, 'shortcut', JSON.stringify(shortcut));
  setUpMenu(language, choose);
  // First of all: its thread begins while the window opens.
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
      desk.hear(news);
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
    const lit = hostingIn(desk.state);
    if (lit === undefined) return false;
    await clipboard.writeText(lit.link);
    return true;
  };
  const desk = new Desktop({
    ...{ window, settings, language, warn },
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
    // What keeps it off is said in the window.
    if (!started) open();
  };
  void isTrayThere().then((there) => {
    if (there) desk.openTray();
    // Hidden where there is no tray it could not be found again.
    else if (hidden) window.minimize();
  });
  const links = new LinkOpener(window, () => hostWords(desk.language));
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
          hostWords(desk.language)('shared:files.unnamed'),
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
    if (desk.hasTray && desk.settings.closeToTray) {
      event.preventDefault();
      window.hide();
      if (memory.toldOfTray) return;
      desk.tellOfTray();
      memory = { ...memory, toldOfTray: true };
      writeWindowMemory(memoryFile, memory);
    } else if (desk.guests > 0) {
      event.preventDefault();
      publish(window, 'closing', JSON.stringify(desk.guests));
    }
  });
  // Networks are others after a sleep more often than not.
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
    const parting = await askUnsaved(window, () => host.saveNow(), hostWords(desk.language)).catch(
      (error: unknown) => {
        quitting = false;
        throw error;
      },
    );
    if (parting === 'stay') quitting = false;
    // Every guest is told before the light goes out, and what was said reaches the disk.
    else await host.close().finally(() => app.exit(parting === 'lost' ? EXIT_UNSAVED : 0));
  };
}

/** A window that cannot open must not stay behind, unseen, and keep others from opening. */
function giveUp(error: unknown): void {
  const detail = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox('Porchlight', hostWords(systemLanguage())('host:trouble.failed', { detail }));
  app.exit(1);
}

/** Only macOS cannot copy and paste without a menu; elsewhere the window has the keys and lists them. */
function setUpMenu(language: Language, choose: (shortcut: Shortcut) => void): void {
  const mac = process.platform === 'darwin';
  Menu.setApplicationMenu(mac ? Menu.buildFromTemplate(macMenu(hostWords(language), choose)) : null);
}

/** Before anybody chose one, and where nobody can: what the system is set to. */
function systemLanguage(): Language {
  return chooseLanguage(app.getPreferredSystemLanguages());
}

/** Windows and macOS take it from the program itself. */
function icon(): string | undefined {
  const file = built('../../build/icon.png');
  return process.platform === 'linux' && existsSync(file) ? file : undefined;
}
