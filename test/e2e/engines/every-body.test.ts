/**
 * Whoever has no mouse, sees little, or is made dizzy: every action of the page by keyboard with the focus in sight, a
 * page that is twice as large or in the system's own colours, and nothing that moves.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import words from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';
import { blinkingGif } from '../../support/looks/made-picture.ts';
import { openBy } from '../../support/browsers/open-by.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const STOPS_MAX = 60;

let browser: Browser;
let house: House;
let ben: GuestPage;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  ben = await GuestPage.open(browser, house.link);
  await ben.join('Ben');
  await ben.say('hello');
  await ben.said('hello').waitFor();
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

async function enter(name: string, device: BrowserContextOptions = DESKTOP): Promise<GuestPage> {
  const guest = await GuestPage.open(browser, house.link, device);
  onTestFinished(() => guest.close());
  await guest.join(name);
  await guest.said('hello').waitFor();
  return guest;
}

interface Stop {
  readonly name: string;
  /** Something about it, or around it, looks otherwise than without the focus. */
  readonly seen: boolean;
}

/** What has the focus; `undefined` outside of the page. */
function stop({ page }: GuestPage): Promise<Stop | undefined> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return undefined;
    const label = at instanceof HTMLSelectElement ? at.labels[0]?.textContent : undefined;
    const name = at.getAttribute('aria-label') ?? label ?? at.textContent;
    const ring = () => {
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(at);
      return outlineStyle === 'none' || outlineWidth === '0px' ? `${boxShadow} ${borderColor}` : 'a ring';
    };
    const focused = ring();
    at.blur();
    const blurred = ring();
    at.focus();
    return { name: name.trim(), seen: focused !== blurred };
  });
}

test('every action is reached by Tab, with the focus in sight, and comes round', async () => {
  const ada = await enter('Ada');
  await ada.message.focus();
  const stops: Stop[] = [];
  for (let i = 0; i < STOPS_MAX; i += 1) {
    await ada.page.keyboard.press('Tab');
    const at = await stop(ada);
    if (at === undefined) continue;
    if (at.name === words.composer.label) break;
    stops.push(at);
  }
  const names = stops.map(({ name }) => name);
  for (const wanted of [
    words.composer.send,
    words.actions.more,
    words.messages.title,
    words.search.title,
    words.day['go-to'],
    words.people.rename,
    words.notifications.title,
    words.people.leave,
    words.emoji.label,
    words.people['write-to'].replace('{{name}}', 'Ben'),
  ])
    expect(
      names.some((name) => name.includes(wanted)),
      `${wanted} among ${names.join(' | ')}`,
    ).toBe(true);
  expect(names.some((name) => name.startsWith(shared.language))).toBe(true);
  expect(stops.filter(({ seen }) => !seen)).toEqual([]);
});

test('a message is answered, mended and taken back without a mouse', async () => {
  const ada = await enter('Cleo');
  const { keyboard } = ada.page;
  const more = ada.said('hello').getByRole('button', { name: words.actions.more });
  await more.focus();
  await keyboard.press('Enter');
  const menu = ada.page.getByRole('dialog', { name: words.actions.label });
  await menu.waitFor();
  await keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
  await expect.poll(() => isFocused(more)).toBe(true);
  await keyboard.press('Enter');
  await menu.getByRole('button', { name: words.actions.reply }).focus();
  await keyboard.press('Enter');
  await expect.poll(() => isFocused(ada.message)).toBe(true);
  await keyboard.type('an answer');
  await keyboard.press('Enter');
  await ben.said('an answer').waitFor();
  await ada.said('an answer').locator('.tick').waitFor();
  await keyboard.press('ArrowUp');
  await expect.poll(() => ada.message.inputValue()).toBe('an answer');
  await keyboard.type(', mended');
  await keyboard.press('Enter');
  await ben.said('an answer, mended').waitFor();
  await ada.said('an answer, mended').getByRole('button', { name: words.actions.more }).focus();
  await keyboard.press('Enter');
  await menu.getByRole('button', { name: words.actions.delete }).focus();
  await keyboard.press('Enter');
  await expect.poll(() => isFocused(menu.getByRole('button', { name: words.actions.keep }))).toBe(true);
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await ben.said('an answer, mended').waitFor({ state: 'detached' });
});

