/** Files, as two people send them to each other: at a desk and on a phone, also when the line is cut. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import words from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { CutProxy } from '../../support/clients/cut-proxy.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';
import { blackPng, heldUpright, makeJpeg, takenAt } from '../../support/looks/made-picture.ts';
import { openBy } from '../../support/browsers/open-by.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const MEGABYTE = 1_048_576;
const LARGE = 50 * MEGABYTE;
const folder = makeTemporaryFolder();

let browser: Browser;
let house: House;
let witness: GuestPage;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open('--lift-limits'), launchBrowser()]);
  witness = await GuestPage.open(browser, house.link);
  await witness.join('Witness');
});
afterAll(async () => {
  await browser.close();
  await house.close();
  removeFolder(folder);
});

function keep(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const named = (sentence: string, name: string) => sentence.replace('{{name}}', name);
const tray = ({ page }: GuestPage) => page.getByRole('list', { name: words.files.tray });
const send = ({ page }: GuestPage) => page.getByRole('button', { name: words.composer.send }).click();
/** The pictures in sight of the last message that has some. */
const pictures = (guest: GuestPage) => guest.log.locator('.attachments').last().locator('.picture img');

async function enter(name: string, device: BrowserContextOptions, link = house.link): Promise<GuestPage> {
  const guest = await GuestPage.open(browser, link, device);
  await guest.join(name);
  return guest;
}

async function download(guest: GuestPage, name: string): Promise<Buffer> {
  const saved = guest.page.waitForEvent('download');
  await guest.log.locator('.file-card').filter({ hasText: name }).getByRole('link').click();
  return readFileSync(await (await saved).path());
}

async function areLoaded(images: Locator): Promise<boolean> {
  return images.evaluateAll((all) =>
    all.every((image) => image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0),
  );
}

describe.each([
  ['at a desk', 'Ada', DESKTOP],
  ['on a phone', 'Ben', PHONE],
])('somebody %s', (_, name, device) => {
  test('sends a large file once, though the line is cut in the middle', async () => {
    const bytes = randomBytes(LARGE);
    const file = `${name}.bin`;
    const proxy = await CutProxy.before(house.link);
    const guest = await enter(name, device, proxy.link);
    proxy.cutAfter(LARGE / 2);
    await guest.choose(keep(file, bytes));
    await guest.message.fill(`from ${name}`);
    await tray(guest).getByText(words.files.paused).waitFor();
    // It waits for its file, and what is said after it does not wait.
    await send(guest);
    await guest.log.getByText(words.files.held).first().waitFor();
    await guest.say(`${name} says`);
    await proxy.mend();
    await witness.said(`from ${name}`).waitFor();
    const received = await download(witness, file);
    expect(hash(received)).toBe(hash(bytes));
    await expect.poll(() => guest.unsent()).toBe(0);
    // Less than was lost by a chunk or two was sent again.
    expect(proxy.carried).toBeGreaterThan(LARGE);
    expect(proxy.carried).toBeLessThan(LARGE + 10 * MEGABYTE);
    const texts = async () => (await witness.texts()).filter((text) => text.includes(name));
    // Both go out when the line is whole again; a quick one lets the file be first.
    await expect.poll(async () => (await texts()).toSorted()).toEqual([`${name} says`, `from ${name}`]);
    expect(guest.errors.filter((error) => !/ERR_CONNECTION|WebSocket connection/.test(error))).toEqual([]);
    await guest.close();
    proxy.close();
  });

  test('is told what does not fit before anything is sent, and takes back what they cancel', async () => {
    const guest = await enter(`${name} two`, device);
    const begun: string[] = [];
    guest.page.on('request', (request) => {
      if (request.method() === 'POST') begun.push(request.url());
    });
    const large = keep('too large.iso', Buffer.alloc(0));
    truncateSync(large, 101 * MEGABYTE);
    await guest.choose(large, keep('empty.txt', Buffer.alloc(0)));
    const refused = guest.page.getByRole('alert');
    await refused.getByText('too large.iso is 101 MB, but the limit is 100 MB.').waitFor();
    await refused.getByText('empty.txt is empty.').waitFor();
    await expect.poll(() => tray(guest).count()).toBe(0);
    expect(begun).toEqual([]);

    const cdp = await guest.page.context().newCDPSession(guest.page);
    // So slow that it is still on its way when it is cancelled.
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: MEGABYTE / 4 };
    await cdp.send('Network.emulateNetworkConditions', slow);
    await guest.choose(keep('wrong.bin', randomBytes(5 * MEGABYTE)), keep('right.txt', Buffer.from('right')));
    await expect
      .poll(() => tray(guest).getByRole('progressbar', { name: 'wrong.bin' }).getAttribute('value'))
      .not.toBe('0');
    const gone = guest.page.waitForResponse((response) => response.request().method() === 'DELETE');
    await guest.page.getByRole('button', { name: named(words.files.remove, 'wrong.bin') }).click();
    const answer = await gone;
    expect(answer.status()).toBe(204);
    await cdp.detach();
    await tray(guest).getByText('right.txt').waitFor();
    await guest.say(`only the right one, ${name}`);
    const said = witness.said(`only the right one, ${name}`);
    await said.getByRole('link').waitFor();
    await expect.poll(() => said.locator('.file-name').allTextContents()).toEqual(['right.txt']);

    const address = await said.getByRole('link').getAttribute('href');
    await guest.act(`only the right one, ${name}`, words.actions.delete, words.actions.delete);
    await said.waitFor({ state: 'detached' });
    await expect
      .poll(async () => (await witness.page.request.get(`${house.link}${address}`)).status())
      .toBe(404);
    await guest.close();
  });
});

