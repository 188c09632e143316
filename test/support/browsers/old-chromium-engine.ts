/** Chromium 87, as Qt 5's WebEngine has it. Neither Playwright nor Puppeteer finds a page in it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { debuggingUrl } from '../app/debugged-app.ts';
import { DebuggedPage } from './debugged-page.ts';
import { ROOT } from '../app/desktop-app.ts';
import type { Engine, EngineTab } from './engine-tab.ts';
import { findFreePort } from '../clients/free-port.ts';
import { makeTemporaryFolder, removeFolder } from '../host/temporary-folder.ts';

const DESK = { width: 1440, height: 900 };
/** Drawn by the processor, on no screen; and root cannot have the sandbox. */
const ALONE = {
  QT_QPA_PLATFORM: 'offscreen',
  QT_QUICK_BACKEND: 'software',
  QTWEBENGINE_CHROMIUM_FLAGS: '--disable-gpu',
  QTWEBENGINE_DISABLE_SANDBOX: '1',
};

/** @param python one that has Qt's WebEngine @param parameters of `qt-browser.py` */
export function openOldChromium(python: string, ...parameters: readonly string[]): Promise<Engine> {
  return Promise.resolve({ open: () => openTab(python, parameters), close: () => Promise.resolve() });
}

/** Each is a process of its own, so that none knows what another one was told. */
async function openTab(python: string, parameters: readonly string[]): Promise<EngineTab> {
  const home = makeTemporaryFolder();
  const place = { HOME: home, XDG_RUNTIME_DIR: home };
  const port = { QTWEBENGINE_REMOTE_DEBUGGING: String(await findFreePort()) };
  const browser = spawn(python, [join(ROOT, 'test/support/browsers/qt-browser.py'), ...parameters], {
    env: { ...process.env, ...ALONE, ...place, ...port },
  });
  const ended = once(browser, 'exit');
  const page = await DebuggedPage.of(new URL(await debuggingUrl(browser)).host);
  const resize = (width: number, height: number) =>
    page.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  const mouse = (type: string, x: number, y: number, button = {}) =>
    page.send('Input.dispatchMouseEvent', { type, x, y, ...button });
  await resize(DESK.width, DESK.height);
  return {
    goTo: (link) => page.goTo(link),
    ask: (expression) => page.ask(expression),
    point: (x, y) => mouse('mouseMoved', x, y),
    click: async (x, y) => {
      const first = { button: 'left', clickCount: 1 };
      await mouse('mouseMoved', x, y);
      await mouse('mousePressed', x, y, first);
      await mouse('mouseReleased', x, y, first);
    },
    type: (text) => page.send('Input.insertText', { text }),
    press: (key) => new Promise((resolve) => browser.stdin.write(`${key}\n`, resolve)),
    giveFiles: async (field, paths) => {
      const files = paths.map((path) => [basename(path), readFileSync(path, 'base64')]);
      await page.ask(`(${GIVE})(${field}, ${JSON.stringify(files)})`);
    },
    resize,
    picture: async () => Buffer.from((await page.send('Page.captureScreenshot')).data ?? '', 'base64'),
    close: async () => {
      browser.stdin.end();
      await ended;
      removeFolder(home);
    },
  };
}

/** Its debugging port opens no files. Runs in the page. */
const GIVE = `(field, files) => {
  const given = new DataTransfer();
  for (const [name, bytes] of files)
    given.items.add(new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], name));
  field.files = given.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
}`;
