/** Keeping order at the window of the real app, and what it does to the pages of real guests. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import chat from '../../../locales/en/chat.json';
import consoleWords from '../../../locales/en/console.json';
import shared from '../../../locales/en/shared.json';
import { expectAccessible } from '../../support/looks/axe.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import type { ConsoleWindow } from '../../support/app/console-window.ts';
import { DesktopApp } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { makeJpeg } from '../../support/looks/made-picture.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const words = shared.moderation;
const folder = makeTemporaryFolder();
let app: DesktopApp;
let window: ConsoleWindow;
let browser: Browser;
let link: string;
/** Behind the same address as all others, and never out. */
let bob: GuestPage;

beforeAll(async () => {
  [app, browser] = await Promise.all([DesktopApp.open(folder), launchBrowser()]);
  ({ window } = app);
  link = await window.start('This computer', await findFreePort());
  bob = await GuestPage.open(browser, link, DESKTOP);
  await bob.join('Bob');
});
afterAll(async () => {
  await browser.close();
  await app.close();
  removeFolder(folder);
});

async function guest(name: string, device = DESKTOP): Promise<GuestPage> {
  const page = await GuestPage.open(browser, link, device);
  await page.join(name);
  return page;
}

/** Another tab of the same browser: it opens the link, and shows what it finds there. */
async function anotherTab({ page }: GuestPage) {
  const tab = await page.context().newPage();
  await tab.goto(link);
  return tab;
}

const heading = (text: string) => ({ name: text, level: 1 });

test('whoever is muted reads why and until when, cannot write, and can again once it is lifted', async () => {
  const eve = await guest('Eve', PHONE);
  await window.sanction('Eve', words.mute, words['mute-yes'], { reason: 'Calm down' });
  await eve.page.getByText(chat.moderation.muted).waitFor();
  await eve.page.getByText('Reason: Calm down').waitFor();
  await eve.page.getByText(/^Time left: (10|\d) minutes$/).waitFor();
  await expect.poll(() => eve.message.count()).toBe(0);
  await bob.say('still heard');
  await eve.said('still heard').waitFor();
  await expectAccessible(eve.page);
  await eve.page.reload();
  await eve.page.getByText(chat.moderation.muted).waitFor();
  // In another tab and under another name they are muted as well, and the neighbour is not.
  const tab = await anotherTab(eve);
  await tab.getByLabel(chat.join.name).fill('Nobody');
  await tab.getByRole('button', { name: chat.join.button }).click();
  await tab.getByText(chat.moderation.muted).waitFor();
  await bob.say('I may');
  await bob.said('I may').waitFor();
  await window.person('Eve').getByRole('button', { name: words.unmute }).click();
  await tab.getByText(chat.moderation.muted).waitFor({ state: 'detached' });
  await eve.say('thank you');
  await bob.said('thank you').waitFor();
  await eve.close();
});

test('a banned stranger stays out by reload, another tab, another name and their token, and is let in once it is lifted', async () => {
  const eve = await guest('Ulla');
  const token = await eve.page.evaluate(() => sessionStorage.getItem('porchlight.tab') ?? '');
  await (await window.open('Ulla')).getByRole('button', { name: words.ban, exact: true }).click();
  const dialog = window.page.getByRole('dialog');
  await dialog.getByText(words.weak).first().waitFor();
  await dialog.getByLabel('Bob').waitFor();
  await expectAccessible(window.page);
  await dialog.getByRole('textbox').fill('Spam');
  await dialog.getByLabel(words['for-good']).click();
  await dialog.getByRole('button', { name: words['ban-yes'], exact: true }).click();
  const out = heading(shared.removed.banned);
  await eve.page.getByRole('heading', out).waitFor();
  await eve.page.getByText('Reason: Spam').waitFor();
  await expectAccessible(eve.page);
  await eve.page.reload();
  await eve.page.getByRole('heading', out).waitFor();
  await eve.page.getByRole('button', { name: chat.removed.try }).click();
  await eve.page.getByRole('heading', out).waitFor();
  const tab = await anotherTab(eve);
  await tab.getByRole('heading', out).waitFor();
  // Under another name, with the token of before.
  await tab.evaluate((kept) => {
    sessionStorage.setItem('porchlight.tab', kept.replaceAll('Ulla', 'Nobody'));
  }, token);
  await tab.reload();
  await tab.getByRole('heading', out).waitFor();
  // In a browser of their own, under the same name, or one that looks like it.
  const fresh = await GuestPage.open(browser, link);
  await fresh.name.fill('ULLA');
  await fresh.page.getByRole('button', { name: 'Join' }).click();
  await fresh.page.getByText(shared.refusal['name-banned']).waitFor();
  await bob.page.reload();
  await bob.say('nobody is missing here');
  await bob.said('nobody is missing here').waitFor();
  await window.page.getByRole('button', { name: words.bans }).click();
  await dialog.getByRole('button', { name: 'Unban Ulla' }).click();
  await dialog.getByText(words['bans-none']).first().waitFor();
  await dialog.getByRole('button', { name: words.close }).click();
  await eve.page.getByRole('button', { name: chat.removed.try }).click();
  await eve.message.waitFor();
  await Promise.all([eve.close(), fresh.close()]);
});

