/** axe finds nothing in any state of the pages and of the window: by day, by night, and with more contrast. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import words from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { violations } from '../../support/looks/axe.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DesktopApp } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';
import { makeJpeg } from '../../support/looks/made-picture.ts';
import { openBy } from '../../support/browsers/open-by.ts';
import { tabThrough } from '../../support/looks/tab-through.ts';
import { PlainClient } from '../../support/clients/plain-client.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

/** Of all that axe tries, this alone may be otherwise in other colours. */
const BY_COLOR = ['color-contrast', 'link-in-text-block'];
const LOOKS = [
  { look: { colorScheme: 'light', contrast: 'no-preference' }, rules: undefined },
  { look: { colorScheme: 'dark', contrast: 'no-preference' }, rules: BY_COLOR },
  { look: { colorScheme: 'dark', contrast: 'more' }, rules: BY_COLOR },
] as const;

/** Of a state that was waited for: each look is taken once. */
async function expectAccessible(page: Page): Promise<void> {
  const found: Record<string, readonly string[]> = {};
  for (const { look, rules } of LOOKS) {
    // What fades from one look to the other has a contrast of its own meanwhile.
    await page.emulateMedia({ ...look, reducedMotion: 'reduce' });
    const wrong = await violations(page, rules && { rules });
    if (wrong.length > 0) found[`${look.colorScheme} ${look.contrast}`] = wrong;
  }
  expect(found).toEqual({});
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each([
  ['at a desk', DESKTOP],
  ['on a phone', PHONE],
])('a guest %s', (_, device) => {
  let house: House;
  let ada: GuestPage;
  let ben: GuestPage;
  let page: Page;

  beforeAll(async () => {
    house = await House.open('--pin', '482913');
    ada = await GuestPage.open(browser, house.link, device);
    ben = await GuestPage.open(browser, house.link, device);
    ({ page } = ada);
  });
  afterAll(() => house.close());

  test('at the door, turned away, and asked for a PIN', async () => {
    await ada.name.waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: words.join.button }).click();
    await page.getByText(shared.refusal['name-empty']).first().waitFor();
    await expectAccessible(page);
    await ada.name.fill('Ada');
    await page.getByRole('button', { name: words.join.button }).click();
    await page.getByRole('textbox', { name: words.join.pin }).waitFor();
    await expectAccessible(page);
  });

  test('in an empty room', async () => {
    await page.getByRole('textbox', { name: words.join.pin }).fill('482913');
    await page.getByRole('button', { name: words.join.button }).click();
    await ada.message.waitFor();
    await expectAccessible(page);
  });

  test('among messages of every kind', async () => {
    await ben.name.fill('Ben');
    await ben.page.getByRole('button', { name: words.join.button }).click();
    await ben.page.getByRole('textbox', { name: words.join.pin }).fill('482913');
    await ben.page.getByRole('button', { name: words.join.button }).click();
    await ben.message.waitFor();
    await ben.say('**bold** _thin_ `code` https://example.org\n> said\n\n- one\n- two\n\n```\nblock\n```');
    await ben.say('hello @Ada');
    await ada.act('hello @Ada', words.reactions.react.replace('{{emoji}}', '👍'));
    await ada.act('hello @Ada', words.actions.reply);
    await ada.say('an answer');
    await ben.say('to be deleted');
    await ben.act('to be deleted', words.actions.delete, words.actions.delete);
    await ada.said(shared.message.deleted).waitFor();
    await ada.log.getByRole('list', { name: words.reactions.label }).waitFor();
    await expectAccessible(page);
  });

  test('with what opens over the conversation', async () => {
    if (device === DESKTOP) {
      // A phone's own keyboard has them.
      await page.getByRole('button', { name: words.emoji.label }).click();
      await page.getByRole('dialog').waitFor();
      await expectAccessible(page);
      await tabThrough(page);
      await page.keyboard.press('Escape');
    }
    await ada.search('hello');
    await page.getByText(words.search.found_one.replace('{{count}}', '1')).waitFor();
    await expectAccessible(page);
    await tabThrough(page);
    await page.getByRole('button', { name: words.search.close }).click();
    const side = await ada.side();
    await tabThrough(page);
    await side.getByRole('button', { name: words.notifications.title }).click();
    await page.getByRole('dialog', { name: words.notifications.title }).waitFor();
    await expectAccessible(page);
    await tabThrough(page);
    await page.keyboard.press('Escape');
    await (await ada.side()).getByRole('button', { name: words.people.rename }).click();
    await page.getByRole('textbox', { name: words.rename.label }).waitFor();
    await expectAccessible(page);
    await tabThrough(page);
    await page.keyboard.press('Escape');
    // The sheet of the phone, which the form stood in.
    await page.keyboard.press('Escape');
  });

  test('with files: in the tray, refused, in the conversation, and looked at', async () => {
    const folder = makeTemporaryFolder();
    const keep = (name: string, bytes: Buffer) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    };
    const photos = [10, 120].map((hue) => makeJpeg(page, 400, 300, hue));
    const [one, two] = (await Promise.all(photos)).map((bytes, place) => keep(`Photo ${place}.jpg`, bytes));
    const large = keep('too large.iso', Buffer.alloc(0));
    truncateSync(large, 101 * 1_048_576);
    await ada.choose(one!, two!, keep('plan.pdf', Buffer.from('%PDF-1.4')), large);
    await page.getByRole('alert').getByText('too large.iso').waitFor();
    const tray = page.getByRole('list', { name: words.files.tray });
    await expect.poll(() => tray.getByText(/^Ready/).count()).toBe(3);
    await expectAccessible(page);
    await tabThrough(page);
    await ada.say('our photos');
    await ben.said('our photos').locator('.picture img').first().waitFor();
    const small = ada.log.locator('.picture').first();
    await openBy((within) => small.click(within), page.getByRole('dialog', { name: shared.files.pictures }));
    await expectAccessible(page);
    await tabThrough(page);
    await page.keyboard.press('Escape');
    removeFolder(folder);
  });

  test('with what one can do with a message, and what is asked once more', async () => {
    await ada.act('an answer');
    await expectAccessible(page);
    await tabThrough(page);
    await page.getByRole('dialog').getByRole('button', { name: words.actions.delete }).click();
    await page.getByRole('button', { name: words.actions.keep }).waitFor();
    await expectAccessible(page);
    await tabThrough(page);
    await page.keyboard.press('Escape');
    await ada.act('an answer', words.actions.edit);
    await page.getByRole('button', { name: words.composer.save }).waitFor();
    await expectAccessible(page);
    await tabThrough(page);
    await page.keyboard.press('Escape');
  });

  test('reading back, told of another room by a toast, and in it', async () => {
    await ben.say(`a long one${'\n'.repeat(60)}that ends here`);
    await ada.log.getByText('that ends here').first().waitFor();
    await ada.rest();
    await ada.log.evaluate((box) => (box.scrollTop = 0));
    await page.locator('.to-end').waitFor();
    await ben.writeTo('Ada');
    await ben.say('psst');
    await page.locator('.toast').waitFor();
    await expectAccessible(page);
    await ada.enter('Ben');
    await ada.said('psst').waitFor();
    await expectAccessible(page);
  });

  test('without the host', async () => {
    await house.close();
    await page.getByText(words.trouble['host-gone']).or(page.getByText(words.trouble.lost)).first().waitFor();
    await expectAccessible(page);
  });
});

test.each(['/basic', '/plain', '/nowhere'])('%s', async (path) => {
  const house = await House.open();
  const page = await browser.newPage();
  await page.goto(`${house.link}${path}`);
  await expectAccessible(page);
  await page.close();
  await house.close();
});

test('the window: off, on, and with its dialogs', async () => {
  const folder = makeTemporaryFolder();
  const app = await DesktopApp.open(folder);
  const { page } = app.window;
  await expectAccessible(page);
  const link = await app.window.start('This computer', await findFreePort());
  await page.locator('.on').waitFor();
  await expectAccessible(page);
  const plain = await PlainClient.join(link);
  plain.say('hello from plain text');
  await app.window.say('welcome');
  await expect.poll(() => app.window.people()).toHaveLength(1);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'New room' }).click();
  await page.locator('dialog').waitFor();
  await expectAccessible(page);
  await tabThrough(page);
  await page.keyboard.press('Escape');
  await plain.leave();
  await app.close();
  removeFolder(folder);
});
