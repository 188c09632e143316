/** What somebody does while they are cut off: what they say is sent later, once and in order; the rest is refused in words. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import words from '../../../locales/en/chat.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { CutProxy } from '../../support/clients/cut-proxy.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';

/** What is not there any more is not pressed. */
const PRESSED_WITHIN_MS = 2_000;

let browser: Browser;
let house: House;
let witness: GuestPage;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  witness = await GuestPage.open(browser, house.link);
  await witness.join('Witness');
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

test.each([
  ['at a desk', 'Ada', DESKTOP],
  ['on a phone', 'Ben', PHONE],
])('of somebody %s', async (_, name, device) => {
  const proxy = await CutProxy.before(house.link);
  const guest = await GuestPage.open(browser, proxy.link, device);
  await guest.join(name);
  const before = `${name} is here`;
  await guest.say(before);
  await Promise.all([guest, witness].map((each) => each.said(before).locator('.message-body').waitFor()));
  // What opens here is fetched when it is first opened.
  await guest.act(before, words.actions.reply);
  await guest.page.getByRole('button', { name: words.writing.cancel, exact: true }).click();
  proxy.cut();
  await guest.page.getByText(words.trouble.lost).waitFor();

  const later = Array.from({ length: 12 }, (_, i) => `${name} later ${i + 1}`);
  for (const text of later) await guest.say(text);
  await expect.poll(() => guest.unsent()).toBe(later.length);
  await guest.act(before, words.reactions.react.replace('{{emoji}}', '👍'));
  const refused = guest.page.getByRole('alert').getByText(words.composer.offline);
  await refused.waitFor();
  await guest.act(before, words.actions.edit);
  await expect.poll(() => guest.message.inputValue()).toBe(before);
  await guest.message.fill('mended in vain');
  await guest.page.getByRole('button', { name: words.composer.save }).click();
  // Nothing that was written is lost.
  await expect.poll(() => guest.message.inputValue()).toBe('mended in vain');
  await guest.page.getByRole('button', { name: words.writing.cancel, exact: true }).click();

  await proxy.mend();
  const tryNow = guest.page.getByRole('button', { name: words.trouble['try-now'] });
  const unsent = async () => {
    // It may be back by itself before anybody presses this.
    if (await tryNow.isVisible()) await tryNow.click({ timeout: PRESSED_WITHIN_MS }).catch(() => undefined);
    return guest.unsent();
  };
  await expect.poll(unsent).toBe(0);
  await witness.said(later.at(-1)!).waitFor();
  const texts = async () => (await witness.texts()).filter((text) => text.startsWith(name));
  await expect.poll(texts).toEqual([before, ...later]);
  await expect.poll(() => guest.texts()).toEqual(await witness.texts());
  await refused.waitFor({ state: 'detached' });
  await witness.readBackTo(before);
  await expect
    .poll(() => witness.said(before).getByRole('list', { name: words.reactions.label }).count())
    .toBe(0);
  await guest.close();
  proxy.close();
});