test.each([
  ['a desk', 'Cleo', DESKTOP],
  ['a phone', 'Cleo two', PHONE],
])(
  'pictures are dropped anywhere at %s, wait for Send, and are looked at by keyboard',
  async (_, name, device) => {
    const guest = await enter(name, device);
    const files: string[] = [];
    for (const [place, hue] of [0, 60, 120, 200, 280].entries())
      files.push(keep(`${name} ${place + 1}.jpg`, await makeJpeg(guest.page, 1200, 900, hue)));
    const cdp = await guest.page.context().newCDPSession(guest.page);
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
      cdp.send('Input.dispatchDragEvent', {
        ...{ type, x: 200, y: 300 },
        data: { items: [], files, dragOperationsMask: 1 },
      });
    await drag('dragEnter');
    await drag('dragOver');
    await guest.page.getByText(words.files['drop-hint']).waitFor();
    await drag('drop');
    await expect.poll(() => tray(guest).getByText('Ready').count()).toBe(5);
    await expect.poll(() => guest.page.getByText(words.files.drop).count()).toBe(0);
    const heard = new Set<string>();
    witness.page.on('response', (response) => heard.add(new URL(response.url()).pathname));
    await send(guest);
    await expect.poll(() => pictures(witness).count()).toBe(5);
    await expect.poll(() => areLoaded(pictures(witness))).toBe(true);

    const second = witness.page.getByRole('button', {
      name: named(shared.files['open-name'], `${name} 2.jpg`),
    });
    const before = heard.size;
    await second.focus();
    await witness.page.keyboard.press('Enter');
    const box = witness.page.getByRole('dialog', { name: shared.files.pictures });
    await box.getByRole('img', { name: `${name} 2.jpg` }).waitFor();
    await witness.page.keyboard.press('ArrowRight');
    await box.getByRole('img', { name: `${name} 3.jpg` }).waitFor();
    for (let times = 0; times < 3; times += 1) await witness.page.keyboard.press('ArrowRight');
    await expect.poll(() => areLoaded(box.getByRole('img', { name: `${name} 1.jpg` }))).toBe(true);
    // In the conversation stood the thumbnails.
    await expect.poll(() => heard.size).toBeGreaterThan(before);
    const saved = witness.page.waitForEvent('download');
    await box.getByRole('link', { name: shared.files.download }).click();
    const fetched = await saved;
    expect(fetched.suggestedFilename()).toBe(basename(files[0]!));
    const path = await fetched.path();
    expect(hash(readFileSync(path))).toBe(hash(readFileSync(files[0]!)));
    await witness.page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached' });
    await expect.poll(() => second.evaluate((button) => button === document.activeElement)).toBe(true);
    await guest.close();
  },
);

