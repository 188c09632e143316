/** What the host sees, finds, saves and sets at the window of the real app, and what of it reaches guests. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SOCKET_PATH, SUBPROTOCOL } from '../../../contract/wire/wire.ts';
import chat from '../../../locales/en/chat.json';
import de from '../../../locales/de/console.json';
import words from '../../../locales/en/console.json';
import shared from '../../../locales/en/shared.json';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { DesktopApp, ROOT } from '../../support/app/desktop-app.ts';
import { findFreePort } from '../../support/clients/free-port.ts';
import { Guest } from '../../support/clients/guest.ts';
import { DESKTOP, GuestPage } from '../../support/browsers/guest-page.ts';
import { RawClient } from '../../support/clients/raw-client.ts';
import { answerSaves } from '../../support/app/save-answer.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const SECRET = 'the cables are behind the piano';
const PIN = '482913';
/** Longer than it takes to say two things. */
const SLOW_SECONDS = 10;

const folder = makeTemporaryFolder();
const saved = (name: string) => join(folder, name);
let app: DesktopApp;
let browser: Browser;
let port: number;
let link: string;
let ada: GuestPage;
let kitchen: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([DesktopApp.open(folder), launchBrowser()]);
  port = await findFreePort();
});
afterAll(async () => {
  await browser.close();
  await app.close();
  removeFolder(folder);
});

/** Whatever is left open by one test that failed is not in the way of the next. */
afterEach(async () => {
  if ((await page().getByRole('dialog').count()) > 0) await closeSheet();
});

const page = () => app.window.page;
const button = (name: string | RegExp) => page().getByRole('button', { name, exact: true });
const sheet = (name: string | RegExp) => page().getByRole('dialog', { name });
const closeSheet = async () => {
  await page().keyboard.press('Escape');
  await page().getByRole('dialog').waitFor({ state: 'detached' });
};

describe('the first time', () => {
  test('a network is chosen, nothing has to be read or filled in, and a key switches the light on', async () => {
    await expect.poll(() => page().getByRole('heading', { level: 1 }).textContent()).toBe(words.start.title);
    await expect.poll(() => app.window.port.inputValue()).toBe('8080');
    await app.window.choose('This computer', port);
    await page().keyboard.press('Control+Shift+L');
    link = await app.window.link();
    await page().getByText(words.log.empty).waitFor();
    await page().getByText(words.people.empty).waitFor();
    await button(words.audit.open).click();
    await sheet(words.audit.open).getByText(words.audit.none).waitFor();
    await closeSheet();
    ada = await GuestPage.open(browser, link, DESKTOP);
    await ada.join('Ada');
  });
});

describe('the people', () => {
  const names = async () => (await app.window.people()).map(([name]) => name);
  /** By the box over the table. */
  const by = (column: keyof typeof words.people) =>
    page().getByLabel(words.people.sort, { exact: true }).selectOption(column);

  test('are sorted by the mouse and by the keyboard, and by what has no column of its own', async () => {
    const zoe = await Guest.join(port, 'Zoe');
    await Guest.join(port, 'Max');
    await expect.poll(names).toEqual(['Ada', 'Zoe', 'Max']);
    const head = page().getByRole('columnheader', { name: words.people.name });
    await head.getByRole('button').click();
    await expect.poll(() => names()).toEqual(['Ada', 'Max', 'Zoe']);
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending');
    await head.getByRole('button').press('Enter');
    await expect.poll(() => names()).toEqual(['Zoe', 'Max', 'Ada']);
    for (const text of ['one', 'two']) await zoe.says(text);
    await page().setViewportSize({ width: 1_080, height: 720 });
    await by('messages');
    await expect.poll(names).toEqual(['Zoe', 'Ada', 'Max']);
    await page().getByRole('columnheader', { name: words.people.messages }).waitFor();
    await by('since');
    await expect.poll(() => names()).toEqual(['Ada', 'Zoe', 'Max']);
    // Up and down by the arrow keys, and open by Enter.
    await page().getByRole('button', { name: 'Ada' }).last().focus();
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('Enter');
    const details = app.window.person('Zoe');
    await details.getByText(/^2$/).waitFor();
    await details.getByRole('button', { name: words.people.close }).click();
    await details.waitFor({ state: 'detached' });
  });
});