test('a ban that covers the address keeps out whoever is new behind it, and nobody who is in', async () => {
  const eve = await guest('Eva');
  const press = [words.address];
  await window.sanction('Eva', words.ban, words['ban-yes'], { press });
  await eve.page.getByRole('heading', heading(shared.removed.banned)).waitFor();
  const fresh = await GuestPage.open(browser, link);
  await fresh.name.fill('Fresh Start');
  await fresh.page.getByRole('button', { name: 'Join' }).click();
  await fresh.page.getByRole('heading', heading(shared.removed.banned)).waitFor();
  await bob.page.reload();
  await bob.say('as ever');
  await bob.said('as ever').waitFor();
  await window.page.getByRole('button', { name: words.bans }).click();
  await window.page.getByRole('button', { name: 'Unban Eva' }).click();
  await window.page.getByText(words['bans-none']).waitFor();
  await window.page.keyboard.press('Escape');
  await Promise.all([eve.close(), fresh.close()]);
});

test('the rules of a room hold its guests, and what waits is let through at the window', async () => {
  const eve = await guest('Ewa', PHONE);
  const tools = consoleWords.moderation;
  const dialog = window.page.getByRole('dialog');
  const rule = async (...labels: string[]) => {
    await window.page.getByRole('button', { name: tools.rules }).click();
    for (const label of labels) await dialog.getByLabel(label).click();
    await dialog.getByRole('button', { name: tools['rules-yes'] }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await rule(tools['read-only']);
  await eve.page.getByText(chat.moderation['read-only']).waitFor();
  await window.say('only I write');
  await eve.said('only I write').waitFor();
  await rule(tools['read-only'], tools.approve);
  await eve.page.getByText(chat.moderation.approve).waitFor();
  await bob.page.getByText(chat.moderation.approve).waitFor();
  const left = (text: string) =>
    bob.page.getByText(text, { exact: true }).evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return Math.round(range.getBoundingClientRect().left);
    });
  const attach = await bob.page.locator('.composer-row').boundingBox();
  await expect.poll(() => left(chat.moderation.approve)).toBe(Math.round(attach?.x ?? 0));
  const picture = join(folder, 'lamp.jpg');
  writeFileSync(picture, await makeJpeg(eve.page, 320, 200, 40));
  await eve.choose(picture);
  await eve.say('may I?');
  await eve.page.getByText(chat.moderation.pending).waitFor();
  await window.page.getByRole('button', { name: words.review }).click();
  const seen = dialog.getByRole('img', { name: 'lamp.jpg' });
  await expect.poll(() => seen.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320);
  await seen.click();
  await window.page.getByRole('dialog', { name: shared.files.pictures }).waitFor();
  await window.page.keyboard.press('Escape');
  await expectAccessible(window.page);
  await expect.poll(() => bob.said('may I?').count()).toBe(0);
  await dialog.getByRole('button', { name: 'Approve Ewa’s message' }).click();
  await dialog.getByText(words['queue-none']).first().waitFor();
  await window.page.keyboard.press('Escape');
  await bob.said('may I?').waitFor();
  await rule(tools.approve);
  await eve.close();
});

