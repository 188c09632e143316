/** A conversation with a picture, exported and opened in a browser without a network: it is whole, and can be searched. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import words from '../../../locales/en/chat.json';
import { expectAccessible } from '../../support/looks/axe.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { collectErrors } from '../../support/looks/console-errors.ts';
import { ROOT } from '../../support/app/desktop-app.ts';
import { GuestPage } from '../../support/browsers/guest-page.ts';
import { House } from '../../support/host/host-program.ts';
import { makeJpeg } from '../../support/looks/made-picture.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

const folder = makeTemporaryFolder();
const file = join(folder, 'conversation.html');
let browser: Browser;
let house: House;

beforeAll(async () => {
  [house, browser] = await Promise.all([House.open(), launchBrowser()]);
  const ada = await GuestPage.open(browser, house.link);
  await ada.join('Ada');
  for (const text of ['the cables are here', '<b>&amp; 我們在三樓', 'and more']) await ada.say(text);
  const picture = join(folder, 'lamp.jpg');
  writeFileSync(picture, await makeJpeg(ada.page, 320, 200, 40));
  const chooser = ada.page.waitForEvent('filechooser');
  await ada.page.getByRole('button', { name: words.files.attach }).click();
  await (await chooser).setFiles(picture);
  await ada.page.getByRole('button', { name: words.composer.send }).click();
  await ada.log.locator('.picture img').waitFor();
  // Its own picture is seen before the host has it.
  await ada.log.locator('.bubble-waiting').first().waitFor({ state: 'detached' });
  await ada.page.context().close();
});
afterAll(async () => {
  await browser.close();
  await house.close();
  removeFolder(folder);
});

/** The built command line, to its end. */
function porchlight(...parameters: string[]) {
  const cli = join(ROOT, 'dist/cli/cli.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...parameters], {
    env: { ...process.env, LC_ALL: 'en_GB.UTF-8' },
  });
  return { status, said: `${stdout.toString()}${stderr.toString()}` };
}

test('while a host has the folder, nobody else reads it', () => {
  const { status, said } = porchlight('export', '--data', house.folder, '--out', file);
  expect(status).toBe(3);
  expect(said).toContain('Stop it, ');
});

test('the file opens without a network, with its picture inside, and is searched', async () => {
  await house.kill();
  const wanted = ['export', '--data', house.folder, '--out', file];
  const written = porchlight(...wanted);
  expect(written).toMatchObject({ status: 0 });
  expect(porchlight(...wanted)).toMatchObject({ status: 2 });
  expect(porchlight(...wanted).said).toContain('--force');
  expect(porchlight(...wanted, '--force')).toMatchObject({ status: 0 });
  for (const command of ['export', 'verify']) {
    expect(porchlight(command, '--help')).toMatchObject({ status: 0 });
    expect(porchlight('--help').said).toContain(`porchlight ${command} --help`);
  }
  expect(written.said).toContain('4 messages');
  const context = await browser.newContext({ offline: true, colorScheme: 'dark' });
  const page = await context.newPage();
  const errors = collectErrors(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url().slice(0, 40)));
  await page.goto(pathToFileURL(file).href);
  const articles = page.locator('article:visible');
  await expect.poll(() => articles.count()).toBe(4);
  await expect.poll(() => page.locator('.text').nth(1).textContent()).toBe('<b>&amp; 我們在三樓');
  await expect
    .poll(() => page.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBe(320);
  await page.getByRole('searchbox').fill('三樓');
  await expect.poll(() => articles.count()).toBe(1);
  await expect.poll(() => page.locator('output').textContent()).toBe('1 / 4');
  await expectAccessible(page);
  expect(errors).toEqual([]);
  expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
  await context.close();
});

test('what was changed is found, and what was not is told to be whole', () => {
  const whole = porchlight('verify', file);
  expect(whole).toMatchObject({ status: 0 });
  expect(whole.said).toContain('4 messages, and none was changed');
  writeFileSync(file, readFileSync(file, 'utf8').replace('the cables are here', 'the cables are gone'));
  const changed = porchlight('verify', file);
  expect(changed).toMatchObject({ status: 1 });
  expect(changed.said).toContain('Message 1 is the first');
  expect(porchlight('verify', join(ROOT, 'README.md'))).toMatchObject({ status: 2 });
});