describe('the log', () => {
  test('is searched over all rooms, and filtered by person and kind', async () => {
    await button(words.rooms.new).click();
    await page().getByRole('textbox', { name: words.rooms.name }).fill('Kitchen');
    await button(words.rooms['open-yes']).click();
    await page().getByRole('tab', { name: 'Kitchen' }).waitFor();
    const rooms = (await app.window.snapshot()).chatInfo.rooms;
    kitchen = rooms.find(({ name }) => name === 'Kitchen')?.id ?? '';
    await ada.enter('Kitchen');
    await ada.say('Soup is ready');
    await ada.enter('Lobby');
    await ada.say(SECRET);
    await page().getByRole('tab', { name: words.rooms.all }).click();
    await expect.poll(() => app.window.texts()).toEqual(['one', 'two', 'Soup is ready', SECRET]);
    await page().keyboard.press('Control+F');
    const search = page().getByRole('searchbox', { name: words.filter.text });
    await expect.poll(() => search.evaluate((field) => field === document.activeElement)).toBe(true);
    await page().keyboard.type('SOUP');
    await expect.poll(() => app.window.texts()).toEqual(['Soup is ready']);
    await app.window.log.getByText('Kitchen').first().waitFor();
    await search.fill('nobody said so');
    await app.window.log.getByText(words.filter.none).first().waitFor();
    await button(words.filter.clear).click();
    await page().getByLabel(words.filter.person, { exact: true }).selectOption({ label: 'Zoe' });
    await expect.poll(() => app.window.texts()).toEqual(['one', 'two']);
    await page().getByLabel(words.filter.kind, { exact: true }).selectOption('events');
    await app.window.log.getByText('Zoe joined').first().waitFor();
    await expect.poll(() => app.window.texts()).toEqual([]);
    await button(words.filter.clear).click();
    await expect.poll(async () => (await app.window.texts()).length).toBe(4);
    await page().keyboard.press('Control+PageDown');
    await expect
      .poll(() => page().getByRole('tab', { name: 'Lobby' }).getAttribute('aria-selected'))
      .toBe('true');
    await page().keyboard.press('Control+PageUp');
    await expect
      .poll(() => page().getByRole('tab', { name: words.rooms.all }).getAttribute('aria-selected'))
      .toBe('true');
    await page().getByRole('tab', { name: 'Lobby' }).click();
  });

  test('of the last hour is plotted, and told in words', async () => {
    const strip = page().getByRole('region', { name: words.stats.label });
    await strip.getByRole('button', { name: /^People \d+$/ }).click();
    const figures = sheet(words.stats.title).getByRole('figure');
    await expect.poll(() => figures.count()).toBe(5);
    await figures
      .first()
      .getByText(/^Now \d+, average .*, peak \d+\.$/)
      .waitFor();
    // Something is drawn, as wide as there is room.
    const drawn = figures.first().locator('canvas');
    const isDrawn = () =>
      drawn.evaluate((canvas: HTMLCanvasElement) =>
        canvas
          .getContext('2d')!
          .getImageData(0, 0, canvas.width, canvas.height)
          .data.some((byte) => byte > 0),
      );
    await expect.poll(isDrawn).toBe(true);
    const missing = async () => {
      const [line, around] = await Promise.all([drawn.boundingBox(), figures.first().boundingBox()]);
      return Math.abs((line?.width ?? 0) - (around?.width ?? 0));
    };
    await expect.poll(missing).toBeLessThan(4);
    await closeSheet();
  });
});

test('a connection is inspected, and its report holds nothing that was said', async () => {
  await (await app.window.open('Ada')).getByRole('button', { name: words.inspector['open-button'] }).click();
  const inspector = sheet(/Connection of Ada/);
  await inspector.getByText(words.inspector['no-frames']).waitFor();
  await ada.say(`${SECRET}, and the soup`);
  const frames = inspector.getByRole('table');
  await frames
    .getByRole('row')
    .filter({ hasText: /message$/ })
    .first()
    .waitFor();
  await frames.getByText(words.inspector['way-out']).first().waitFor();
  await answerSaves(app.electron, undefined);
  await inspector.getByRole('button', { name: words.inspector.save }).click();
  await answerSaves(app.electron, saved('report.json'));
  await inspector.getByRole('button', { name: words.inspector.save }).click();
  await inspector.getByText(`Exported to ${saved('report.json')}.`).waitFor();
  const report = readFileSync(saved('report.json'), 'utf8');
  const { protocol, frames: seen } = JSON.parse(report) as { protocol: string; frames: { kind?: string }[] };
  expect(protocol).toBe('porchlight.v1');
  expect(seen.map(({ kind }) => kind)).toContain('message');
  expect(report).not.toContain('piano');
  const token = await ada.page.evaluate(() => sessionStorage.getItem('porchlight.tab') ?? '');
  for (const [secret] of token.matchAll(/[\w-]{16,}/g)) expect(report).not.toContain(secret);
  // The page goes, and the window says how.
  await ada.page.goto('about:blank');
  await inspector.getByText(`Closed with 1001: ${words.inspector['close-1001']}.`).waitFor();
  await closeSheet();
  await ada.page.goBack();
  await ada.message.waitFor();
});

