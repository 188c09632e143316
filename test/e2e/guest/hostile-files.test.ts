/** Files that would run if a browser let them, opened by their own addresses in a real Chromium: none of them does. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { Guest } from '../../support/clients/guest.ts';
import { lightHost } from '../../support/host/running-host.ts';
import { gif, png } from '../../support/looks/pictures.ts';
import { FileSender } from '../../support/clients/sent-file.ts';

const SCRIPT = "alert('ran');fetch('/ran');document.title='ran'";
const PAGE = `<!doctype html><title>still</title><script>${SCRIPT}</script><img src=x onerror="${SCRIPT}">`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="${SCRIPT}"><script>${SCRIPT}</script></svg>`;
const XHTML = `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>${SCRIPT}</script></html>`;
const PDF = `%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\('ran'\\))>>>>endobj`;
/** A comment of GIF's and of HTML's own. */
const GIF_PAGE = Buffer.concat([gif(10, 10), Buffer.from(`\u0000\u003b${PAGE}`)]);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test.each<[string, Buffer, 'saved' | 'shown']>([
  ['page.html', Buffer.from(PAGE), 'saved'],
  ['drawing.svg', Buffer.from(SVG), 'saved'],
  ['page.xhtml', Buffer.from(XHTML), 'saved'],
  ['feed.xml', Buffer.from(XHTML), 'saved'],
  ['paper.pdf', Buffer.from(PDF), 'saved'],
  ['program.js', Buffer.from(SCRIPT), 'saved'],
  ['style.css', Buffer.from('*{background:url(/ran)}'), 'saved'],
  ['page.mht', Buffer.from(`MIME-Version: 1.0\nContent-Type: text/html\n\n${PAGE}`), 'saved'],
  ['photo.png', Buffer.from(PAGE), 'saved'],
  ['bomb.png', png(30_000, 30_000), 'saved'],
  ['gif that is a page.html', GIF_PAGE, 'shown'],
  ['png that is a page.html', Buffer.concat([png(10, 10), Buffer.from(PAGE)]), 'shown'],
])('%s runs nothing', async (name, content, how) => {
  const { port } = await lightHost();
  const sender = new FileSender(port, await Guest.join(port, 'Mallory'));
  const { id } = await sender.say(name, content);
  const context = await browser.newContext();
  const page = await context.newPage();
  const ran: string[] = [];
  page.on('dialog', (dialog) => {
    ran.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().endsWith('/ran')) ran.push(request.url());
  });
  const link = `http://127.0.0.1:${port}/files/${id}`;
  await page.goto(`http://127.0.0.1:${port}/`);
  const download = how === 'saved' ? page.waitForEvent('download') : undefined;
  await page.evaluate((to) => (location.href = to), link);
  if (download === undefined) await page.waitForURL(link);
  else {
    const saved = await download;
    expect(saved.url()).toBe(link);
  }
  await page.waitForTimeout(200);
  expect(ran).toEqual([]);
  await expect.poll(() => page.title()).not.toBe('ran');
  await context.close();
});
