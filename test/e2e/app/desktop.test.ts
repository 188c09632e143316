/** The app as one on somebody's desk: its settings, what closing means, and how it comes back, in the real app. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import words from '../../../locales/en/console.json';
import { DesktopApp } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { Guest } from '../../support/clients/guest.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const folder = makeTemporaryFolder();
const config = makeTemporaryFolder();
const env = { XDG_CONFIG_HOME: config };
let app: DesktopApp;
const reopen = async (...parameters: string[]) => {
  await app.close();
  app = await DesktopApp.open(folder, parameters, env);
};
beforeAll(async () => {
  app = await DesktopApp.open(folder, [], env);
});
afterAll(async () => {
  await app.close();
  removeFolder(folder);
  removeFolder(config);
});

const page = () => app.window.page;
const label = (name: keyof typeof words.settings) => page().getByLabel(words.settings[name], { exact: true });
const openSettings = () => page().getByRole('button', { name: words.settings.label }).click();
const stored = () => JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8')) as { app: object };
/** The page itself is told otherwise by whoever drives it. */
const isDark = () => app.electron.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors);
const boundsOfWindow = () =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
const isVisible = () =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

describe('settings', () => {
  afterEach(() => page().keyboard.press('Escape'));

  test('hold at once, and are there when it is opened again, and the window is where it was', async () => {
    await openSettings();
    await label('theme').selectOption('dark');
    await label('contrast').check();
    await expect.poll(isDark).toBe(true);
    await expect
      .poll(() => page().evaluate(() => 'contrast' in document.documentElement.dataset, null))
      .toBe(true);
    const place = { x: 120, y: 80, width: 1_000, height: 640 };
    await app.electron.evaluate(({ BrowserWindow }, bounds) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
    }, place);
    await expect.poll(boundsOfWindow).toEqual(place);
    await reopen();
    await expect.poll(() => boundsOfWindow()).toEqual(place);
    await openSettings();
    await expect.poll(() => label('theme').inputValue()).toBe('dark');
    await expect.poll(() => label('contrast').isChecked()).toBe(true);
    await expect.poll(() => isDark()).toBe(true);
  });

  test.runIf(process.platform === 'linux')('start it at login, and no longer', async () => {
    const entry = join(config, 'autostart/porchlight.desktop');
    await openSettings();
    await label('startAtLogin').check();
    await expect.poll(() => readFileSync(entry, 'utf8')).toMatch(/^Exec=".+" "--hidden"$/m);
    await label('startAtLogin').uncheck();
    await expect.poll(() => existsSync(entry)).toBe(false);
  });

  test('refuse a limit that is none beside the field, and keep one that is', async () => {
    await openSettings();
    await page().getByText(words.limits.title, { exact: true }).click();
    const sockets = page().getByLabel(words.limits.name.sockets, { exact: true });
    await sockets.fill('3');
    await sockets.blur();
    await page().getByText('Use a whole number from 8 to 16,384.').waitFor();
    await sockets.fill('64');
    await sockets.blur();
    await expect.poll(stored).toMatchObject({ limits: { sockets: 64 } });
    await page().getByRole('button', { name: words.limits.reset }).click();
    await expect.poll(stored).toMatchObject({ limits: {} });
    await expect.poll(() => sockets.inputValue()).toBe('2048');
  });

  test('lead to what it is made of, with its licences, and to the keys', async () => {
    await openSettings();
    await page().getByRole('button', { name: words.about.title }).click();
    const sheet = page().getByRole('dialog', { name: words.about.title });
    await sheet.getByText('SQLite', { exact: true }).waitFor();
    const library = sheet.locator('details').filter({ hasText: 'react-dom' });
    await library.locator('summary').click();
    await library.locator('pre').getByText('Permission is hereby granted').waitFor();
    await page().keyboard.press('Escape');
    await page().keyboard.press('Control+/');
    await page().getByRole('dialog', { name: words.shortcut.title }).getByText('Ctrl+Shift+L').waitFor();
  });

  test('that nobody can read are put aside, and it is said', async () => {
    writeFileSync(join(folder, 'settings.json'), '{"app": ');
    await reopen();
    await openSettings();
    await page().getByText('The settings file was damaged.').waitFor();
    await expect.poll(() => label('theme').inputValue()).toBe('system');
  });
});

describe('after a sleep', () => {
  test('whoever gives no sign of life is gone before they would be missed, and who is there stays', async () => {
    const port = await findFreePort();
    await app.window.start('This computer', port);
    const [ada, ben] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Ben')];
    const here = () => app.window.people().then((people) => people.map(([name]) => name));
    await expect.poll(here).toEqual(expect.arrayContaining(['Ada', 'Ben']) as string[]);
    // Open as ever, and deaf.
    ben.socket.pause();
    await app.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
    // Five seconds, where it would be up to twenty-five.
    await expect.poll(here).toEqual(['Ada']);
    await ada.says('still here');
    await app.window.stop();
  });
});

