/** Every guest in their own language: at the door, inside, and where there is no page. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import ar from '../../../locales/ar/chat.json';
import arHost from '../../../locales/ar/host.json';
import arShared from '../../../locales/ar/shared.json';
import en from '../../../locales/en/chat.json';
import enShared from '../../../locales/en/shared.json';
import zhHant from '../../../locales/zh-Hant/chat.json';
import zhHantHost from '../../../locales/zh-Hant/host.json';
import zhHantShared from '../../../locales/zh-Hant/shared.json';
import { LANGUAGES } from '../../../locales/language.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { collectErrors } from '../../support/looks/console-errors.ts';
import { PHONE } from '../../support/browsers/guest-page.ts';
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

async function open(device: BrowserContextOptions): Promise<Page> {
  const page = await (await browser.newContext(device)).newPage();
  return page;
}

const languageOf = (page: Page) =>
  page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);

test.each([
  { locale: 'en-AU', shown: ['en', 'ltr'], chat: en, shared: enShared, name: 'Ada' },
  { locale: 'zh-TW', shown: ['zh-Hant', 'ltr'], chat: zhHant, shared: zhHantShared, name: '小明' },
  { locale: 'ar-EG', shown: ['ar', 'rtl'], chat: ar, shared: arShared, name: 'مريم' },
])('a guest whose browser prefers $locale finds their way', async ({ locale, shown, chat, shared, name }) => {
  const page = await open({ ...PHONE, locale });
  const errors = collectErrors(page);
  await page.addInitScript(() => {
    const titles = new Set<string>();
    Object.assign(window, { titles });
    const watch = new MutationObserver(() => titles.add(document.querySelector('h1')?.textContent ?? ''));
    watch.observe(document, { childList: true, subtree: true });
  });
  await page.goto(house.link);
  const join = page.getByRole('button', { name: chat.join.button, exact: true });
  await join.waitFor();
  await expect.poll(() => languageOf(page)).toEqual(shown);
  const titles = await page.evaluate(() => [...(window as unknown as { titles: Set<string> }).titles]);
  // No flash of another language.
  expect(titles.filter((title) => title !== '')).toEqual([chat.join.running]);

  await page.getByRole('textbox', { name: chat.join.name }).fill(name);
  await join.click();
  const pin = page.getByRole('textbox', { name: chat.join.pin });
  await pin.fill('111111');
  await join.click();
  await page.getByText(shared.refusal['pin-wrong']).waitFor();
  await pin.fill(PIN);
  await join.click();

  const message = page.getByRole('textbox', { name: chat.composer.label, exact: true });
  await message.fill(`${name} 👋`);
  await page.getByRole('button', { name: chat.composer.send, exact: true }).click();
  const bubble = page.locator('.group-mine .bubble').last();
  await bubble.waitFor();
  // One's own are at the end of the line, wherever that is; the list takes a moment to place them.
  const atRight = async () => {
    const box = await bubble.boundingBox();
    return (box?.x ?? 0) + (box?.width ?? 0) / 2 > 195;
  };
  await expect.poll(atRight).toBe(shown[1] === 'ltr');

  await page.locator('.head').getByRole('button', { name: chat.search.title }).click();
  await page.getByRole('searchbox', { name: chat.search.label }).fill(name);
  await page.getByRole('button', { name: chat.search.go, exact: true }).last().click();
  await page.locator('.hit').first().waitFor();
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
    .toBe(true);
  expect(errors).toEqual([]);
  await page.context().close();
});

test('the language can be switched at the door and inside, and is kept for the next visit', async () => {
  const page = await open({ locale: 'en-US', viewport: { width: 1440, height: 900 } });
  await page.goto(house.link);
  await page.getByRole('combobox', { name: enShared.language }).selectOption('zh-Hant');
  await page.getByRole('heading', { name: zhHant.join.running }).waitFor();
  await expect.poll(() => languageOf(page)).toEqual(['zh-Hant', 'ltr']);
  await page.reload();
  await page.getByRole('textbox', { name: zhHant.join.name }).fill('Zoë');
  await page.getByRole('button', { name: zhHant.join.button, exact: true }).click();
  await page.getByRole('textbox', { name: zhHant.join.pin }).fill(PIN);
  await page.getByRole('button', { name: zhHant.join.button, exact: true }).click();
  await page.getByRole('combobox', { name: zhHantShared.language }).selectOption('ar');
  await page.getByRole('textbox', { name: ar.composer.label, exact: true }).waitFor();
  await expect.poll(() => languageOf(page)).toEqual(['ar', 'rtl']);
  await page.context().close();
});

test('nothing but the language shown is fetched', async () => {
  const page = await open({ locale: 'ja-JP' });
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(house.link);
  await page.getByRole('button', { name: '参加' }).waitFor();
  const spoken = LANGUAGES.filter((each) => fetched.some((path) => path.includes(`/locale-${each}-`)));
  expect(spoken).toEqual(['ja']);
  await page.context().close();
});

test.each([
  ['ar;q=0.9, nl', 'ar', 'rtl', arHost.http['404'].title],
  ['en;q=0.1, zh-HK;q=0.8', 'zh-Hant', 'ltr', zhHantHost.http['404'].title],
  [`${'x,'.repeat(4_000)}de`, 'en', 'ltr', 'Page not found'],
])(
  'what is not there is said in the language of the request, case %#',
  async (accepted, language, dir, title) => {
    const answer = await fetch(`${house.link}/nothing`, { headers: { 'Accept-Language': accepted } });
    const body = await answer.text();
    expect(answer.headers.get('content-language')).toBe(language);
    expect(body).toContain(`<html lang="${language}" dir="${dir}">`);
    expect(body).toContain(title);
  },
);
