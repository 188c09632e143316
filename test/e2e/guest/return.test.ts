/** A guest whose connection is cut, or whose page is loaded anew, comes back without loss and without doubles. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import words from '../../../locales/en/chat.json';
import { agreement } from '../../support/agreement.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { CutProxy } from '../../support/clients/cut-proxy.ts';
import { DesktopApp } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { GuestPage } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';
import { PlainClient } from '../../support/clients/plain-client.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

/** Messages missed: past a hundred entries a page is handed the last ones alone. */
const MORE_THAN_HANDED_OUT = 300;
/** The longest wait between two tries of a page, and the time to come in. */

const folder = makeTemporaryFolder();
let browser: Browser;
let app: DesktopApp;
let proxy: CutProxy;
/** Comes in through the proxy. */
let traveller: GuestPage;
let other: GuestPage;
let plain: PlainClient;
/** How many messages have been said so far. */
let count = 0;

beforeAll(async () => {
  [app, browser] = await Promise.all([DesktopApp.open(folder), launchBrowser()]);
  const link = await app.window.start('This computer', await findFreePort());
  proxy = await CutProxy.before(link);
  traveller = await GuestPage.open(browser, proxy.link);
  await traveller.join('Traveller');
  other = await GuestPage.open(browser, link);
  await other.join('Homebody');
  plain = await PlainClient.join(link);
});
afterAll(async () => {
  proxy.close();
  await browser.close();
  await app.close();
  removeFolder(folder);
});

const everybody = () => ({ console: app.window, traveller, other, plain });
const times = (texts: readonly string[], text: string) => texts.filter((each) => each === text).length;
const here = () => traveller.page.getByText(words.status.here, { exact: true });
const lost = () => traveller.page.getByText(words.trouble.lost);

/** The id of somebody under a name, as the host knows them. */
async function idOf(name: string): Promise<string | undefined> {
  return (await app.window.snapshot()).people.find((person) => person.name === name)?.id;
}

describe('a guest whose connection is cut', () => {
  test('misses nothing of what others say, and sends once what was written meanwhile', async () => {
    const id = await idOf('Traveller');
    await traveller.say('before');
    count = 1;
    await agreement(everybody(), count);
    proxy.cut();
    await lost().waitFor();
    for (let i = 1; i <= 10; i += 1) {
      await other.say(`page ${i} while away`);
      plain.say(`plain ${i} while away`);
    }
    await traveller.say('written on the way 1');
    await traveller.say('written on the way 2');
    await expect.poll(() => traveller.unsent()).toBe(2);
    await agreement({ console: app.window, other, plain }, count + 20);
    await proxy.mend();
    count += 22;
    await expect.poll(() => traveller.unsent()).toBe(0);
    const texts = await agreement(everybody(), count);
    expect(new Set(texts).size).toBe(count);
    expect(texts.slice(-2)).toEqual(['written on the way 1', 'written on the way 2']);
    await here().waitFor();
    await expect.poll(() => idOf('Traveller')).toBe(id);
  });

  test('is heard once when the acknowledgement was lost on its way back', async () => {
    proxy.swallow('to-guest');
    await traveller.say('acknowledged in vain');
    count += 1;
    await agreement({ console: app.window, other, plain }, count);
    await expect.poll(() => traveller.unsent()).toBe(1);
    proxy.cut();
    await proxy.mend();
    // Only once the page is back a double could be there.
    await expect.poll(() => traveller.unsent()).toBe(0);
    const texts = await agreement(everybody(), count);
    expect(times(texts, 'acknowledged in vain')).toBe(1);
  });

  test('is heard once when the message was lost on its way out', async () => {
    proxy.swallow('to-host');
    await traveller.say('sent in vain');
    await other.say('said after it');
    count += 1;
    await agreement({ console: app.window, other, plain }, count);
    proxy.cut();
    await proxy.mend();
    count += 1;
    await expect.poll(() => traveller.unsent()).toBe(0);
    const texts = await agreement(everybody(), count);
    expect(texts.slice(-2)).toEqual(['said after it', 'sent in vain']);
  });
});

describe('a guest who loads the page anew', () => {
  test('is the same person, is asked for no name, and misses nothing', async () => {
    const id = await idOf('Homebody');
    const before = (await app.window.snapshot()).entries.length;
    const talk = async () => {
      for (let i = 1; i <= 10; i += 1) await traveller.say(`during the reload ${i}`);
    };
    await Promise.all([talk(), other.page.reload()]);
    await other.message.waitFor();
    count += 10;
    await agreement(everybody(), count);
    await expect.poll(() => other.name.count()).toBe(0);
    await expect.poll(() => idOf('Homebody')).toBe(id);
    await other.say('back again');
    count += 1;
    await agreement(everybody(), count);
    // Nobody saw them go or come.
    await expect.poll(async () => (await app.window.snapshot()).entries).toHaveLength(before + 11);
  });

  test('still sends, once, what the page before could not', async () => {
    proxy.swallow('to-host');
    await traveller.say('from the page before');
    await expect.poll(() => traveller.unsent()).toBe(1);
    await traveller.page.reload();
    count += 1;
    await traveller.message.waitFor();
    await expect.poll(() => traveller.unsent()).toBe(0);
    const texts = await agreement(everybody(), count);
    expect(times(texts, 'from the page before')).toBe(1);
  });
});

test('a guest who missed more than is handed out sees the last at once, and the rest when they read back', async () => {
  const house = await House.open('--lift-limits');
  onTestFinished(() => house.close());
  const way = await CutProxy.before(house.link);
  onTestFinished(() => way.close());
  const sleeper = await GuestPage.open(browser, way.link);
  onTestFinished(() => sleeper.close());
  await sleeper.join('Sleeper');
  const crowd = await PlainClient.join(house.link);
  await sleeper.say('seen');
  await expect.poll(() => crowd.texts()).toEqual(['seen']);
  way.swallow('to-guest');
  await sleeper.say('heard, but not known to be');
  await expect.poll(() => crowd.texts()).toHaveLength(2);
  for (let i = 1; i <= MORE_THAN_HANDED_OUT; i += 1) crowd.say(`flood ${i}`);
  await expect.poll(() => crowd.texts()).toHaveLength(2 + MORE_THAN_HANDED_OUT);
  way.cut();
  await way.mend();
  // The page cannot see in what it is handed that the host has its message: it sends it again.
  await expect.poll(() => sleeper.unsent()).toBe(0);
  await sleeper.say('and back');
  await expect.poll(() => crowd.texts().at(-1)).toBe('and back');
  await sleeper.said('and back').waitFor();
  await expect.poll(() => sleeper.texts()).toEqual(crowd.texts());
});
