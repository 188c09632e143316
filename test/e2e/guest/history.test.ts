/** What was said stays: over the death of the host, hundreds of messages back, by its day, and by what is in it. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { LOBBY } from '../../../contract/model/room.ts';
import words from '../../../locales/en/chat.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { Guest } from '../../support/clients/guest.ts';
import { House } from '../../support/host/host-program.ts';
import { openInnerHost } from '../../support/host/inner-host.ts';
import { PlainClient } from '../../support/clients/plain-client.ts';

const MANY = 600;

let browser: Browser;
let house: House;
/** At a desk. */
let ada: GuestPage;
/** On a phone. */
let ben: GuestPage;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open('--lift-limits'), launchBrowser()]);
  [ada, ben] = await Promise.all([
    GuestPage.open(browser, house.link, DESKTOP),
    GuestPage.open(browser, house.link, PHONE),
  ]);
  await Promise.all([ada.join('Ada'), ben.join('Ben')]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

const both = () => [ada, ben];
const thumb = (seenBy: GuestPage) =>
  seenBy.said('first').getByRole('list', { name: words.reactions.label }).getByRole('button', { name: /👍/ });

async function people(): Promise<string[]> {
  const witness = await Guest.join(house.port, 'Witness');
  const here = witness.welcome.people.filter(({ name }) => name !== 'Witness');
  witness.send({ type: 'leave' });
  await witness.closed;
  return here.map(({ id, name }) => `${name} ${id}`).sort();
}

async function tellMany(): Promise<readonly string[]> {
  const crowd = await PlainClient.join(house.link);
  for (let i = 1; i <= MANY; i += 1) crowd.say(`number ${i}`);
  await expect.poll(() => crowd.texts()).toHaveLength(MANY);
  await crowd.leave();
  return crowd.texts();
}

describe('when the host dies and comes back', () => {
  test('guests come back as who they were, and the conversation goes on, nothing lost and nothing twice', async () => {
    for (const text of ['first', 'second']) await ada.say(text);
    await ben.say('third');
    for (const guest of both()) await guest.said('third').waitFor();
    await ada.act('third', words.actions.reply);
    await ada.say('fourth');
    await ben.said('fourth').waitFor();
    await ben.act('first', words.reactions.react.replace('{{emoji}}', '👍'));
    await thumb(ada).waitFor();
    const before = await people();
    await house.kill();
    await ada.page.getByText(words.trouble.lost).waitFor();
    await ada.say('written in the dark');
    await house.start();
    for (const guest of both()) {
      await guest.said('written in the dark').locator('.message-body').waitFor();
      await expect
        .poll(() => guest.texts())
        .toEqual(['first', 'second', 'third', 'fourth', 'written in the dark']);
      await expect.poll(() => thumb(guest).textContent()).toBe('👍1');
      await guest.said('fourth').getByRole('button', { name: words.quote.answers }).waitFor();
    }
    await expect.poll(() => ada.unsent()).toBe(0);
    await expect.poll(() => people()).toEqual(before);
  });
});

describe('whoever comes late', () => {
  test('sees the last messages at once, and reads back to the first', async () => {
    const texts = await tellMany();
    const late = await GuestPage.open(browser, house.link, PHONE);
    onTestFinished(() => late.close());
    await late.join('Late');
    await late.said(`number ${MANY}`).waitFor();
    await expect.poll(() => late.said('first').count()).toBe(0);
    const all = await late.texts();
    expect(all.slice(0, 2)).toEqual(['first', 'second']);
    expect(all.slice(-MANY)).toEqual(texts);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the search', () => {
  test.each([
    ['at a desk', () => ada],
    ['on a phone', () => ben],
  ])('finds words, parts of words, and Chinese of two characters and of one, %s', async (place, guest) => {
    const said = [
      `The lampshade is on the THIRD floor (${place})`,
      `大家好！今天的會議在三樓。（${place}）`,
      `Nothing of that (${place})`,
    ];
    for (const text of said) await ada.say(text);
    await guest().said(said[2]!).waitFor();
    const find = async (text: string, wanted: string) => {
      await guest().search(text);
      await expect.poll(async () => (await guest().hits())[0]).toBe(wanted);
    };
    await find('third', said[0]!.replace('THIRD', '[THIRD]'));
    await find('shade', said[0]!.replace('shade', '[shade]'));
    await find('三樓', said[1]!.replace('三樓', '[三樓]'));
    await find('樓', said[1]!.replace('樓', '[樓]'));
    await find('number 77', 'number 77'.replace('number 77', '[number 77]'));
    await guest().page.locator('.hit').first().click();
    await guest().log.locator('.group-highlighted').getByText('number 77', { exact: true }).waitFor();
    // On a phone the search lay over the conversation, and is gone.
    if (guest() === ada)
      await ada.page.getByRole('button', { name: words.search.close, exact: true }).click();
    await guest().page.locator('.to-end').click();
    await guest().said(said[2]!).waitFor();
  });

  test('says so when there is nothing', async () => {
    await ada.search('zeppelin');
    await ada.page.getByText('No results for “zeppelin”.').waitFor();
    await ada.page.getByRole('button', { name: words.search.close, exact: true }).click();
  });
});

describe('a day', () => {
  afterEach(() => vi.useRealTimers());
  const NOW = new Date();
  const daysAgo = (days: number) => new Date(NOW.getFullYear(), NOW.getMonth(), NOW.getDate() - days, 12);
  const named = (day: Date) =>
    [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => `${n}`.padStart(2, '0')).join('-');

  test.each([
    ['at a desk', DESKTOP],
    ['on a phone', PHONE],
  ])('is gone to from the end of the conversation, %s', async (_, device) => {
    vi.useFakeTimers({ toFake: ['Date'], now: daysAgo(6) });
    const host = await openInnerHost();
    onTestFinished(host.close);
    const talker = await Guest.join(host.port, 'Talker');
    for (const days of [5, 3, 2, 0]) {
      vi.setSystemTime(daysAgo(days));
      for (let i = 1; i <= 120; i += 1) talker.write(`${days} days ago, ${i}`, { room: LOBBY });
      await talker.says(`last of ${days} days ago`);
    }
    vi.useRealTimers();
    const reader = await GuestPage.open(browser, host.link, device);
    onTestFinished(() => reader.close());
    await reader.join('Reader');
    await reader.said('last of 0 days ago').waitFor();
    const goTo = async (day: Date) => {
      const { page } = reader;
      const wide = device === DESKTOP;
      const button = (wide ? page : await reader.side()).getByRole('button', { name: words.day['go-to'] });
      await button.click();
      const field = page.getByLabel(words.day.label, { exact: true });
      await field.fill(named(day));
      await page.getByRole('button', { name: words.day.go, exact: true }).click();
    };
    await goTo(daysAgo(3));
    await reader.log.locator('.group-highlighted').getByText('3 days ago, 1', { exact: true }).waitFor();
    // Nothing was said then: the next thing that was.
    await goTo(daysAgo(4));
    await reader.log.locator('.group-highlighted').getByText('3 days ago, 1', { exact: true }).waitFor();
    await goTo(daysAgo(2));
    await reader.log.locator('.group-highlighted').getByText('2 days ago, 1', { exact: true }).waitFor();
    await expect.poll(() => reader.said('2 days ago, 1').isVisible()).toBe(true);
  });
});
