/** A real browser behind something that lets HTTP through and no WebSocket: an antivirus, a company's proxy. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import basic from '../../../locales/en/basic.json';
import words from '../../../locales/en/chat.json';
import { BasicPage } from '../../support/browsers/basic-page.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { CutProxy } from '../../support/clients/cut-proxy.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';

let browser: Browser;
let house: House;

beforeAll(async () => {
  [browser, house] = await Promise.all([launchBrowser(), House.open()]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function behindProxy(): Promise<CutProxy> {
  const proxy = await CutProxy.before(house.link);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** By the way round that the page shows, without a WebSocket. */
async function chatOnPlainPage(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: words.trouble.plain }).click();
  await page.getByRole('textbox', { name: basic.plain.name }).fill(name);
  await page.getByRole('button', { name: basic.plain.join }).click();
  await page.getByRole('textbox', { name: basic.message }).fill(`${name} is here`);
  await page.getByRole('button', { name: basic.send }).click();
  await page.getByText(`${name} is here`).waitFor();
}

describe.each([
  ['refused', PHONE],
  ['swallowed', DESKTOP],
] as const)('where WebSockets are %s', (how, device) => {
  test('the page says so, and leads to the page that works', async () => {
    const proxy = await behindProxy();
    proxy.blockUpgrades(how);
    const guest = await GuestPage.open(browser, proxy.link, device);
    onTestFinished(() => guest.close());
    await guest.name.fill(`Ann ${how}`);
    await guest.page.getByRole('button', { name: words.join.button }).click();
    await guest.page.getByRole('heading', { name: words.join.blocked }).waitFor();
    await expect.poll(() => guest.page.getByText(words.trouble.blocked).isVisible()).toBe(true);
    await expect.poll(() => guest.page.getByText(words.join.off).count()).toBe(0);
    await chatOnPlainPage(guest.page, `Ann ${how}`);
  });
});

test('somebody who was in is told so too, and is back by themselves when WebSockets pass again', async () => {
  const proxy = await behindProxy();
  const guest = await GuestPage.open(browser, proxy.link);
  onTestFinished(() => guest.close());
  await guest.join('Bea');
  proxy.blockUpgrades('refused');
  proxy.cut();
  await proxy.mend();
  const link = guest.page.getByRole('link', { name: words.trouble.plain });
  await link.waitFor();
  await expect.poll(() => link.getAttribute('href')).toBe('/plain');
  await expect.poll(() => guest.page.getByText(words.status.blocked, { exact: true }).isVisible()).toBe(true);
  await guest.say('written meanwhile');
  proxy.carryUpgrades();
  await link.waitFor({ state: 'detached' });
  await expect.poll(() => guest.unsent()).toBe(0);
});

test('the host that is off is not taken for a blocked one', async () => {
  const proxy = await behindProxy();
  const guest = await GuestPage.open(browser, proxy.link);
  onTestFinished(() => guest.close());
  await guest.name.fill('Cid');
  proxy.cut();
  await guest.page.getByRole('button', { name: words.join.button }).click();
  await guest.page.getByRole('heading', { name: words.join.off }).waitFor();
  await expect.poll(() => guest.page.getByRole('link', { name: words.trouble.plain }).count()).toBe(0);
});

test('the page for old browsers says so too', async () => {
  const proxy = await behindProxy();
  proxy.blockUpgrades('refused');
  const page = await BasicPage.open(browser, `${proxy.link}/basic`);
  onTestFinished(() => page.page.context().close());
  const [blocked = ''] = basic.basic.blocked.split('{{count}}');
  await page.trouble.getByText(blocked).waitFor();
});
