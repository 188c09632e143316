/**
 * Rooms and the people in them: what is said in private stays there, rooms open and close, and each page knows who
 * writes, who sleeps, and what its reader has not seen.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { privateRoom } from '../../../contract/model/room.ts';
import type { ChatService } from '../../../electron/chat/chat-service.ts';
import words from '../../../locales/en/chat.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { CutProxy } from '../../support/clients/cut-proxy.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { Guest } from '../../support/clients/guest.ts';
import { openInnerHost, type InnerHost } from '../../support/host/inner-host.ts';

let browser: Browser;
let host: InnerHost;
let house: ChatService;
let proxy: CutProxy;
/** At a desk, by way of the proxy. */
let ada: GuestPage;
/** On a phone. */
let ben: GuestPage;
/** At a desk. */
let cleo: GuestPage;

beforeAll(async () => {
  [host, browser] = await Promise.all([openInnerHost(), launchBrowser()]);
  const { link } = host;
  house = host.house;
  proxy = await CutProxy.before(link);
  [ada, ben, cleo] = await Promise.all([
    GuestPage.open(browser, proxy.link, DESKTOP),
    GuestPage.open(browser, link, PHONE),
    GuestPage.open(browser, link, DESKTOP),
  ]);
  await Promise.all([ada.join('Ada'), ben.join('Ben'), cleo.join('Cleo')]);
});
afterAll(async () => {
  proxy.close();
  await browser.close();
  await host.close();
});

const idOf = (name: string) => house.people().find((person) => person.name === name)!.id;
const roomIn = async (guest: GuestPage, name: string) =>
  (await guest.side()).getByRole('navigation', { name: words.rooms.label }).getByRole('button', { name });
/** What stands beside a room's name, as it is read out. */
const unreadIn = async (guest: GuestPage, name: string) =>
  (await roomIn(guest, name)).locator('.unread .visually-hidden');
const unread = (count: number) => words.rooms.unread_other.replace('{{count}}', String(count));
const away = (count: number) => words.away.missed_other.replace('{{count}}', String(count));
const titled = (count: number) => `(${count}) Lobby — Porchlight`;

describe('a private conversation', () => {
  test('is read by two, and by nobody else', async () => {
    const ear = await Guest.join(host.port, 'Ear');
    await ada.writeTo('Ben');
    await ada.say('just between us');
    await ada.said('just between us').waitFor();
    await (await unreadIn(ben, 'Ada')).getByText('1 unread, for you').waitFor();
    await ben.enter('Ada');
    await ben.said('just between us').waitFor();
    await ben.say('not a word');
    await ada.said('not a word').waitFor();

    await expect.poll(async () => (await roomIn(cleo, 'Ada')).or(await roomIn(cleo, 'Ben')).count()).toBe(0);
    await cleo.page.getByText(words.rooms['private-none']).waitFor();
    await cleo.search('between us');
    await cleo.page.getByText(/^No results for/).waitFor();
    await cleo.page.getByRole('button', { name: words.search.close, exact: true }).click();
    const room = privateRoom(idOf('Ada'), idOf('Ben'));
    for (const place of [{ before: 99 }, { after: 0 }, { around: 1 }, { since: 0 }])
      await expect.poll(() => ear.asks({ type: 'read', room, place })).toMatchObject({ type: 'error' });
    const refused = await ear.asks({ type: 'message', room, text: 'me too' });
    expect(refused).toMatchObject({ type: 'error' });
    const frames = ear.heard.join('\n');
    expect(frames).not.toContain('just between us');
    expect(frames).not.toContain('not a word');
    expect(frames).not.toContain(room);
    ear.cut();
  });

  test('can go on when both come back from the lobby', async () => {
    for (const guest of [ada, ben]) await guest.enter('Lobby');
    await expect.poll(() => ada.said('not a word').count()).toBe(0);
    await ada.enter('Ben');
    await ada.said('not a word').waitFor();
    await ada.enter('Lobby');
  });
});