test.each([
  ['a desk', 'Dan', DESKTOP],
  ['a phone', 'Dan two', PHONE],
])('a screenshot is pasted at %s, and called by its time', async (_, sender, device) => {
  const guest = await enter(sender, device);
  await guest.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await guest.message.focus();
  await guest.page.evaluate(async () => {
    const canvas = new OffscreenCanvas(320, 200);
    canvas.getContext('2d')!.fillRect(0, 0, 160, 100);
    const blob = await canvas.convertToBlob({ type: 'image/png' });
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
  });
  await guest.page.keyboard.press('Control+V');
  await tray(guest).getByText('Ready').waitFor();
  await guest.page.keyboard.press('Enter');
  const name = /Screenshot \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png/;
  await witness.log.getByRole('button', { name }).last().waitFor();
  await expect.poll(() => areLoaded(pictures(witness))).toBe(true);
  await guest.close();
});

test('a photo stands the right way up, in the place that was kept for it', async () => {
  const guest = await enter('Eve', PHONE);
  const lying = await makeJpeg(guest.page, 1600, 800, 30);
  await guest.choose(keep('upright.jpg', heldUpright(lying)));
  await tray(guest).getByText('Ready').waitFor();
  // Of the pictures themselves none comes: the place is there all the same.
  await witness.page.route('**/files/*', (route) => route.abort());
  const shown = witness.log.getByRole('img', { name: 'upright.jpg' });
  await send(guest);
  await shown.waitFor();
  await witness.page.getByRole('img', { name: `upright.jpg: ${shared.files.broken}` }).waitFor();
  await witness.page.unroute('**/files/*');
  const size = () =>
    pictures(guest).evaluate((image: HTMLImageElement) => ({
      natural: [image.naturalWidth, image.naturalHeight],
      place: [image.width, image.height],
    }));
  await expect.poll(size).toEqual({ natural: [400, 800], place: [160, 320] });
  await guest.close();
});

test('a photo goes without the place where it was taken, still turned, and the page says so', async () => {
  const guest = await enter('Ira', PHONE);
  const photo = takenAt(await makeJpeg(guest.page, 1600, 800, 60), 'at home');
  await guest.choose(keep('placed.jpg', photo));
  await guest.page.getByText(words.files['place-removed']).waitFor();
  await tray(guest).getByText('Ready').waitFor();
  const uploaded = witness.page.waitForResponse((answer) => answer.url().includes('/files/'));
  await send(guest);
  await uploaded;
  const small = witness.log.getByRole('button', { name: named(shared.files['open-name'], 'placed.jpg') });
  const box = witness.page.getByRole('dialog', { name: shared.files.pictures });
  await openBy((within) => small.click(within), box);
  const saved = witness.page.waitForEvent('download');
  await box.getByRole('link', { name: shared.files.download }).click();
  const bytes = readFileSync(await (await saved).path());
  await witness.page.keyboard.press('Escape');
  expect([bytes.length, bytes.includes('at home')]).toEqual([photo.length, false]);
  const behind = photo.indexOf('at home') + 'at home'.length;
  expect(bytes.subarray(behind).equals(photo.subarray(behind))).toBe(true);
  await expect
    .poll(() => pictures(guest).evaluate((image: HTMLImageElement) => image.naturalHeight))
    .toBe(800);
  await guest.close();
});

