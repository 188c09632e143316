/** The page as a guest uses it: by the names that a person, or a screen reader, finds things by. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { collectErrors } from './console-errors.ts';

/** Sooner than a test's own limit, so that it is told what did not come. */
export const ANSWER_WITHIN_MS = 15_000;

export const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

export class GuestPage {
  readonly page: Page;
  /** Errors and warnings of the page's console so far. */
  readonly errors: readonly string[];
  readonly name: Locator;
  readonly message: Locator;
  readonly log: Locator;

  private constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(ANSWER_WITHIN_MS);
    this.errors = collectErrors(page);
    this.name = page.getByRole('textbox', { name: 'Your name' });
    this.message = page.getByRole('textbox', { name: 'Message' });
    this.log = page.getByRole('log', { name: 'Messages' });
  }

  /** A guest of their own: nothing is shared with other guests of the same browser. */
  static async open(browser: Browser, link: string, device = DESKTOP): Promise<GuestPage> {
    const context = await browser.newContext(device);
    const guest = new GuestPage(await context.newPage());
    await guest.page.goto(link);
    return guest;
  }

  async join(name: string): Promise<void> {
    await this.name.fill(name);
    await this.page.getByRole('button', { name: 'Join' }).click();
    await this.message.waitFor();
  }

  async say(text: string): Promise<void> {
    await this.message.fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  /** The text of every message in the log, in order. */
  texts(): Promise<string[]> {
    return messageTexts(this.log);
  }

  /** How many messages are shown that the host has not acknowledged. */
  unsent(): Promise<number> {
    return this.log.locator('.bubble-waiting').count();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** In both logs a message, and nothing else, is a paragraph whose direction follows its text. */
export function messageTexts(log: Locator): Promise<string[]> {
  return log.locator('p[dir="auto"]').allTextContents();
}
