/** A house with a PIN: it is asked for at the door, and not again. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import chat from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';

const PIN = '482913';

let browser: Browser;
let house: House;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open('--pin', PIN), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

test.each([
  ['at a desk', 'Ada', DESKTOP],
  ['on a phone', 'Ben', PHONE],
])('lets in whoever knows it, and asks nothing after a reload, %s', async (_, name, device) => {
  const guest = await GuestPage.open(browser, house.link, device);
  const { page } = guest;
  const pin = page.getByRole('textbox', { name: chat.join.pin });
  const join = page.getByRole('button', { name: chat.join.button });
  const refusal = async () => {
    const id = await pin.getAttribute('aria-describedby');
    return page.locator(`[id="${id}"]`).textContent();
  };
  await guest.name.fill(name);
  await join.click();
  await pin.waitFor();
  await page.getByRole('status').getByText(chat.join['pin-lead']).waitFor();
  await expect.poll(() => guest.name.inputValue()).toBe(name);

  await join.click();
  await expect.poll(refusal).toBe(chat.join['pin-empty']);
  await pin.fill('111111');
  await join.click();
  await expect.poll(refusal).toBe(shared.refusal['pin-wrong']);
  await expect.poll(() => guest.message.count()).toBe(0);

  await pin.fill('482 913');
  await join.click();
  await guest.message.waitFor();
  await guest.say(`${name} is in`);
  await guest.said(`${name} is in`).locator('.message-body').waitFor();
  await page.reload();
  await guest.said(`${name} is in`).waitFor();
  await expect.poll(() => pin.or(guest.name).count()).toBe(0);
  expect(guest.errors).toEqual([]);
  await guest.close();
});
