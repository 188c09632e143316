/** What people install, made as it is released but not yet wrapped up: it starts and does the same, once. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import words from '../../words/en/chat.json';
import { agreement } from '../support/agreement.ts';
import { launchBrowser } from '../support/browser.ts';
import { DebuggedApp } from '../support/debugged-app.ts';
import { ROOT } from '../support/desktop-app.ts';
import { findFreePort } from '../support/free-port.ts';
import { GuestPage, PHONE } from '../support/guest-page.ts';
import { makeTemporaryFolder, removeFolder } from '../support/temporary-folder.ts';

const PACKAGING_LIMIT_MS = 120_000;

const IS_LINUX = process.platform === 'linux';
const WHY_NOT = IS_LINUX ? '' : ' (not tried: only Linux is packaged here)';

describe.runIf(IS_LINUX)(`the packaged app${WHY_NOT}`, () => {
  const executable = join(ROOT, 'release/linux-unpacked/porchlight');
  let folder: string;
  let browser: Browser;
  let app: DebuggedApp;

  beforeAll(async () => {
    folder = makeTemporaryFolder();
    await promisify(execFile)(process.execPath, ['build/package.mjs', 'dir'], { cwd: ROOT });
    [app, browser] = await Promise.all([
      DebuggedApp.open({ executable, dataFolder: folder }),
      launchBrowser(),
    ]);
  }, PACKAGING_LIMIT_MS);
  afterAll(async () => {
    await browser.close();
    await app.close();
    removeFolder(folder);
  });

  test('hosts a guest, carries messages both ways, and says goodbye', async () => {
    const link = await app.window.start('This computer', await findFreePort());
    const guest = await GuestPage.open(browser, link, PHONE);
    await guest.join('小明');
    await guest.say('大家好 👋');
    await agreement({ console: app.window, guest }, 1);
    await app.window.say('Welcome');
    expect(await agreement({ console: app.window, guest }, 2)).toEqual(['大家好 👋', 'Welcome']);
    expect((await app.window.people()).map(([name]) => name)).toEqual(['小明']);
    // After Stop a guest's page knocks in vain, and its browser says so.
    expect([app.window.errors, guest.errors]).toEqual([[], []]);
    await app.window.stop();
    await guest.page.getByText(words.trouble['host-gone']).waitFor();
  });

  test('ends when its window is closed', async () => {
    expect(await app.close()).toBe(0);
  });

  test('starts no program of another: as Node it would, and does not', async () => {
    const run = promisify(execFile)(executable, ['--version'], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', DISPLAY: '' },
      timeout: 10_000,
    });
    await expect(run).rejects.toThrow();
  });
});