test('slow mode holds a guest until it is over, and is told to them', async () => {
  const told = ada.page.getByText(chat.moderation.slow.replace('{{time}}', `${SLOW_SECONDS} seconds`));
  const slowDown = async (seconds: number) => {
    await button(words.moderation.rules).click();
    await page().getByLabel(words.moderation.slow).selectOption(String(seconds));
    await button(words.moderation['rules-yes']).click();
  };
  await slowDown(SLOW_SECONDS);
  await told.waitFor();
  for (const text of ['first', 'second']) await ada.say(text);
  await ada.page
    .getByText(/^Slow mode: sending in \d+ seconds?\.$/)
    .last()
    .waitFor();
  const saidAt = async (wanted: string) => {
    const { entries } = await app.window.snapshot();
    return entries.find((entry) => entry.type === 'message' && entry.text === wanted)?.at ?? NaN;
  };
  // Rounding apart; it is the host that keeps the time.
  await expect
    .poll(async () => (await saidAt('second')) - (await saidAt('first')))
    .toBeGreaterThan((SLOW_SECONDS - 1) * 1_000);
  await app.window.log.getByText('second', { exact: true }).first().waitFor();
  await slowDown(0);
  await told.waitFor({ state: 'detached' });
});

test('an announcement is taken down for everybody', async () => {
  await page().getByRole('textbox', { name: 'Message' }).fill('Lunch at noon');
  await button(words.moderation.announce).click();
  const banner = ada.page.getByRole('region', { name: shared.message.announcement });
  await banner.getByText('Lunch at noon').waitFor();
  await button(words.moderation.withdraw).click();
  await banner.waitFor({ state: 'detached' });
});

test('another PIN can keep those who are in, and is asked of whoever is new', async () => {
  await button(words.moderation['pin-ask']).click();
  await page().getByRole('dialog').getByRole('textbox').fill(PIN);
  await button(words.moderation['pin-new']).click();
  await page().getByRole('dialog').waitFor({ state: 'detached' });
  await ada.say('I stayed');
  await ada.said('I stayed').waitFor();
  const fresh = await Guest.page(port);
  fresh.send({ type: 'join', name: 'Fresh' });
  await fresh.hears((line) => line.includes('pin-required'));
});

test('all that kept order is in the audit log, which is filtered and saved', async () => {
  await Guest.join(port, 'Max', { pin: PIN });
  await app.window.sanction('Max', shared.moderation.mute, shared.moderation['mute-yes'], {
    reason: 'Too loud',
  });
  await button(words.audit.open).click();
  const log = sheet(words.audit.open);
  for (const deed of ['mute', 'rules', 'announce', 'withdraw', 'pin-kept'] as const)
    await log.getByRole('cell', { name: words.audit.action[deed], exact: true }).first().waitFor();
  await log.getByRole('searchbox', { name: words.audit.filter }).fill('loud');
  await expect.poll(() => log.locator('tbody tr').count()).toBe(1);
  for (const [format, name] of [
    ['csv', words.audit['save-csv']],
    ['json', words.audit['save-json']],
  ] as const) {
    await answerSaves(app.electron, saved(`audit.${format}`));
    await log.getByRole('button', { name }).click();
    const text = () => readFileSync(saved(`audit.${format}`), 'utf8');
    await expect.poll(text).toMatch(format === 'csv' ? /\n$/ : /[\]}]\s*$/);
    await log.getByText(words.audit.saved).first().waitFor();
    expect(text()).toContain('Too loud');
    expect(text()).toContain('Max');
    expect(text()).not.toContain(PIN);
  }
  await closeSheet();
});

