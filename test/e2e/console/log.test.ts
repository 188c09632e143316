/** What guests say, as the host reads it in the window: the same words, links, pictures and files. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import words from '../../../locales/en/console.json';
import host from '../../../locales/en/host.json';
import es from '../../../locales/es/shared.json';
import shared from '../../../locales/en/shared.json';
import { expectAccessible } from '../../support/looks/axe.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DesktopApp } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { GuestPage } from '../../support/browsers/guest-page.ts';
import { makeJpeg } from '../../support/looks/made-picture.ts';
import { openBy } from '../../support/browsers/open-by.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const folder = makeTemporaryFolder();
const sent = makeTemporaryFolder();
let app: DesktopApp;
let browser: Browser;
let guest: GuestPage;
let link: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([DesktopApp.open(folder), launchBrowser()]);
  link = await app.window.start('This computer', await findFreePort());
  guest = await GuestPage.open(browser, link);
  await guest.join('Ada');
});
afterAll(async () => {
  await browser.close();
  await app.close();
  removeFolder(folder);
  removeFolder(sent);
});

const log = () => app.window.log;

test('Markdown is read, and a link opens in the browser only after the system has asked', async () => {
  await guest.say('**Bring** `cables`, see [the plan](https://exämple.org/plan?x=1)');
  await log().locator('strong', { hasText: 'Bring' }).waitFor();
  await log().locator('code', { hasText: 'cables' }).waitFor();
  await log().locator('.link-host', { hasText: 'xn--exmple-cua.org' }).waitFor();
  await app.electron.evaluate(({ dialog, shell }) => {
    const asked: unknown[] = [];
    const opened: string[] = [];
    Object.assign(globalThis, { asked, opened });
    Object.assign(dialog, {
      showMessageBox: (_: unknown, options: { message: string }) => {
        asked.push(options.message);
        return Promise.resolve({ response: 0 });
      },
    });
    Object.assign(shell, { openExternal: (url: string) => Promise.resolve(opened.push(url)) });
  });
  await log().getByRole('link', { name: 'the plan' }).click();
  const what = () =>
    app.electron.evaluate(() => {
      const { asked, opened } = globalThis as unknown as Record<'asked' | 'opened', string[]>;
      return { asked, opened };
    });
  await expect.poll(async () => (await what()).opened).toEqual(['https://xn--exmple-cua.org/plan?x=1']);
  await expect
    .poll(async () => (await what()).asked)
    .toEqual([host.link.ask.replace('{{host}}', 'xn--exmple-cua.org')]);
  expect(app.window.page.url()).toBe('app://bundle/');
  // A guest may write the bare address of a computer too.
  await guest.say('all of it is at http://203.0.113.9/');
  const bare = log().getByRole('link', { name: '203.0.113.9' });
  const asked = async () => {
    // A second one within a second is refused.
    await bare.click();
    return new Set((await what()).asked);
  };
  await expect.poll(asked).toContain(host.link.ask.replace('{{host}}', '203.0.113.9'));
});

test('a picture is seen in the log and over the window, and any file is saved where the host says', async () => {
  const picture = join(sent, 'porch.jpg');
  const report = join(sent, 'report.pdf');
  writeFileSync(picture, await makeJpeg(guest.page, 1_200, 900, 40));
  writeFileSync(report, 'of the evening');
  await guest.choose(picture, report);
  await guest.say('two files');
  const small = log().getByRole('img', { name: 'porch.jpg' });
  await expect.poll(() => small.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800);
  await expect.poll(() => small.getAttribute('src')).toMatch(/^blob:/);
  const box = app.window.page.getByRole('dialog', { name: shared.files.pictures });
  await openBy((within) => small.click(within), box);
  await expect.poll(() => box.innerText()).not.toContain(shared.files.broken);
  const large = box.getByRole('img', { name: 'porch.jpg' });
  await expect.poll(() => large.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1_200);
  await expectAccessible(app.window.page);
  await app.window.page.keyboard.press('Escape');
  await box.waitFor({ state: 'detached' });
  const saved = join(sent, 'saved.pdf');
  await app.electron.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, {
      showSaveDialog: (_: unknown, options: { defaultPath: string }) => {
        Object.assign(globalThis, { suggested: options.defaultPath });
        return Promise.resolve({ canceled: false, filePath });
      },
    });
  }, saved);
  await log()
    .getByRole('button', { name: `${words.file.save} report.pdf` })
    .click();
  await log().getByRole('button', { name: words.file.saved }).waitFor();
  await expect.poll(() => readFileSync(saved, 'utf8')).toBe('of the evening');
  await expect
    .poll(() => app.electron.evaluate(() => String(Reflect.get(globalThis, 'suggested'))))
    .toBe('report.pdf');
  expect(app.window.errors).toEqual([]);
});

test('another language is spoken by the host at once, under its own name and to whoever prefers none', async () => {
  const { page } = app.window;
  await page.evaluate(() => window.host.call('setLanguage', { language: 'es' }));
  await app.window.say('Buenas noches');
  await guest.log.locator('.group', { hasText: 'Buenas noches' }).getByText(es.name.host).waitFor();
  const answer = await fetch(new URL('/plain', link), { headers: { 'Accept-Language': 'tlh' } });
  const plain = await answer.text();
  expect(plain).toContain('<html lang="es"');
  await page.evaluate(() => window.host.call('setLanguage', { language: 'en' }));
});
