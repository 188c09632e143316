/** Firefox by WebDriver BiDi. Playwright asks for more of it than Debian's has. */
import puppeteer from 'puppeteer-core';
import type { Engine } from './engine-tab.ts';
import { pageTab } from './page-tab.ts';
import { PATIENCE_MS } from '../patience.ts';

/** Nobody on the internet is asked for anything, and without a screen there is a mouse all the same (fine, and can hover). */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'ui.primaryPointerCapabilities': 6,
  'ui.allPointerCapabilities': 6,
};

export async function openFirefox(executablePath: string): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    extraPrefsFirefox: PREFERENCES,
    timeout: PATIENCE_MS,
    protocolTimeout: PATIENCE_MS,
  });
  return {
    open: async () => {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      await page.setViewport({ width: 1440, height: 900 });
      return {
        ...pageTab(page),
        giveFiles: async (field, paths) => {
          const handle = await page.evaluateHandle(field);
          const input = await handle.asElement()?.toElement('input');
          await input?.uploadFile(...paths);
        },
        resize: (width, height) => page.setViewport({ width, height }),
        picture: async () => Buffer.from(await page.screenshot()),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}
