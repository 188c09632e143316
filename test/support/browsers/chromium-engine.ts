/** Chromium for the walks that every engine is tried with. */
import { launchBrowser } from './browser.ts';
import type { Engine } from './engine-tab.ts';
import { DESKTOP } from './guest-page.ts';
import { pageTab } from './page-tab.ts';

export async function openChromium(): Promise<Engine> {
  const browser = await launchBrowser();
  return {
    open: async () => {
      const context = await browser.newContext(DESKTOP);
      const page = await context.newPage();
      return {
        ...pageTab(page),
        giveFiles: async (field, paths) => {
          const handle = await page.evaluateHandle<HTMLInputElement>(field);
          await handle.setInputFiles([...paths]);
        },
        resize: (width, height) => page.setViewportSize({ width, height }),
        picture: () => page.screenshot(),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}