test('a video goes without the place where it was taken, and all else of it is as it was', async () => {
  const guest = await enter('Ivo', DESKTOP);
  const [xyz, place] = [Buffer.from('\u00a9xyz', 'latin1'), '+48.8577+002.2950/'];
  const video = Buffer.concat([
    Buffer.from(
      '\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x0cmdatfilm\0\0\0\x2amoov\0\0\0\x22udta\0\0\0\x1a',
      'latin1',
    ),
    ...[xyz, Buffer.from(place)],
  ]);
  await guest.choose(keep('placed.mp4', video));
  await guest.page.getByText(words.files['place-removed']).waitFor();
  await tray(guest).getByText('Ready').waitFor();
  await send(guest);
  const saved = witness.page.waitForEvent('download');
  await witness.log.getByRole('link', { name: /placed\.mp4/ }).click();
  const bytes = readFileSync(await (await saved).path());
  expect([bytes.length, bytes.includes(place)]).toEqual([video.length, false]);
  expect(bytes.subarray(0, video.indexOf(xyz)).equals(video.subarray(0, video.indexOf(xyz)))).toBe(true);
  await guest.close();
});

test('a page of another build than its host asks for a reload instead of waiting for ever', async () => {
  const guest = await enter('Jo', DESKTOP);
  await guest.page.route('**/assets/*', (route) => {
    const gone = route.request().method() === 'HEAD' || route.request().url().includes('/file-upload-');
    return gone ? route.fulfill({ status: 404 }) : route.continue();
  });
  await guest.choose(keep('old.txt', Buffer.from('of an old page')));
  await tray(guest).getByText(words.files.failed.outdated).waitFor();
  await expect.poll(() => tray(guest).getByRole('button', { name: words.files.retry }).count()).toBe(0);
  await guest.close();
});

test('a picture of 30,000 × 30,000 is a file like others, and stops nobody', async () => {
  const guest = await enter('Hal', PHONE);
  const bomb = blackPng(30_000);
  await guest.choose(keep('bomb.png', bomb));
  await tray(guest).getByText('Ready').waitFor();
  await guest.say('black');
  const said = witness.said('black');
  await said.locator('.file-card').getByText('bomb.png').waitFor();
  await expect.poll(() => said.locator('img').count()).toBe(0);
  const received = await download(witness, 'bomb.png');
  expect(hash(received)).toBe(hash(bomb));
  await guest.close();
});

test('a picture that the host lost with the power is sent to it once more', async () => {
  const frail = await House.open('--lift-limits');
  onTestFinished(() => frail.close());
  const guest = await enter('Gil', DESKTOP, frail.link);
  await guest.choose(keep('lamp.jpg', await makeJpeg(guest.page, 1200, 900, 90)));
  await tray(guest).getByText('Ready').waitFor();
  await frail.kill();
  await guest.page.getByText(words.trouble.lost).waitFor();
  await guest.say('a lamp');
  await frail.start();
  // What had not been said, the host does not keep; the next step is in the words.
  await guest.page.getByRole('alert').waitFor();
  await expect.poll(() => guest.message.inputValue()).toBe('a lamp');
  await tray(guest).getByText('Ready').waitFor();
  await send(guest);
  await guest.said('a lamp').locator('.tick').waitFor();
  await expect.poll(() => areLoaded(pictures(guest))).toBe(true);
  await expect
    .poll(() => pictures(guest).evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(800);
  await guest.close();
});

test('a reload asks first, and says what it lost', async () => {
  const proxy = await CutProxy.before(house.link);
  const guest = await enter('Fay', DESKTOP, proxy.link);
  await guest.choose(keep('note.txt', Buffer.from('a note')));
  await tray(guest).getByText('Ready').waitFor();
  proxy.cut();
  await guest.page.getByText(words.trouble.lost).waitFor();
  await guest.choose(keep('late.txt', Buffer.from('late')));
  await tray(guest).getByText(words.files.paused).waitFor();
  await guest.say('with files');
  const asked = guest.page.waitForEvent('dialog');
  const loaded = guest.page.reload();
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  // Not before: the page would send what it waits with.
  await proxy.mend();
  await dialog.accept();
  await loaded;
  await guest.page.getByRole('alert').getByText(words.files['files-lost']).waitFor();
  await expect.poll(() => guest.message.inputValue()).toBe('with files');
  await guest.close();
  proxy.close();
});