test('an announcement stands over every room until it is dismissed, and a moderator keeps order on a phone', async () => {
  const mod = await guest('Mona', PHONE);
  const eve = await guest('Ernie');
  const field = window.page.getByRole('textbox', { name: 'Message' });
  await field.fill('Lunch at noon');
  await window.page.getByRole('button', { name: consoleWords.moderation.announce }).click();
  const banner = mod.page.getByRole('region', { name: shared.message.announcement });
  await banner.getByText('Lunch at noon').waitFor();
  await expectAccessible(mod.page);
  await banner.getByRole('button', { name: chat.moderation.dismiss }).click();
  await mod.page.reload();
  await mod.said('Lunch at noon').waitFor();
  await expect.poll(() => banner.count()).toBe(0);
  await (
    await window.open('Mona')
  )
    .getByRole('button', { name: consoleWords.people['make-moderator'] })
    .click();
  const side = await mod.side();
  await side.getByRole('button', { name: 'Mute, remove, or ban Ernie' }).click();
  const sheet = mod.page.getByRole('dialog');
  await sheet.getByRole('button', { name: words.mute, exact: true }).click();
  await sheet.getByRole('textbox').fill('Not here');
  await expectAccessible(mod.page);
  await sheet.getByRole('button', { name: words['mute-yes'], exact: true }).click();
  await eve.page.getByText('Reason: Not here').waitFor();
  // Whoever comes in new from their address would be muted as well.
  await (await window.open('Ernie')).getByRole('button', { name: words.unmute }).click();
  await eve.message.waitFor();
  await Promise.all([mod.close(), eve.close()]);
});

test('a stranger who is asked to leave stays out by reload, in another tab, by another name and their token, and the neighbour stays in', async () => {
  const mallory = await guest('Mallory');
  const token = await mallory.page.evaluate(() => sessionStorage.getItem('porchlight.tab') ?? '');
  expect(token).toContain('Mallory');
  await mallory.say('noise');
  await window.sanction('Mallory', words.remove, words['remove-yes'], { reason: 'Too loud' });
  const { page } = mallory;
  await page.getByRole('heading', heading(shared.removed.removed)).waitFor();
  await page.getByText('Reason: Too loud').waitFor();
  const [above, below] = await page.locator('.join-removed').evaluate((out) => {
    const top = out.querySelector('.join-language')?.getBoundingClientRect().bottom ?? 0;
    const form = out.querySelector('.join-form')?.getBoundingClientRect();
    const light = out.querySelector('.join-lamp')?.getBoundingClientRect();
    const end = out.getBoundingClientRect().bottom - parseFloat(getComputedStyle(out).paddingBottom);
    return [(light?.top ?? 0) - top, end - (form?.bottom ?? 0)];
  });
  expect(above).toBeCloseTo(below, 0);
  await expect.poll(() => page.getByRole('button', { name: chat.removed.try }).isDisabled()).toBe(true);
  await page.reload();
  await page.getByRole('heading', heading(shared.removed.removed)).waitFor();
  const tab = await anotherTab(mallory);
  await tab.getByRole('heading', heading(shared.removed.removed)).waitFor();
  // Under another name, with the token of before: in that tab, and in a browser of its own.
  const elsewhere = await GuestPage.open(browser, link);
  for (const taken of [tab, elsewhere.page]) {
    await taken.evaluate((kept) => {
      sessionStorage.setItem('porchlight.tab', kept.replaceAll('Mallory', 'Nobody'));
    }, token);
    await taken.reload();
    await taken.getByRole('heading', heading(shared.removed.removed)).waitFor();
  }
  await elsewhere.close();
  const fresh = await GuestPage.open(browser, link);
  await fresh.name.fill('Somebody Else');
  await fresh.page.getByRole('button', { name: 'Join' }).click();
  await fresh.page.getByRole('heading', heading(shared.removed.removed)).waitFor();
  await bob.page.reload();
  await bob.say('I am still here');
  await bob.said('I am still here').waitFor();
  await bob.page.getByText('Mallory was removed').first().waitFor();
  await Promise.all([mallory.close(), fresh.close()]);
});

test('another PIN throws out those who are in, and lets them in again as themselves', async () => {
  const { page } = window;
  await page.getByRole('button', { name: consoleWords.moderation['pin-ask'] }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('482 913');
  await page.getByLabel(consoleWords.moderation['pin-remove']).click();
  await page.getByRole('button', { name: consoleWords.moderation['pin-new'], exact: true }).click();
  await bob.page.getByRole('heading', heading(shared.removed.pin)).waitFor();
  await bob.page.getByRole('button', { name: chat.removed.try }).click();
  await bob.page.getByLabel(chat.join.pin).fill('482913');
  await bob.page.getByRole('button', { name: 'Join' }).click();
  await bob.message.waitFor();
  await bob.readBackTo('as ever');
});