describe('a room that the host opens', () => {
  test('is there for everybody, and tells apart what is said in it', async () => {
    house.roomActions.open('Kitchen');
    await ada.enter('Kitchen');
    await ada.say('soup is ready');
    await cleo.enter('Kitchen');
    await cleo.said('soup is ready').waitFor();
    await (await unreadIn(ben, 'Kitchen')).getByText('1 unread').waitFor();
    await ben.enter('Kitchen');
    await ben.said('soup is ready').waitFor();
    await expect.poll(async () => (await unreadIn(ben, 'Kitchen')).count()).toBe(0);
    await ben.enter('Lobby');
    await expect.poll(() => ben.said('soup is ready').count()).toBe(0);
  });

  test('takes nobody with it when it is closed', async () => {
    await ada.message.fill('who has the sa');
    house.roomActions.close(house.info().rooms.find(({ name }) => name === 'Kitchen')!.id);
    await ada.page.getByText('The host closed “Kitchen”. You’re now in “Lobby”.').waitFor();
    for (const guest of [ada, ben, cleo]) {
      await guest.page.getByRole('heading', { level: 1, name: 'Lobby' }).waitFor();
      await expect.poll(async () => (await roomIn(guest, 'Kitchen')).count()).toBe(0);
    }
    await ben.enter('Lobby');
    // What was being written there is not lost.
    await expect.poll(() => ada.message.inputValue()).toBe('who has the sa');
    await ada.message.fill('');
  });
});

describe('the others', () => {
  test('see who is writing, for as long as they are', async () => {
    const line = ben.page.getByRole('status').filter({ hasText: 'typing' });
    await ada.message.pressSequentially('so');
    await line.getByText('Ada is typing…').waitFor();
    await ada.message.press('Enter');
    await ben.said('so').waitFor();
    await expect.poll(() => line.count()).toBe(0);
    await cleo.message.pressSequentially('hm');
    await line.getByText('Cleo is typing…').waitFor();
    // Thought better of it.
    await line.waitFor({ state: 'detached' });
    await cleo.message.fill('');
  });

  test('see that a phone is asleep, and that it is awake again', async () => {
    const person = ada.page.getByRole('list', { name: words.people.title }).locator('li', { hasText: 'Ben' });
    const asleep = person.getByText(words.people.asleep);
    await ben.hide(true);
    await asleep.waitFor();
    await ben.hide(false);
    await asleep.waitFor({ state: 'detached' });
    // Whoever looks at another window of a computer does not sleep.
    await cleo.hide(true);
    await cleo.hide(false);
    await expect.poll(() => ada.page.getByText(words.people.asleep).count()).toBe(0);
  });
});

describe('what was not seen', () => {
  test('is counted in the title while another window is in front, and begins below a line', async () => {
    await ada.hide(true);
    for (const text of ['one', 'two', 'three']) await ben.say(text);
    await expect.poll(() => ada.page.title()).toBe(titled(3));
    await ada.hide(false);
    await ada.page.getByRole('heading', { name: away(3) }).waitFor();
    await expect.poll(() => ada.page.title()).toBe('Lobby — Porchlight');
    const below = async () => {
      const rows = await ada.log.locator('.row').allTextContents();
      return rows[rows.indexOf(away(3)) + 1];
    };
    await expect.poll(below).toContain('one');
  });

  test('is counted over a lost connection too', async () => {
    proxy.cut();
    await ada.page.getByText(words.trouble.lost).waitFor();
    for (const text of ['four', 'five']) await ben.say(text);
    await cleo.said('five').waitFor();
    await proxy.mend();
    await ada.page.getByRole('heading', { name: away(2) }).waitFor();
    await expect.poll(() => ada.page.getByRole('heading', { name: away(3) }).count()).toBe(0);
  });

  test('is counted for each room, and is still not seen after a reload', async () => {
    house.roomActions.open('Garden');
    await ada.enter('Garden');
    for (const text of ['six', 'seven', 'eight']) await ben.say(text);
    await (await unreadIn(ada, 'Lobby')).getByText(unread(3)).waitFor();
    await ada.page.reload();
    await ada.message.waitFor();
    await ada.page.getByRole('heading', { level: 1, name: 'Garden' }).waitFor();
    await (await unreadIn(ada, 'Lobby')).getByText(unread(3)).waitFor();
    await ben.say('come here @Ada');
    await (await unreadIn(ada, 'Lobby')).getByText('4 unread, for you').waitFor();
    await ada.enter('Lobby');
    await ada.said('come here @Ada').waitFor();
    await expect.poll(async () => (await unreadIn(ada, 'Lobby')).count()).toBe(0);
    await ada.page.reload();
    await ada.said('come here @Ada').waitFor();
    await expect.poll(async () => (await unreadIn(ada, 'Lobby')).count()).toBe(0);
  });
});

test('no page complained', () => {
  // Of the connection that was cut the browser complains itself.
  const errors = [ada, ben, cleo].map((guest) =>
    guest.errors.filter((error) => !/WebSocket|ERR_CONNECTION/.test(error)),
  );
  expect(errors).toEqual([[], [], []]);
});
