/** Told of what comes while one looks elsewhere: by a toast, a sound, the tab, and the system where that is allowed. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import words from '../../../locales/en/chat.json';
import { CHROMIUM, launchBrowser } from '../../support/browsers/browser.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';

declare global {
  interface Window {
    /** What the page did that a test cannot hear or see. */
    told: { tones: number; notices: string[] };
    /** Toasts stay until something takes them away, however slow the machine is. */
    toastsStay: boolean;
  }
}

let browser: Browser;
let house: House;
let ada: GuestPage;
/** On a phone. */
let ben: GuestPage;

beforeAll(async () => {
  // Only the whole browser has notices of the system.
  [house, browser] = await Promise.all([House.open(), launchBrowser(CHROMIUM)]);
  [ada, ben] = await Promise.all([
    GuestPage.open(browser, house.link, DESKTOP),
    GuestPage.open(browser, house.link, PHONE),
  ]);
  await Promise.all([listen(ada), listen(ben)]);
  await Promise.all([ada.join('Ada'), ben.join('Ben')]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** The real ones go on; what they are asked to do is counted. */
function listen(guest: GuestPage): Promise<void> {
  return guest.page.evaluate(() => {
    window.told = { tones: 0, notices: [] };
    window.toastsStay = true;
    const setTimeout = window.setTimeout.bind(window);
    const TOAST_MS = 6_000;
    Object.assign(window, {
      setTimeout: (handler: () => void, ms?: number) =>
        window.toastsStay && ms === TOAST_MS ? 0 : setTimeout(handler, ms),
    });
    // oxlint-disable-next-line typescript/unbound-method -- called with its own `this`
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      if (this.context.state === 'running') window.told.tones += 1;
      start.call(this, when);
    };
    window.Notification = new Proxy(Notification, {
      construct(target, [title, options]: [string, NotificationOptions]) {
        window.told.notices.push(`${title}: ${options.body}`);
        return new target(title, options);
      },
    });
  });
}

const told = (guest: GuestPage) => guest.page.evaluate(() => window.told);
const icon = (guest: GuestPage) => guest.page.locator('link[rel=icon]').getAttribute('href');
const titled = (count: number) =>
  words.title.unread.replace('{{count}}', String(count)).replace('{{room}}', 'Lobby');

async function openSettings(guest: GuestPage) {
  await (await guest.side()).getByRole('button', { name: words.notifications.title }).click();
  return guest.page.getByRole('dialog', { name: words.notifications.title });
}

test('what is said in another room is on a toast, in the title, on the icon, and heard; a press goes there', async () => {
  await expect.poll(() => icon(ada)).not.toContain('news');
  await ben.writeTo('Ada');
  await ben.say('psst, over here');
  const toast = ada.page.locator('.toast');
  await toast.getByText('psst, over here').waitFor();
  await expect.poll(() => toast.locator('strong').textContent()).toBe('Ben');
  await expect.poll(() => ada.page.title()).toBe(titled(1));
  await expect.poll(() => icon(ada)).toContain('news');
  await expect.poll(async () => (await told(ada)).tones).toBe(2);
  await toast.getByText('psst, over here').click();
  await ada.said('psst, over here').waitFor();
  await expect.poll(() => toast.count()).toBe(0);
  await expect.poll(() => icon(ada)).not.toContain('news');
});

test('a toast of a room that is opened by another way is gone', async () => {
  await ada.enter('Lobby');
  await ben.say('look here');
  await ada.page.locator('.toast').waitFor();
  await ada.enter('Ben');
  await expect.poll(() => ada.page.locator('.toast').count()).toBe(0);
});

test('a toast goes by itself, and what is said before one’s eyes has none', async () => {
  await ada.page.evaluate(() => (window.toastsStay = false));
  await ada.enter('Lobby');
  await ben.say('again');
  const toast = ada.page.locator('.toast');
  await toast.waitFor();
  await expect.poll(() => toast.count()).toBe(0);
  await ada.page.evaluate(() => (window.toastsStay = true));
  await ben.enter('Lobby');
  await ben.say('in sight');
  await ada.said('in sight').waitFor();
  await expect.poll(() => toast.count()).toBe(0);
});

test('a phone is silent until it is asked not to be, and remembers that', async () => {
  await expect.poll(async () => (await told(ben)).tones).toBe(0);
  const settings = await openSettings(ben);
  const sound = settings.getByRole('checkbox', { name: words.notifications.sound });
  await expect.poll(() => sound.isChecked()).toBe(false);
  await sound.check();
  await expect.poll(async () => (await told(ben)).tones).toBe(2);
  await ben.page.keyboard.press('Escape');
  const again = (await openSettings(ben)).getByRole('checkbox', { name: words.notifications.sound });
  await expect.poll(() => again.isChecked()).toBe(true);
  // The choices, and the list of people under them.
  await ben.page.keyboard.press('Escape');
  await ben.page.keyboard.press('Escape');
});

test('the system tells while the page is hidden, once it was allowed to', async () => {
  await ada.page.context().grantPermissions(['notifications']);
  const settings = await openSettings(ada);
  await settings.getByRole('checkbox', { name: words.notifications.system }).check();
  await ada.page.keyboard.press('Escape');
  await ada.hide(true);
  await ben.say('is anybody there?');
  await expect.poll(async () => (await told(ada)).notices).toEqual(['Ben in Lobby: is anybody there?']);
  await expect.poll(() => ada.page.title()).toBe(titled(2));
  await ada.hide(false);
  // Of the private one, which they have not gone back to.
  await expect.poll(() => ada.page.title()).toBe(titled(1));
});

test('a page that cannot have them says so instead of offering them', async () => {
  const guest = await GuestPage.open(browser, house.link);
  await guest.page.evaluate(() => Object.defineProperty(window, 'isSecureContext', { value: false }));
  await guest.join('Cleo');
  const settings = await openSettings(guest);
  await expect.poll(() => settings.getByRole('checkbox').count()).toBe(1);
  await settings.getByText(words.notifications.never).waitFor();
});

test('no page complained', () => {
  expect({ ada: ada.errors, ben: ben.errors }).toEqual({ ada: [], ben: [] });
});