test.each([
  ['a window at 200 %', { width: 720, height: 450 }],
  ['a window at 400 %', { width: 320, height: 480 }],
])('nothing is cut off in %s, at the door and inside', async (_, viewport) => {
  const device = { viewport, deviceScaleFactor: 2 };
  const fits = ({ page }: GuestPage) =>
    page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  for (const locale of ['de', 'ru', 'ar']) {
    const door = await GuestPage.open(browser, house.link, { ...device, locale });
    await door.page.locator('.join button[type=submit]').waitFor();
    await expect.poll(() => fits(door), { message: locale }).toBe(true);
    await door.close();
  }
  const guest = await enter(`Dan ${viewport.width}`, device);
  await expect.poll(() => fits(guest)).toBe(true);
  for (const part of [guest.message, guest.page.getByRole('button', { name: words.composer.send })])
    await expect.poll(() => isWhole(part)).toBe(true);
  const sheet = await guest.side();
  await expect.poll(() => fits(guest)).toBe(true);
  for (const name of [words.people.close, words.notifications.title, words.people.leave]) {
    const button = sheet.getByRole('button', { name, exact: true });
    await button.scrollIntoViewIfNeeded();
    await expect.poll(() => isWhole(button), { message: name }).toBe(true);
  }
});

function isFocused(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

/** In sight, and under nothing else. */
function isWhole(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return inside && (element.contains(there) || there?.contains(element) === true);
  });
}

test('in the colours of the system a button still has its edge, and the focus its ring', async () => {
  const ada = await enter('Eve');
  await ada.page.emulateMedia({ forcedColors: 'active' });
  // Rows of a list have none.
  const edges = await ada.page
    .locator(':is(.send, .primary, .secondary, .quiet):visible')
    .evaluateAll((buttons) =>
      buttons.flatMap((button) =>
        getComputedStyle(button).borderTopStyle === 'none' ? [button.outerHTML] : [],
      ),
    );
  expect(edges).toEqual([]);
  await ada.message.focus();
  await ada.page.keyboard.press('Tab');
  const focus = await stop(ada);
  expect(focus?.seen).toBe(true);
});

test('nothing moves for whoever asks for that', async () => {
  const ada = await enter('Fay', { ...PHONE, reducedMotion: 'reduce' });
  // Otherwise it rises.
  await ada.side();
  const moving = await ada.page.locator('*').evaluateAll((all) =>
    all.flatMap((element) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
      const still = animationName === 'none' && /^(0s(, )?)+$/.test(transitionDuration);
      return still && scrollBehavior === 'auto' ? [] : [element.outerHTML];
    }),
  );
  expect(moving).toEqual([]);
});

test('a small picture that blinks stands still for whoever wants less motion, until they open it', async () => {
  const folder = makeTemporaryFolder();
  onTestFinished(() => removeFolder(folder));
  const file = join(folder, 'blinks.gif');
  writeFileSync(file, blinkingGif());
  await ben.choose(file);
  await ben.say('it blinks');
  const source = ({ log }: GuestPage) => log.getByRole('img', { name: 'blinks.gif' }).getAttribute('src');
  await expect.poll(() => source(ben)).toMatch(/^\/files\//);
  const fay = await enter('Gil', { ...DESKTOP, reducedMotion: 'reduce' });
  await expect.poll(() => source(fay)).toMatch(/^blob:/);
  const small = fay.log.getByRole('button', {
    name: shared.files['open-name'].replace('{{name}}', 'blinks.gif'),
  });
  const box = fay.page.getByRole('dialog', { name: shared.files.pictures });
  await openBy((within) => small.click(within), box);
  await expect
    .poll(() => box.getByRole('img', { name: 'blinks.gif' }).getAttribute('src'))
    .toMatch(/^\/files\//);
});
