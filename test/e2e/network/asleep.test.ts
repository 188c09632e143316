/**
 * Machines that sleep: the host's, when nobody answers and no connection ends, and a phone, whose connection is dead
 * though its browser says that it is open. ASLEEP_SECONDS makes the host's sleep longer.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import words from '../../../locales/en/chat.json';
import { agreement } from '../../support/agreement.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { CutProxy } from '../../support/clients/cut-proxy.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { Guest } from '../../support/clients/guest.ts';
import { House } from '../../support/host/host-program.ts';

const SECONDS = Number(process.env.ASLEEP_SECONDS ?? 4);

let browser: Browser;
let house: House;
let ada: GuestPage;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  ada = await GuestPage.open(browser, house.link, DESKTOP);
  await ada.join('Ada');
});
afterAll(async () => {
  house.thaw();
  await browser.close();
  await house.close();
});

test(`a host that slept for ${SECONDS} s has everybody back, each message once, and nobody who left`, async () => {
  const ben = await GuestPage.open(browser, house.link, PHONE);
  onTestFinished(() => ben.close());
  await ben.join('Ben');
  const gone = await Guest.join(house.port, 'Gone');
  await ada.say('before');
  await ben.said('before').waitFor();
  house.freeze();
  await ada.say('into the dark');
  await ben.say('is anybody there?');
  gone.cut();
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
  const woke = performance.now();
  house.thaw();
  for (const guest of [ada, ben]) {
    await expect.poll(() => guest.unsent()).toBe(0);
    await expect.poll(() => guest.page.locator('.status').textContent()).toBe(words.status.here);
    for (const text of ['into the dark', 'is anybody there?']) await guest.said(text).waitFor();
  }
  const present = async () => {
    const witness = await Guest.join(house.port, 'Witness');
    const names = witness.welcome.people.map(({ name }) => name);
    witness.send({ type: 'leave' });
    await witness.closed;
    return names.sort();
  };
  await expect.poll(present, { interval: 500 }).toEqual(['Ada', 'Ben', 'Witness']);
  console.log(`asleep for ${SECONDS} s, all well ${Math.round(performance.now() - woke)} ms after`);
  const texts = await agreement({ ada, ben }, 3);
  expect(texts.toSorted()).toEqual(['before', 'into the dark', 'is anybody there?']);
});

/** Ways in which a browser tells a page that it sleeps, and that it is awake again. */
const SLEEPS: [string, (phone: GuestPage) => Promise<void>, (phone: GuestPage) => Promise<unknown>][] = [
  ['was locked', (phone) => phone.hide(true), (phone) => phone.hide(false)],
  [
    'was in the page cache',
    () => Promise.resolve(),
    ({ page }) =>
      page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))),
  ],
];

test.each(SLEEPS)(
  'a phone that %s is back, and tells of no lost connection before its time',
  async (name, sleep, wake) => {
    const proxy = await CutProxy.before(house.link);
    const phone = await GuestPage.open(browser, proxy.link, PHONE);
    onTestFinished(async () => {
      await phone.close();
      proxy.close();
    });
    await phone.join(name);
    await phone.say(`good night of the one that ${name}`);
    await ada.said(`good night of the one that ${name}`).waitFor();
    await sleep(phone);
    // What iOS does: nothing goes either way, and the browser is told of no end.
    for (const direction of ['to-host', 'to-guest'] as const) proxy.swallow(direction);
    const missed = ['one', 'two', 'three'].map((text) => `${text} for the one that ${name}`);
    for (const text of missed) await ada.say(text);
    await ada.said(missed[2]!).locator('.message-body').waitFor();
    const troubles = [
      words.trouble.lost,
      words.trouble['host-gone'],
      words.status.lost,
      words.status.connecting,
    ];
    await phone.page.evaluate((texts) => {
      const seen = new Set<string>();
      const look = () => {
        for (const text of texts) if (document.body.textContent.includes(text)) seen.add(text);
        document.documentElement.dataset.troubles = [...seen].join(' | ');
      };
      new MutationObserver(look).observe(document.body, {
        childList: true,
        characterData: true,
        subtree: true,
      });
      look();
    }, troubles);
    // However long the machine takes: for the page it is a moment.
    await phone.stopClock();
    await wake(phone);
    for (const text of missed) await phone.said(text).waitFor();
    await phone.say(`good morning of the one that ${name}`);
    await ada.said(`good morning of the one that ${name}`).waitFor();
    await expect.poll(() => phone.unsent()).toBe(0);
    await expect.poll(() => phone.page.evaluate(() => document.documentElement.dataset.troubles)).toBe('');
  },
);

test('a phone that wakes on slow Wi-Fi goes on over the connection that it has, and says so', async () => {
  const proxy = await CutProxy.before(house.link);
  const phone = await GuestPage.open(browser, proxy.link, PHONE);
  onTestFinished(async () => {
    await phone.close();
    proxy.close();
  });
  const status = () => phone.page.locator('.status').textContent();
  await phone.join('Wanderer');
  proxy.stall();
  proxy.holdNew();
  const lost = phone.page.locator('.status', { hasText: words.status.lost });
  const isLost = () =>
    lost.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
  // What was on its way when the line stalled is a sign of life: then the phone is woken once more.
  do {
    await phone.hide(true);
    await phone.hide(false);
  } while (!(await isLost()));
  await phone.say('over the old one');
  await ada.said('over the old one').waitFor();
  proxy.flow();
  await expect.poll(status).toBe(words.status.here);
  await expect.poll(() => phone.unsent()).toBe(0);
  // Nor does it matter when the new one is given up.
  await expect.poll(() => proxy.held).toBe(0);
  await expect.poll(() => status()).toBe(words.status.here);
  await ada.say('and back');
  await phone.said('and back').waitFor();
  await phone.say('still over the old one');
  await ada.said('still over the old one').waitFor();
});
