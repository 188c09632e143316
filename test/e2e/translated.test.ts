/** On a page that its browser translates, what changes still changes: no old word stands for a new state. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import chat from '../../words/en/chat.json';
import { launchBrowser } from '../support/browser.ts';
import { DESKTOP, GuestPage } from '../support/guest-page.ts';
import { Guest } from '../support/guest.ts';
import { House } from '../support/house.ts';

let browser: Browser;
let house: House;
beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** As Chrome does: each text is taken out, and two `font` elements with another one stand in its place. */
function translate(): void {
  const put = (root: Node) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) texts.push(node as Text);
    for (const text of texts) {
      const parent = text.parentElement;
      if (text.data.trim() === '' || parent === null) continue;
      if (parent.closest('[translate=no], font, script, style, textarea, template') !== null) continue;
      const font = () => document.createElementNS('http://www.w3.org/1999/xhtml', 'font');
      const [outer, inner] = [font(), font()];
      inner.append(`‹${text.data}›`);
      outer.append(inner);
      text.replaceWith(outer);
    }
  };
  addEventListener('DOMContentLoaded', () => {
    put(document.body);
    new MutationObserver((all) => {
      for (const { addedNodes } of all)
        for (const node of addedNodes) if (node.parentNode) put(node.parentNode);
    }).observe(document.body, { childList: true, subtree: true });
  });
}

test('the state of messages, people and the connection is that of now', async () => {
  const own = await House.open();
  const page = await GuestPage.open(browser, own.link, DESKTOP, (context) =>
    context.addInitScript(translate),
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
