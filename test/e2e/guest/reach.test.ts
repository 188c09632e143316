/** Whoever has an old browser, or one without script, is in the same room as everybody else. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parseName } from '../../../contract/text/writing.ts';
import basic from '../../../locales/en/basic.json';
import shared from '../../../locales/en/shared.json';
import { BasicPage } from '../../support/browsers/basic-page.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { ROOT } from '../../support/app/desktop-app.ts';
import { GuestPage } from '../../support/browsers/guest-page.ts';
import { Guest } from '../../support/clients/guest.ts';
import { House } from '../../support/host/host-program.ts';
import { injections, SHORT, TEMPLATES } from '../../support/looks/injections.ts';
import { openInnerHost } from '../../support/host/inner-host.ts';
import { PlainClient } from '../../support/clients/plain-client.ts';
import { PlainPage } from '../../support/browsers/plain-page.ts';

const PIN = '482913';

let browser: Browser;
let house: House;
beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** Everything that a page asked of anybody, until the test ends. */
function requestsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  page.on('websocket', (socket) => asked.push(new URL(socket.url()).host));
  return asked;
}

test('the full page, /basic, /plain and plain text are one room, and ask nobody but the host', async () => {
  const full = await GuestPage.open(browser, house.link);
  const old = await BasicPage.open(browser, `${house.link}/basic`);
  const plain = await PlainPage.open(browser, `${house.link}/plain`);
  const raw = await PlainClient.join(house.link);
  onTestFinished(async () => {
    await Promise.all([full.close(), old.close(), plain.close(), raw.leave()]);
  });
  const asked = [full.page, old.page, plain.page].flatMap((page) => [requestsOf(page)]);
  await Promise.all([full.page.reload(), old.page.reload(), plain.page.reload()]);
  await full.join('Full');
  await old.isIn();
  await plain.join('Zoë 佐');
  await full.say('from the full page');
  await old.hears('from the full page');
  await old.say('from the old one — привет');
  await plain.hears('from the old one — привет');
  await plain.say('from the form: مرحبا\nand a second line');
  await old.hears('from the form: مرحبا\nand a second line');
  raw.say('from a socket');
  await plain.hears('from a socket');
  await full.said('from a socket').waitFor();
  const all = [
    'from the full page',
    'from the old one — привет',
    'from the form: مرحبا\nand a second line',
    'from a socket',
  ];
  await expect.poll(() => full.texts()).toEqual(all);
  await old.hears('from a socket');
  await expect.poll(() => old.texts()).toEqual(all);
  await expect.poll(() => raw.texts()).toEqual(all);
  await expect.poll(async () => (await plain.texts()).toReversed()).toEqual(all);
  expect(
    raw.lines.some((line) => line.endsWith('Zoë 佐 say: from the form: مرحبا\n\tand a second line')),
  ).toBe(true);
  expect(raw.lines).toContain('Welcome Zoë 佐 !');
  expect(old.errors).toEqual([]);
  for (const hosts of asked) {
    expect(hosts.length).toBeGreaterThan(0);
    expect(new Set(hosts)).toEqual(new Set([`127.0.0.1:${house.port}`]));
  }
});

test('no built file names another host', () => {
  // Names of XML namespaces and the addresses of documentation are never asked for.
  const known = /^(www\.w3\.org|react\.dev|tus\.io|github\.com|fb\.me)$/;
  const folder = join(ROOT, 'dist/chat');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|css|html|svg)$/.test(name),
  );
  expect(files.length).toBeGreaterThan(4);
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8');
    const hosts = [...text.matchAll(/(?:https?:|wss?:)\/\/([\w.-]+\.\w+)/g)].map(([, host]) => host ?? '');
    expect(
      hosts.filter((host) => !known.test(host)),
      file,
    ).toEqual([]);
  }
});

