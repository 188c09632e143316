/** Names and pages that the host allows, tried in a real browser that resolves names as it is told. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import host from '../../../locales/en/host.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { GuestPage } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const NAMES = ['chat.example.org', 'evil.example', 'porchbox'];

let browser: Browser;
let folder: string;
/** A page as the one that Porchlight grew from: HTML from the disk, plain text, no subprotocol. */
let filePage: string;

beforeAll(async () => {
  const rules = NAMES.map((name) => `MAP ${name} 127.0.0.1`).join(', ');
  browser = await launchBrowser(undefined, [`--host-resolver-rules=${rules}`]);
  folder = makeTemporaryFolder();
  const file = join(folder, 'page.html');
  writeFileSync(file, PAGE);
  filePage = pathToFileURL(file).href;
});
afterAll(async () => {
  await browser.close();
  removeFolder(folder);
});

const PAGE = `<!doctype html><meta charset="utf-8"><title>Plain</title><ul></ul><script>
  const socket = new WebSocket(decodeURIComponent(location.hash.slice(1)));
  const show = (text) => document.querySelector('ul').appendChild(document.createElement('li')).append(text);
  socket.onopen = () => socket.send('hello from a file');
  socket.onmessage = ({ data }) => show(data);
  socket.onclose = ({ code }) => show('closed ' + code);
</script>`;

async function houseWith(...options: string[]): Promise<House> {
  const house = await House.open(...options);
  onTestFinished(() => house.close());
  return house;
}

async function openFile({ port }: House) {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(`${filePage}#${encodeURIComponent(`ws://127.0.0.1:${port}/`)}`);
  return page;
}

test('an HTML file that is opened from the disk speaks plain text, where that is allowed', async () => {
  // Chromium says `file://`, and other browsers `null`.
  const house = await houseWith('--allow-origin', 'file://', '--allow-origin', 'null');
  const page = await openFile(house);
  await page.getByText(/ say: hello from a file$/).waitFor();
  const guest = await GuestPage.open(browser, house.link);
  onTestFinished(() => guest.close());
  await guest.join('Ada');
  await guest.say('hello from the page');
  await page.getByText(/ Ada say: hello from the page$/).waitFor();
});

test('it does not get in where that is not allowed', async () => {
  const page = await openFile(await houseWith());
  await page.getByText('closed 1006').waitFor();
});

test('by a name that is allowed one chats as by the address', async () => {
  const house = await houseWith('--name', 'chat.example.org');
  const guest = await GuestPage.open(browser, `http://chat.example.org:${house.port}`);
  onTestFinished(() => guest.close());
  await guest.join('Ben');
  await guest.say('by name');
  await guest.said('by name').waitFor();
  expect(guest.errors).toEqual([]);
});

test('by the plain name of a computer too, without being allowed', async () => {
  const house = await houseWith();
  const guest = await GuestPage.open(browser, `http://porchbox:${house.port}`);
  onTestFinished(() => guest.close());
  await guest.join('Cid');
});

test('by another name one is told what to ask the host for, and led nowhere', async () => {
  const house = await houseWith('--name', 'chat.example.org');
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  const answer = await page.goto(`http://evil.example:${house.port}`);
  expect(answer?.status()).toBe(403);
  await page.getByRole('heading', { name: host.http['403'].title }).waitFor();
  await page.getByText('--name evil.example').waitFor();
  await expect.poll(() => page.getByRole('link').count()).toBe(0);
});
