/** The page for old browsers, as somebody with one uses it. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import words from '../../../locales/en/basic.json';
import { collectErrors } from '../looks/console-errors.ts';
import { makeOld } from './old-browser.ts';

export class BasicPage {
  readonly page: Page;
  readonly errors: readonly string[];
  readonly field: Locator;
  readonly status: Locator;
  readonly trouble: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.errors = collectErrors(page);
    this.field = page.locator('#text');
    this.status = page.locator('#status');
    this.trouble = page.locator('#trouble');
  }

  /** In a browser that has none of today's features. */
  static async open(browser: Browser, link: string, device: BrowserContextOptions = {}): Promise<BasicPage> {
    const context = await browser.newContext(device);
    await makeOld(context);
    const basic = new BasicPage(await context.newPage());
    await basic.page.goto(link);
    return basic;
  }

  async isIn(): Promise<void> {
    await this.status.getByText(words.basic.here, { exact: true }).waitFor();
  }

  async say(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press('Enter');
  }

  /** Waits until somebody has said so. */
  async hears(text: string): Promise<void> {
    await this.page.locator('#log .text').getByText(text, { exact: true }).last().waitFor();
  }

  /** What was said, in order. */
  async texts(): Promise<readonly unknown[]> {
    const all = await this.ask(
      "[].map.call(document.querySelectorAll('#log .message .text'), function (e) { return e.textContent; })",
    );
    return Array.isArray(all) ? (all as unknown[]) : [];
  }

  /** What an expression of ECMAScript 5 is in the page: Playwright's own way needs what was taken away there. */
  async ask(expression: string): Promise<unknown> {
    const session = await this.page.context().newCDPSession(this.page);
    const { result } = await session.send('Runtime.evaluate', { expression, returnByValue: true });
    await session.detach();
    return result.value;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
