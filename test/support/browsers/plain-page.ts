/** The page without script, as somebody uses it whose browser has none. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import words from '../../../locales/en/basic.json';

export class PlainPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** @param link of the host; the page without script is found from there */
  static async open(browser: Browser, link: string, device: BrowserContextOptions = {}): Promise<PlainPage> {
    const context = await browser.newContext({ ...device, javaScriptEnabled: false });
    const plain = new PlainPage(await context.newPage());
    await plain.page.goto(link);
    return plain;
  }

  async join(name: string, pin?: string): Promise<void> {
    await this.page.getByLabel(words.plain.name).fill(name);
    if (pin !== undefined) await this.page.getByLabel(words.pin).fill(pin);
    await this.page.getByRole('button', { name: words.plain.join }).click();
  }

  async say(text: string): Promise<void> {
    await this.page.getByLabel(words.message).fill(text);
    await this.page.getByRole('button', { name: words.send }).click();
  }

  /** Looks again until somebody has said so. */
  async hears(text: string): Promise<void> {
    const look = async () => {
      const texts = await this.texts();
      if (!texts.includes(text))
        await this.page.getByRole('link', { name: words.plain.refresh, exact: true }).click();
      return texts;
    };
    await expect.poll(look, { interval: 200 }).toContain(text);
  }

  /** What was said, the newest first. */
  texts(): Promise<string[]> {
    return this.page.locator('dd').allTextContents();
  }

  notice(): Promise<string | null> {
    return this.page.getByRole('alert').textContent();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
