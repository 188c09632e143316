/** On a page that its browser translates, what changes still changes: no old word stands for a new state. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import chat from '../../../locales/en/chat.json';
import words from '../../../locales/en/console.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DesktopApp } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { DESKTOP, GuestPage } from '../../support/browsers/guest-page.ts';
import { Guest } from '../../support/clients/guest.ts';
import { House } from '../../support/host/host-program.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';
import { translateTexts } from '../../support/browsers/translate-texts.ts';

let browser: Browser;
let house: House;
beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** From the first text on, and whatever comes later. */
function translateAlways(translate: (root: Node) => void): void {
  const begin = () => {
    translate(document.body);
    new MutationObserver((all) => {
      for (const { addedNodes } of all)
        for (const node of addedNodes) if (node.parentNode) translate(node.parentNode);
    }).observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
}
const TRANSLATOR = `(${String(translateAlways)})(${String(translateTexts)})`;

test('the state of messages, people and the connection is that of now', async () => {
  const own = await House.open();
  const page = await GuestPage.open(browser, own.link, DESKTOP, (context) =>
    context.addInitScript(TRANSLATOR),
  );
  onTestFinished(async () => {
    await page.close();
    await own.close();
  });
  await page.page.locator('input').first().fill('Ann');
  await page.page.locator('button[type=submit]').click();
  await page.page.locator('textarea').fill('my first');
  await page.page.locator('button.send').click();
  await page.page.locator('.tick').waitFor();
  await expect.poll(() => page.page.locator('.group-foot').innerText()).not.toContain(chat.messages.waiting);
  const carl = await Guest.join(own.port, 'Carl');
  const { seq } = await carl.says('who will rewrite this');
  const last = page.page.locator('.group').last();
  await last.getByText('‹who will rewrite this›').waitFor();
  await page.page.getByRole('heading', { name: '‹2 people›' }).waitFor();
  carl.send({ type: 'edit', ref: 'e1', room: 'lobby', target: seq, text: 'and has rewritten it' });
  await last.getByText('‹and has rewritten it›').waitFor();
  await expect.poll(() => last.innerText()).not.toContain('who will');
  await expect.poll(() => last.locator('.person-name').innerText()).toBe('Carl');
  carl.send({ type: 'react', ref: 'r1', room: 'lobby', target: seq, emoji: '👍', on: true });
  await expect.poll(() => last.locator('.reaction').first().innerText()).toContain('‹1›');
  await page.page.locator('.reaction').first().click();
  await expect.poll(() => last.locator('.reaction').first().innerText()).toContain('‹2›');
  await expect.poll(() => last.locator('.reaction').first().innerText()).not.toContain('‹1›');
  await own.kill();
  await expect.poll(() => page.page.locator('.status').innerText()).toBe(`‹${chat.status.lost}›`);
});

test('the search says what it found last, and nothing of what it said before', async () => {
  const page = await GuestPage.open(browser, house.link, DESKTOP, (context) =>
    context.addInitScript(TRANSLATOR),
  );
  onTestFinished(() => page.close());
  await page.page.locator('input').first().fill('Ann');
  await page.page.locator('button[type=submit]').click();
  const bob = await Guest.join(house.port, 'Bob');
  await bob.says('the first lantern');
  await page.page.locator('.head-search').click();
  const state = page.page.locator('.search-state');
  await expect.poll(() => state.innerText()).toBe(`‹${chat.search.hint}›`);
  const field = page.page.getByRole('searchbox');
  const search = async (text: string) => {
    await field.fill(text);
    await field.press('Enter');
  };
  await search('lantern');
  await expect.poll(() => state.innerText()).toBe(`‹${chat.search.found_one.replace('{{count}}', '1')}›`);
  await search('candle');
  await expect.poll(() => state.innerText()).toBe(`‹${chat.search.nothing.replace('{{text}}', 'candle')}›`);
  await bob.says('the second lantern');
  await search('lantern');
  await expect.poll(() => state.innerText()).toBe(`‹${chat.search.found_other.replace('{{count}}', '2')}›`);
  await expect
    .poll(() => page.page.locator('.hit-text').allInnerTexts())
    .toEqual(['‹the second ›‹lantern›', '‹the first ›‹lantern›']);
});

test('the window says how many are here and whether it is on', async () => {
  const folder = makeTemporaryFolder();
  const app = await DesktopApp.open(folder);
  onTestFinished(async () => {
    await app.close();
    removeFolder(folder);
  });
  const { page } = app.window;
  const port = await findFreePort();
  await app.window.start('This computer', port);
  await page.evaluate(TRANSLATOR);
  const state = page.locator('.bar-state');
  const guests = (count: number) =>
    (count === 1 ? words.guests_one : words.guests_other).replace('{{count}}', String(count));
  await expect.poll(() => state.innerText()).toContain(words.guests_zero);
  await Guest.join(port, 'Bob');
  await expect.poll(() => state.innerText()).toContain(`‹${guests(1)}›`);
  const carl = await Guest.join(port, 'Carl');
  await expect.poll(() => state.innerText()).toContain(`‹${guests(2)}›`);
  for (const old of [words.guests_zero, guests(1)])
    await expect.poll(() => state.innerText()).not.toContain(old);
  const { seq } = await carl.says('who will rewrite this');
  await page.getByText('‹who will rewrite this›').waitFor();
  carl.send({ type: 'edit', ref: 'e1', room: 'lobby', target: seq, text: 'and has rewritten it' });
  await page.getByText('‹and has rewritten it›').waitFor();
  await expect.poll(() => app.window.log.innerText()).not.toContain('who will');
});
