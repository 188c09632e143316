/** The whole of it once: a host switches the light on, people come in by the link, and all read the same. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agreement } from '../../support/agreement.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DesktopApp } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { DESKTOP, GuestPage, PHONE } from '../../support/browsers/guest-page.ts';
import { PlainClient } from '../../support/clients/plain-client.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const FAMILY = '👩‍👩‍👧‍👦';
const CHINESE = '大家好！今天的會議在三樓。';
const ARABIC = 'مرحبًا بالجميع، كيف الحال؟';
/** 4,000 code points: as long as a message may be. */
const LONGEST = '長'.repeat(4_000);
/** Nobody is told to go slower for so many. */
const AT_ONCE = 8;

const folder = makeTemporaryFolder();
let browser: Browser;
let app: DesktopApp;
let phone: GuestPage;
let desktop: GuestPage;
let plain: PlainClient;
let link: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([DesktopApp.open(folder), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
  removeFolder(folder);
});

const everybody = () => ({ console: app.window, phone, desktop, plain });

describe('a host and three guests', () => {
  test('start on loopback and come in by the link that the window shows', async () => {
    const port = await findFreePort();
    link = await app.window.start('This computer', port);
    expect(link).toBe(`http://127.0.0.1:${port}`);
    phone = await GuestPage.open(browser, link, PHONE);
    await phone.join('小明');
    desktop = await GuestPage.open(browser, link, DESKTOP);
    await desktop.join('مريم');
    plain = await PlainClient.join(link);
    await expect.poll(() => app.window.people()).toHaveLength(3);
  });

  test('read the same, whoever writes in whatever script', async () => {
    const said: (() => Promise<void> | void)[] = [
      () => app.window.say('Welcome, everybody! <b>no markup</b> & "quotes"'),
      () => phone.say(CHINESE),
      () => desktop.say(ARABIC),
      () => plain.say(`plain text, but with a family ${FAMILY}`),
      () => phone.say(`${FAMILY} and ${ARABIC} and ${CHINESE} in one line`),
      () => desktop.say('two\nlines'),
      () => plain.say(LONGEST),
      () => app.window.say(`${FAMILY}${FAMILY}`),
    ];
    // One after the other, so that the order is known beforehand.
    for (const [i, say] of said.entries()) {
      await say();
      await agreement(everybody(), i + 1);
    }
    const texts = await agreement(everybody(), said.length);
    expect(texts).toEqual([
      'Welcome, everybody! <b>no markup</b> & "quotes"',
      CHINESE,
      ARABIC,
      `plain text, but with a family ${FAMILY}`,
      `${FAMILY} and ${ARABIC} and ${CHINESE} in one line`,
      'two\nlines',
      LONGEST,
      `${FAMILY}${FAMILY}`,
    ]);
  });

  test('all read one order when many messages come from three of them at once', async () => {
    const before = (await app.window.texts()).length;
    const turns = Array.from({ length: AT_ONCE }, (_, i) => i + 1);
    const from = async (name: string, say: (text: string) => unknown) => {
      for (const i of turns) await say(`${name} ${i}`);
    };
    await Promise.all([
      from('phone', (text) => phone.say(text)),
      from('desktop', (text) => desktop.say(text)),
      from('plain', async (text) => {
        plain.say(text);
        // Not all in one go: the other two need a browser's time for each of theirs.
        await expect.poll(() => plain.texts()).toContain(text);
      }),
    ]);
    const texts = (await agreement(everybody(), before + 3 * AT_ONCE)).slice(before);
    for (const name of ['phone', 'desktop', 'plain']) {
      const theirs = texts.filter((text) => text.startsWith(`${name} `));
      expect(theirs, name).toEqual(turns.map((i) => `${name} ${i}`));
    }
  });

  test('are all in the table of people, by name, address, browser and time', async () => {
    const time = expect.stringMatching(/^\d?\d:\d\d\s[AP]M$/) as string;
    await expect
      .poll(() => app.window.people())
      .toEqual([
        ['小明', '127.0.0.1', 'Chrome on Linux', time],
        ['مريم', '127.0.0.1', 'Chrome on Linux', time],
        [expect.stringMatching(/^127\.0\.0\.1:\d+$/), '127.0.0.1', 'plain-text client', time],
      ]);
    await expect.poll(() => desktop.page.getByRole('list', { name: 'People' }).locator('li').count()).toBe(4);
  });

  test('were never disconnected, and no page complained', async () => {
    const { entries, people } = await app.window.snapshot();
    expect(entries.filter(({ type }) => type === 'left')).toEqual([]);
    expect(people).toHaveLength(3);
    expect({ console: app.window.errors, phone: phone.errors, desktop: desktop.errors }).toEqual({
      console: [],
      phone: [],
      desktop: [],
    });
  });
});