describe('/basic', () => {
  test('is ECMAScript 5 in all that the host serves, and so is the gate of the full page', async () => {
    const page = await (await fetch(`${house.link}/basic`)).text();
    const full = await (await fetch(house.link)).text();
    const scripts = [...`${page}${full}`.matchAll(/<script(?![^>]*type="module")[^>]*src="\.?([^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(scripts.sort()).toEqual(['/basic.js', '/gate.js']);
    for (const path of scripts) {
      const answer = await fetch(`${house.link}${path}`);
      expect(answer.status).toBe(200);
      parse(await answer.text(), { ecmaVersion: 5, sourceType: 'script' });
    }
    expect(page).not.toMatch(/<script(?![^>]*src)|<style| on\w+=/);
    expect(() => parse('const a = 1', { ecmaVersion: 5 })).toThrow();
    await expect
      .poll(async () => (await (await fetch(`${house.link}/gate.js`)).arrayBuffer()).byteLength)
      .toBeLessThan(4_000);
  });

  test('comes back by itself when the host does, and keeps what was being written', async () => {
    const own = await House.open();
    const old = await BasicPage.open(browser, `${own.link}/basic`);
    onTestFinished(async () => {
      await old.close();
      await own.close();
    });
    await old.isIn();
    await old.say('before');
    await old.hears('before');
    await own.kill();
    await old.trouble.getByText('Connection lost.').waitFor();
    await old.say('half written');
    await own.start();
    await old.isIn();
    await expect.poll(() => old.field.inputValue()).toBe('half written');
    await old.field.press('Enter');
    await old.hears('half written');
    await expect.poll(() => old.texts()).toEqual(['before', 'half written']);
    await old.page.locator('#leave').click();
    await old.trouble.getByText(basic.basic.left).waitFor();
    await old.page.getByRole('button', { name: basic.basic.again }).click();
    await old.isIn();
  });

  test('asks for the PIN, and gives it again by itself after a line that was lost', async () => {
    const own = await House.open('--pin', PIN);
    const old = await BasicPage.open(browser, `${own.link}/basic`);
    onTestFinished(async () => {
      await old.close();
      await own.close();
    });
    await old.page.getByLabel(basic.pin, { exact: true }).waitFor();
    await old.say('111111');
    await old.trouble.getByText('Wrong PIN.').waitFor();
    await old.say(` ${PIN} `);
    await old.isIn();
    await old.page.getByLabel(basic.message, { exact: true }).waitFor();
    await expect.poll(() => old.page.locator('#log').textContent()).not.toContain(PIN);
    await own.kill();
    await old.trouble.getByText('Connection lost.').waitFor();
    await own.start();
    await old.isIn();
  });

  test('leaves whoever reads further up where they are', async () => {
    const host = await openInnerHost();
    const old = await BasicPage.open(browser, `${host.link}/basic`, {
      viewport: { width: 320, height: 480 },
    });
    const writer = await Guest.join(host.port, 'Writer');
    onTestFinished(async () => {
      await old.close();
      await host.close();
    });
    await old.isIn();
    for (let i = 1; i <= 30; i += 1) await writer.says(`line ${i}`);
    await old.hears('line 30');
    const log = "document.getElementById('log')";
    await expect
      .poll(() => old.ask(`${log}.scrollHeight - ${log}.scrollTop - ${log}.clientHeight`))
      .toBeLessThan(2);
    await old.ask(`${log}.scrollTop = 100`);
    await writer.says('line 31');
    await old.hears('line 31');
    await expect.poll(() => old.ask(`${log}.scrollTop`)).toBe(100);
    await expect.poll(() => old.ask('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
  });

  test('is where the full page takes a browser that cannot run it', async () => {
    const old = await BasicPage.open(browser, house.link);
    onTestFinished(() => old.close());
    await old.page.waitForURL(`${house.link}/basic`);
    await old.isIn();
    await old.page.goto(`${house.link}/?full`);
    await expect.poll(() => old.page.url()).toBe(`${house.link}/?full`);
  });
});

describe('/plain', () => {
  test('is where the full page takes a browser without script; names and the PIN hold as everywhere', async () => {
    const own = await House.open('--pin', PIN);
    const plain = await PlainPage.open(browser, own.link);
    onTestFinished(async () => {
      await plain.close();
      await own.close();
    });
    await plain.page.waitForURL(`${own.link}/plain`);
    await plain.join('Ada', '111111');
    await expect.poll(() => plain.notice()).toBe(shared.refusal['pin-wrong']);
    await plain.join('Host', PIN);
    await expect.poll(() => plain.notice()).toBe(shared.refusal['name-reserved']);
    await plain.join('Ada', PIN);
    await plain.say('in');
    await expect.poll(() => plain.texts()).toEqual(['in']);
    expect(plain.page.url()).not.toContain(PIN);
    await plain.page.reload();
    await expect.poll(() => plain.texts()).toEqual(['in']);
    await plain.page.getByRole('link', { name: basic.plain.follow }).click();
    await expect.poll(() => plain.texts()).toEqual(['in']);
    await plain.page.getByRole('link', { name: basic.plain.write }).click();
    await plain.page.getByRole('button', { name: basic.leave }).click();
    await expect.poll(() => plain.notice()).toBe(basic.plain.left);
    await plain.page.goBack();
    await plain.page.goBack();
    await expect.poll(() => plain.notice()).toBe(basic.plain.gone);
  });

  test('follows by itself', async () => {
    const plain = await PlainPage.open(browser, `${house.link}/plain`);
    const writer = await Guest.join(house.port, 'Somebody else');
    onTestFinished(() => plain.close());
    await plain.join('Reader');
    await plain.page.getByRole('link', { name: basic.plain.follow }).click();
    await writer.says('news');
    await expect.poll(() => plain.texts()).toContain('news');
  });
});

test('what would run if it were markup is the text that it is, on both', async () => {
  const host = await openInnerHost();
  const old = await BasicPage.open(browser, `${host.link}/basic`);
  const plain = await PlainPage.open(browser, `${host.link}/plain`);
  // With script, so that what ran would show.
  const watching = await browser.newPage();
  onTestFinished(async () => {
    await Promise.all([old.close(), plain.close(), watching.close()]);
    await host.close();
  });
  const dialogs: string[] = [];
  for (const page of [old.page, watching]) {
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  }
  await old.isIn();
  await plain.join('<b>Plain</b>');
  const writer = await Guest.join(host.port, 'Writer');
  const sent = injections(TEMPLATES, 200);
  for (const [i, text] of sent.entries()) {
    const name = injections(SHORT, 200)[i] ?? '';
    const parsed = parseName(name);
    writer.send({ type: 'rename', name });
    await writer.hearsOf('renamed', ({ person }) => parsed.ok && person.name === parsed.value.name);
    await writer.says(text);
    if (i % 40 !== 39) continue;
    // The form shows the last hundred entries: renamed and said by turns.
    await watching.goto(plain.page.url());
    const shown = await watching.locator('dd').allTextContents();
    expect(shown.slice(0, 40).toReversed()).toEqual(sent.slice(i - 39, i + 1));
    const names = await watching.locator('dt bdi').allTextContents();
    expect(names[0]).toBe(parsed.ok ? parsed.value.name : undefined);
    await expect
      .poll(() => watching.locator('script, img, iframe, svg, math, video, link, b, body style').count())
      .toBe(0);
  }
  await old.hears(sent.at(-1) ?? '');
  await expect.poll(() => old.texts()).toEqual(sent);
  await expect
    .poll(() =>
      old.page.locator('#log').locator('script, img, iframe, svg, math, video, style, a, b').count(),
    )
    .toBe(0);
  expect(dialogs).toEqual([]);
  expect(old.errors).toEqual([]);
});

/** Pictures to look at, where somebody asks for them. */
test.runIf(process.env.PORCHLIGHT_PICTURES !== undefined)('pictures', async () => {
  const folder = process.env.PORCHLIGHT_PICTURES ?? '';
  mkdirSync(folder, { recursive: true });
  const writer = await Guest.join(house.port, 'نور');
  for (const [width, colorScheme, locale] of [
    [320, 'light', 'en'],
    [320, 'dark', 'ar'],
    [390, 'light', 'ar'],
    [390, 'dark', 'en'],
    [1024, 'light', 'en'],
    [1024, 'dark', 'de'],
  ] as const) {
    const device = { viewport: { width, height: 720 }, colorScheme, locale };
    const old = await BasicPage.open(browser, `${house.link}/basic`, device);
    const plain = await PlainPage.open(browser, `${house.link}/plain`, device);
    await plain.page.screenshot({ path: join(folder, `door-${width}-${colorScheme}.png`) });
    await plain.page.locator('#name').fill(`Ada ${width} ${colorScheme}`);
    await plain.page.locator('input[type=submit]').click();
    await old.page.locator('#status').getByText(/./).waitFor();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await writer.says('Donaudampfschifffahrtsgesellschaftskapitän'.repeat(4));
    await writer.says('مرحبا بكم في الدردشة، this is mixed');
    await writer.says('A short one');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await old.page.screenshot({ path: join(folder, `basic-${width}-${colorScheme}.png`) });
    await plain.page.reload();
    await plain.page.screenshot({ path: join(folder, `plain-${width}-${colorScheme}.png`), fullPage: true });
    await old.close();
    await plain.close();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  }
});
