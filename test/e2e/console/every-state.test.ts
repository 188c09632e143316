/** Each state of the console: nothing in it is cut off in any language or size, and axe finds nothing by day and by night. */
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../locales/language.ts';
import { violations } from '../../support/looks/axe.ts';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { clippedTexts } from '../../support/looks/clipped.ts';
import { actsIn } from '../../support/app/scenes.ts';
import { StagedWindow } from '../../support/app/staged-window.ts';

/** As small as a window gets, and as large as a wall. */
const LEAST = { width: 900, height: 600 };
const WALL = { width: 3840, height: 2160 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** @param look what is wrong with a state, in lines */
async function inEveryState(
  language: string,
  device: BrowserContextOptions,
  look: (staged: StagedWindow) => Promise<readonly string[]>,
): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const { answers, scenes } of actsIn(language)) {
    const staged = await StagedWindow.open(browser, answers, device);
    for (const scene of scenes) {
      await staged.enter(scene);
      const wrong = await look(staged);
      if (wrong.length > 0) found[scene.name] = wrong;
    }
    if (staged.errors.length > 0) found['in the console'] = staged.errors;
    await staged.close();
  }
  return found;
}

describe('nothing is cut off', () => {
  test.each(LANGUAGES)('in the smallest window, in %s', async (language) => {
    const cut = await inEveryState(language, { viewport: LEAST }, ({ page }) => clippedTexts(page));
    expect(cut).toEqual({});
  });

  test('on a wall, in German', async () => {
    const cut = await inEveryState('de', { viewport: WALL }, ({ page }) => clippedTexts(page));
    expect(cut).toEqual({});
  });
});

test('axe finds nothing in any state, by day and by night', async () => {
  const found = await inEveryState('en', { viewport: LEAST, colorScheme: 'light' }, async ({ page }) => {
    // What lies behind a sheet is looked at where there is none.
    const within = (await page.locator('dialog[open]').count()) > 0 ? 'dialog[open]' : 'html';
    const byDay = await violations(page, { within });
    await page.emulateMedia({ colorScheme: 'dark' });
    // Nothing but the colours is another then.
    const byNight = await violations(page, { within, rules: ['color-contrast'] });
    await page.emulateMedia({ colorScheme: 'light' });
    return [...byDay, ...byNight];
  });
  expect(found).toEqual({});
});
