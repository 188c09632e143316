/** Whatever fails in a browser, the page says something: the text as it was written, what happened, or the ways round it. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import arabic from '../../../locales/ar/basic.json';
import basic from '../../../locales/en/basic.json';
import chat from '../../../locales/en/chat.json';
import shared from '../../../locales/en/shared.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DESKTOP, GuestPage } from '../../support/browsers/guest-page.ts';
import { Guest } from '../../support/clients/guest.ts';
import { House } from '../../support/host/host-program.ts';

let browser: Browser;
let house: House;
beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** A browser of the years 2020 to 2021, as far as a library of the page notices. */
function forgetAt(): void {
  Reflect.deleteProperty(Array.prototype, 'at');
  Reflect.deleteProperty(String.prototype, 'at');
  Reflect.deleteProperty(Object, 'hasOwn');
}

const between = (context: BrowserContext) => context.addInitScript(forgetAt);

async function open(link: string, before: (context: BrowserContext) => Promise<unknown>, device = DESKTOP) {
  const guest = await GuestPage.open(browser, link, device, before);
  onTestFinished(() => guest.close());
  return guest;
}

describe('a browser that a library of the page is too new for', () => {
  test('is taken to the page for old browsers', async () => {
    const guest = await open(house.link, between);
    await guest.page.waitForURL(`${house.link}/basic`);
    await guest.page.locator('#status').getByText(basic.basic.here, { exact: true }).waitFor();
  });

  test('shows a text as it was written where it is asked for the full page, and all that comes after it', async () => {
    const guest = await open(`${house.link}/?full`, between);
    await guest.join('Tele');
    const bob = await Guest.join(house.port, 'Bob');
    await bob.says('2 * 3 = 6');
    const said = guest.log.locator('.group').filter({ hasText: '2 * 3 = 6' });
    await said.getByText(shared.message['as-written']).waitFor();
    await bob.says('and a plain one after it');
    await guest.said('and a plain one after it').waitFor();
    await guest.say('I can still write');
    await bob.hearsOf('message', ({ text }) => text === 'I can still write');
  });
});

describe('a page that fails as a whole', () => {
  /** It is first asked for in the room. */
  const breakRoom = (context: BrowserContext) =>
    context.addInitScript(() => {
      Object.defineProperty(Date.prototype, 'toDateString', {
        value: function () {
          throw new Error('no days today');
        },
      });
    });

  test('says so, and leads on', async () => {
    const guest = await open(house.link, breakRoom);
    await guest.name.fill('Ann');
    await guest.page.getByRole('button', { name: 'Join' }).click();
    await guest.page.getByRole('heading', { name: chat.failed.title }).waitFor();
    await guest.page.getByRole('button', { name: chat.failed.reload }).waitFor();
    const hrefs = await guest.page
      .getByRole('alert')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(hrefs).toEqual(['/basic', '/plain']);
  });
});

describe('a page that never comes up', () => {
  const brokenScript = (context: BrowserContext) =>
    context.route('**/assets/index-*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("before the first word")' }),
    );

  test('shows the ways round it, in the language of the reader', async () => {
    const guest = await open(house.link, brokenScript, { ...DESKTOP, locale: 'ar-EG' });
    await guest.page.getByText(arabic.fallback.text).waitFor();
    await guest.page.getByRole('link', { name: arabic.fallback.basic }).click();
    await guest.page.waitForURL(`${house.link}/basic`);
  });

  test.each([
    ['zh-TW', '頁面'],
    ['zh-CN', '页面'],
    ['xx', 'The page'],
  ])('knows %s', async (locale, begin) => {
    const guest = await open(house.link, brokenScript, { ...DESKTOP, locale });
    await expect.poll(() => guest.page.locator('.fallback').innerText()).toContain(begin);
    await expect.poll(() => guest.page.locator('.fallback').count()).toBe(1);
  });

  test('shows them too where the script cannot be fetched, and hides them once there is a page', async () => {
    const guest = await open(house.link, (context) =>
      context.route('**/assets/index-*.js', (route) => route.abort(), { times: 1 }),
    );
    await guest.page.getByRole('link', { name: basic.fallback.reload }).click();
    await guest.name.waitFor();
    await expect.poll(() => guest.page.getByText(basic.fallback.text).isVisible()).toBe(false);
  });
});