describe('the thread of the host', () => {
  /** The thread itself, caught where the next call of the window is passed on to it, is ended for good. */
  const breakHost = async () => {
    await app.electron.evaluate(() => {
      const { Worker } = process.getBuiltinModule('node:worker_threads');
      // oxlint-disable-next-line typescript/unbound-method -- it is put back where it was
      const { postMessage: post } = Worker.prototype;
      Worker.prototype.postMessage = function (this: typeof Worker.prototype, ...given) {
        Worker.prototype.postMessage = post;
        void this.terminate();
        post.apply(this, given);
      };
    });
    await app.window.snapshot().catch(() => undefined);
  };
  type Times = [state: string, atMs: number][];
  const kindNow = () => app.window.snapshot().then(({ state }) => state.kind, String);

  test('that breaks is on again by itself, with its guests and what they said', async () => {
    const port = await findFreePort();
    const link = await app.window.start('This computer', port);
    const guest = await Guest.join(port, 'Ada');
    await guest.says('before it broke');
    await page().evaluate(() => {
      const times: Times = [];
      Object.assign(globalThis, { times });
      const { on } = window.host as unknown as { on: (event: string, hear: (state: object) => void) => void };
      on('state', (state) => times.push([(state as { kind: string }).kind, Date.now()]));
    }, null);
    await breakHost();
    const code = await guest.closed;
    expect(code).not.toBe(1001);
    await expect.poll(kindNow).toBe('running');
    await expect.poll(() => app.window.link()).toBe(link);
    const again = await Guest.join(port, 'Ada');
    const texts = again.pageOf()?.entries.map((entry) => (entry.type === 'message' ? entry.text : ''));
    expect(texts).toContain('before it broke');
    const times = (await page().evaluate(() => Reflect.get(globalThis, 'times') as unknown, null)) as Times;
    const at = (kind: string) => times.findLast(([each]) => each === kind)?.[1] ?? NaN;
    console.log(`the host was on again ${at('running') - at('stopped')} ms after it broke`);
  });

  test('that breaks five times within a minute stays off, which the window says, and is started by a hand', async () => {
    const forGood = page()
      .getByRole('alert')
      .getByText(/^Porchlight keeps hitting an error, so it has stopped/);
    const settled = async () => (await kindNow()) === 'running' || (await forGood.isVisible());
    // Once more than five times where the machine takes longer than a minute for them.
    do {
      await expect.poll(kindNow).toBe('running');
      await breakHost();
      await expect.poll(settled).toBe(true);
    } while (!(await forGood.isVisible()));
    await app.window.startButton.click();
    await app.window.link();
    await expect.poll(() => kindNow()).toBe('running');
    await app.window.stop();
  });
});

describe('closing', () => {
  test('asks while guests are here and there is no tray, and the light stays on for who says no', async () => {
    const port = await findFreePort();
    await app.window.choose('This computer', port);
    await page().keyboard.press('Control+Shift+L');
    await app.window.link();
    const guest = await Guest.join(port, 'Ada');
    await page().getByText(words.running.awake).waitFor();
    const close = () =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await close();
    await page().getByRole('button', { name: words.closing.no }).click();
    await guest.says('still here');
    await close();
    const ended = app.electron.waitForEvent('close');
    await page().getByRole('button', { name: words.closing.yes }).click();
    await ended;
    const code = await guest.closed;
    expect(code).toBe(1001);
  });
});

describe('where there is a tray', () => {
  /** Says of itself what the bus of a desktop with a tray says. */
  const bin = makeTemporaryFolder();
  afterAll(() => removeFolder(bin));

  test('it starts hidden, is shown by a second start, and its light stays on when the window is closed', async () => {
    writeFileSync(join(bin, 'dbus-send'), '#!/bin/sh\necho "boolean true"\n', { mode: 0o755 });
    await app.close();
    app = await DesktopApp.open(folder, ['--hidden'], { ...env, PATH: `${bin}:${process.env.PATH ?? ''}` });
    await expect.poll(() => isVisible()).toBe(false);
    await app.startOnceMore();
    await expect.poll(isVisible).toBe(true);
    const port = await findFreePort();
    await app.window.start('This computer', port);
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect.poll(isVisible).toBe(false);
    const guest = await Guest.join(port, 'Ada');
    await guest.says('still on');
    await app.startOnceMore();
    await expect.poll(isVisible).toBe(true);
    await expect.poll(() => app.window.texts()).toContain('still on');
  });
});