test('which network takes up how much is seen, and what nobody joined by is closed', async () => {
  const held = await RawClient.open(port, { from: '127.0.0.9', subprotocol: SUBPROTOCOL, path: SOCKET_PATH });
  await button(words.networks.open).click();
  const networks = sheet(words.networks.title);
  const row = networks.getByRole('row').filter({ hasText: '127.0.0.9' });
  await expect
    .poll(() => row.getByRole('cell').allTextContents())
    .toEqual(['1', '1', '0', '0', '0', 'Free up…']);
  await row.getByRole('button').press('Enter');
  await button(words.networks.yes).click();
  await held.ended;
  // Its row stays where it is, and has nothing left to free.
  await expect.poll(() => row.getByRole('button').count()).toBe(0);
  await row.waitFor();
  await closeSheet();
});

describe('what was said is exported', () => {
  /** Presses again where that was too often in too short a time: no person is as quick as this. */
  async function written(): Promise<string | null> {
    for (;;) {
      await button(words.export.save).click();
      await button(words.export.save).and(page().locator(':enabled')).waitFor();
      const outcome = await page().locator('.saved-words').textContent();
      if (outcome?.startsWith('Too fast.') !== true) return outcome;
    }
  }

  test.each([
    ['txt', 'Ada\tSoup is ready'],
    ['csv', 'Soup is ready'],
    ['json', 'Soup is ready'],
    ['html', 'Soup is ready'],
  ])('as %s', async (format, line) => {
    const file = saved(`said.${format}`);
    await answerSaves(app.electron, file);
    await button(words.export.open).click();
    await page().getByLabel(words.export.format, { exact: true }).selectOption(format);
    const outcome = await written();
    expect(outcome).toMatch(/^Exported \d+ messages to .*said\./);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(line);
    expect(text).toContain(SECRET);
    await closeSheet();
  });

  test('of one room alone', async () => {
    await answerSaves(app.electron, saved('kitchen.txt'));
    await button(words.export.open).click();
    await page().getByLabel(words.export.format, { exact: true }).selectOption('txt');
    await page().getByLabel(words.export.room, { exact: true }).selectOption(kitchen);
    const outcome = await written();
    expect(outcome).toMatch(/^Exported 1 message to .*kitchen\./);
    expect(readFileSync(saved('kitchen.txt'), 'utf8')).not.toContain(SECRET);
    await closeSheet();
  });

  test('and verified, until a byte of it is another', () => {
    const file = saved('said.html');
    const verify = () =>
      spawnSync(process.execPath, [join(ROOT, 'build/run.mjs'), 'cli', 'verify', file]).status;
    expect(verify()).toBe(0);
    writeFileSync(file, readFileSync(file, 'utf8').replace('behind the piano', 'behind the pianO'));
    expect(verify()).toBe(1);
  });
});

describe('settings', () => {
  test('hold at once: the language, the sound, and a limit that a guest feels', async () => {
    await page().keyboard.press('Control+,');
    await sheet(words.settings.label).getByRole('combobox', { name: shared.language }).selectOption('de');
    await sheet(de.settings.label).waitFor();
    await expect.poll(() => page().evaluate(() => document.documentElement.lang)).toBe('de');
    await sheet(de.settings.label).locator('.language select').selectOption('en');
    await sheet(words.settings.label).waitFor();
    await page().evaluate(() => {
      class Counted extends AudioContext {
        override createOscillator(): OscillatorNode {
          const { dataset } = document.documentElement;
          dataset.tones = String(Number(dataset.tones ?? 0) + 1);
          return super.createOscillator();
        }
      }
      Object.assign(window, { AudioContext: Counted });
      document.hasFocus = () => false;
    });
    const tones = () => page().evaluate(() => document.documentElement.dataset.tones);
    await ada.say('unheard');
    await app.window.log.getByText('unheard', { exact: true }).first().waitFor();
    await expect.poll(() => tones()).toBeUndefined();
    await page().getByLabel(words.settings.sounds, { exact: true }).check();
    await ada.say('heard');
    await app.window.log.getByText('heard', { exact: true }).first().waitFor();
    await expect.poll(tones).toBe('2');
    await page().getByText(words.limits.title, { exact: true }).click();
    const size = page().getByLabel(words.limits.name['file-bytes'], { exact: true });
    await size.fill('1');
    await size.blur();
    const allowed = async () => {
      const late = await Guest.join(port, 'Late', { pin: PIN });
      late.send({ type: 'leave' });
      await late.closed;
      return late.welcome.files?.bytesMax;
    };
    await expect.poll(allowed, { interval: 500 }).toBe(1_048_576);
    await closeSheet();
  });
});

test('the window did not complain', () => {
  expect(app.window.errors).toEqual([]);
});