describe('a service that the browser lacks', () => {
  /** Each by the object that has it. */
  const SERVICES: Readonly<Record<string, readonly string[]>> = {
    window: [
      ...['localStorage', 'sessionStorage', 'Notification', 'matchMedia', 'visualViewport', 'AudioContext'],
      ...['BroadcastChannel', 'indexedDB', 'crypto', 'Intl', 'caches', 'requestIdleCallback'],
      'IntersectionObserver',
    ],
    navigator: [
      ...[
        'clipboard',
        'locks',
        'serviceWorker',
        'userActivation',
        'languages',
        'language',
        'wakeLock',
        'share',
      ],
      ...['mediaDevices', 'storage', 'permissions', 'connection', 'onLine', 'vibrate', 'sendBeacon'],
    ],
  };

  /** What no browser refuses by throwing; the driver of these tests needs it as well. */
  const NEVER_REFUSED = [
    'Intl',
    'matchMedia',
    'crypto',
    'IntersectionObserver',
    'requestIdleCallback',
    'language',
  ];

  function take({ services, how }: { services: typeof SERVICES; how: string }): void {
    const get = () => {
      if (how === 'throws') throw new DOMException('denied', 'SecurityError');
      return how === 'null' ? null : undefined;
    };
    for (const [owner, names] of Object.entries(services))
      for (const name of names)
        Object.defineProperty(owner === 'window' ? window : navigator, name, { configurable: true, get });
  }

  const REFUSED = Object.fromEntries(
    Object.entries(SERVICES).map(([owner, names]) => [
      owner,
      names.filter((name) => !NEVER_REFUSED.includes(name)),
    ]),
  );

  test.each(['null', 'undefined', 'throws'])('stops nobody, where it %s', async (how) => {
    const guest = await open(house.link, (context) =>
      context.addInitScript(take, { services: how === 'throws' ? REFUSED : SERVICES, how }),
    );
    await guest.join(`Without, ${how}`);
    await guest.say(`${how}: I am here`);
    await expect.poll(() => guest.said(`${how}: I am here`).count()).toBe(1);
    await expect.poll(() => guest.unsent()).toBe(0);
  });
});

describe('a language tag that is none', () => {
  const tags = [
    'en-US@posix',
    'en_US',
    'de_DE.UTF-8',
    'C',
    'POSIX',
    '',
    'xx',
    '-',
    'zh_TW.Big5',
    'ar_EG@latn',
    'x'.repeat(99),
  ];
  test.each(tags)('%j stops nobody', async (tag) => {
    const guest = await open(house.link, (context) =>
      context.addInitScript((language) => {
        Object.defineProperty(navigator, 'language', { get: () => language });
        Object.defineProperty(navigator, 'languages', { get: () => [language] });
      }, tag),
    );
    await guest.page
      .locator('input')
      .first()
      .fill(`Tag ${tags.indexOf(tag)}`);
    await guest.page.locator('button[type=submit]').click();
    await guest.page.locator('textarea').fill(`in ${tag}`);
    await guest.page.locator('button.send').click();
    await expect
      .poll(() => guest.page.locator('.text').getByText(`in ${tag}`, { exact: true }).count())
      .toBe(1);
    expect(guest.errors).toEqual([]);
  });
});

describe('a page that is older than its host', () => {
  /** As after an update: the host's first script has another name, and what was not fetched yet is gone. */
  const update = async (guest: GuestPage) => {
    await guest.page.route('**/', async (route) => {
      const answer = await route.fetch();
      const text = await answer.text();
      await route.fulfill({ response: answer, body: text.replaceAll('assets/index-', 'assets/index-new-') });
    });
    await guest.page.route('**/assets/emoji-*', (route) => route.fulfill({ status: 404, body: '' }));
  };

  async function member(name: string, own: House): Promise<GuestPage> {
    const guest = await GuestPage.open(browser, own.link);
    onTestFinished(() => guest.close());
    await guest.join(name);
    return guest;
  }

  test('asks to be loaded again after the host came back, and keeps what was being written', async () => {
    const own = await House.open();
    onTestFinished(() => own.close());
    const guest = await member('Ann', own);
    await guest.message.fill('half a thought');
    await update(guest);
    await own.kill();
    await own.start();
    await guest.page.getByText(chat.trouble.outdated).waitFor();
    await guest.page.unroute('**/');
    await guest.page.getByRole('button', { name: shared.fetched.reload }).click();
    await expect.poll(() => guest.message.inputValue()).toBe('half a thought');
    await expect.poll(() => guest.page.getByText(chat.trouble.outdated).isVisible()).toBe(false);
  });

  test('asks too once a part cannot be fetched; and one that is as old as its host does not', async () => {
    const guest = await member('Bea', house);
    await update(guest);
    await guest.page.locator('.pick-emoji').click();
    await guest.page.getByText(chat.trouble.outdated).waitFor();
    const other = await member('Cid', house);
    await other.page.route('**/assets/emoji-*', (route) => route.abort());
    await other.page.locator('.pick-emoji').click();
    await other.page.getByText(shared.fetched.failed).waitFor();
    await expect.poll(() => other.page.getByText(chat.trouble.outdated).isVisible()).toBe(false);
  });
});
