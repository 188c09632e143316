/** The light goes off: every guest is told, waits, and is back when it is on again. */
import { once } from 'node:events';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import words from '../../../locales/en/chat.json';
import host from '../../../locales/en/console.json';
import { agreement } from '../../support/agreement.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DesktopApp } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { PlainClient } from '../../support/clients/plain-client.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const GOING_AWAY = 1001;

const folder = makeTemporaryFolder();
let browser: Browser;
let app: DesktopApp;
let link: string;
let phone: GuestPage;
let desktop: GuestPage;
let plain: PlainClient;

beforeAll(async () => {
  [app, browser] = await Promise.all([DesktopApp.open(folder), launchBrowser()]);
  link = await app.window.start('This computer', await findFreePort());
  phone = await GuestPage.open(browser, link, PHONE);
  await phone.join('Phone');
  desktop = await GuestPage.open(browser, link, DESKTOP);
  await desktop.join('Desktop');
  plain = await PlainClient.join(link);
});
afterAll(async () => {
  await browser.close();
  await app.close();
  removeFolder(folder);
});

const goodbye = (guest: GuestPage) => guest.page.getByText(words.trouble['host-gone']);

test('Stop tells every guest, and closes plain text with 1001', async () => {
  await desktop.say('before the light went off');
  await agreement({ console: app.window, phone, desktop, plain }, 1);
  await app.window.stop();
  await goodbye(phone).waitFor();
  await goodbye(desktop).waitFor();
  const code = await plain.closed;
  expect(code).toBe(GOING_AWAY);
  await expect.poll(() => goodbye(phone).isVisible()).toBe(true);
  await expect(fetch(link)).rejects.toThrow();
});

test('Start on the same port brings guests back by themselves, and the conversation goes on', async () => {
  await phone.say('written in the dark');
  // The form has kept what was chosen.
  await app.window.startButton.click();
  await expect.poll(() => app.window.link()).toBe(link);
  for (const guest of [phone, desktop]) await goodbye(guest).waitFor({ state: 'hidden' });
  await app.window.say('light again');
  const texts = await agreement({ console: app.window, phone, desktop }, 3);
  expect([...texts].sort()).toEqual(['before the light went off', 'light again', 'written in the dark']);
  const names = async () => (await app.window.people()).map(([name]) => name);
  await expect.poll(async () => (await names()).sort()).toEqual(['Desktop', 'Phone']);
});

test('closing the window asks while guests are here, tells every one, and ends the app', async () => {
  plain = await PlainClient.join(link);
  const ended = once(app.electron.process(), 'exit');
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await app.window.page.getByRole('button', { name: host.closing.yes }).click();
  await goodbye(phone).waitFor();
  await goodbye(desktop).waitFor();
  const code = await plain.closed;
  expect(code).toBe(GOING_AWAY);
  const [exit] = (await ended) as [number | null];
  expect(exit).toBe(0);
});
