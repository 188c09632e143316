/** The page as a guest uses it: by the names that a person, or a screen reader, finds things by. */
import {
  errors,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';
import words from '../../../locales/en/chat.json';
import { collectErrors } from '../looks/console-errors.ts';
import { openBy } from './open-by.ts';
import { PATIENCE_MS } from '../patience.ts';
import { readLog } from './read-log.ts';

export const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

/** What was in the list may be out of it again: then it is looked for once more. */
const GLANCE = { timeout: 2_000 } as const;

/** A long press is longer than 450 ms. */
const HELD_MS = 600;

export class GuestPage {
  readonly page: Page;
  /** Errors and warnings of the page's console so far. */
  readonly errors: readonly string[];
  readonly name: Locator;
  readonly message: Locator;
  readonly log: Locator;

  private constructor(page: Page) {
    this.page = page;
    this.errors = collectErrors(page);
    this.name = page.getByRole('textbox', { name: 'Your name' });
    this.message = page.getByRole('textbox', { name: 'Message' });
    this.log = page.getByRole('log', { name: 'Messages' });
  }

  /**
   * A guest of their own: nothing is shared with other guests of the same browser.
   * @param before what is done to their browser before it opens the page
   */
  static async open(
    browser: Browser,
    link: string,
    device = DESKTOP,
    before: (context: BrowserContext) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<GuestPage> {
    const context = await browser.newContext(device);
    await before(context);
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

  /** By the button that a person would press. */
  async choose(...paths: readonly string[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: words.files.attach }).click();
    await (await chooser).setFiles([...paths]);
  }

  /** The text of every message in the log, in order: scrolls from the first to the last, and stays there. */
  texts(): Promise<string[]> {
    return readLog(this.log);
  }

  /** A message in sight, by what it says, and by all that belongs to it. */
  said(text: string | RegExp): Locator {
    const words = this.page.locator('.text, .deleted').getByText(text, { exact: true });
    return this.log.locator('.group').filter({ has: words });
  }

  /** Reads back, page by page, until the message is in sight. */
  async readBackTo(text: string): Promise<void> {
    const said = this.said(text);
    const back = (box: Element) =>
      new Promise((resolve) => {
        // A page that follows its end takes this for its reader's going away from it.
        box.dispatchEvent(new WheelEvent('wheel'));
        box.scrollTop -= box.clientHeight / 2;
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      });
    for (const deadline = performance.now() + PATIENCE_MS; ;) {
      // At the top what is earlier may still be on its way.
      if (performance.now() > deadline) throw new Error(`nobody said ${text}`);
      if ((await said.count()) === 0) await this.log.evaluate(back);
      else if (await isDone(said.scrollIntoViewIfNeeded(GLANCE))) return;
    }
  }

  /** Waits until nothing in the log moves any more: what is pressed while it does may be something else. */
  async rest(): Promise<void> {
    await this.log.evaluate(async (box) => {
      const REST_MS = 150;
      const place = () => `${box.scrollTop} ${box.scrollHeight} ${box.textContent}`;
      for (let last = '', since = performance.now(); performance.now() - since < REST_MS;) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        if (place() !== last) [last, since] = [place(), performance.now()];
      }
    });
  }

  /** Opens what can be done with a message, with the mouse or with a long press, and chooses by its name. */
  async act(text: string, ...names: readonly string[]): Promise<void> {
    const said = this.said(text);
    await said.locator('.message-body').waitFor();
    await this.rest();
    const menu = this.page.getByRole('dialog', { name: words.actions.label });
    if (await this.#hasMouse()) await this.#open(said.locator('.message-body'), menu);
    else await this.#longPress(said.locator('.message-body .bubble'), menu);
    for (const name of names) await menu.getByRole('button', { name, exact: true }).click();
  }

  /** The list of rooms and people: beside the conversation, or on a phone the sheet over it. */
  async side(): Promise<Locator> {
    if (await this.#isWide()) return this.page.locator('aside.side');
    const sheet = this.page.getByRole('dialog', { name: words.rooms.sheet });
    await openBy((within) => this.page.locator('.head button[aria-haspopup=dialog]').click(within), sheet);
    return sheet;
  }

  /** @param name of a room, or of the other one in a private conversation */
  async enter(name: string): Promise<void> {
    const rooms = (await this.side()).getByRole('navigation', { name: words.rooms.label });
    await rooms.getByRole('button', { name }).click();
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  async writeTo(name: string): Promise<void> {
    const person = words.people['write-to'].replace('{{name}}', name);
    await (await this.side()).getByRole('button', { name: person }).click();
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  async search(text: string): Promise<void> {
    const field = this.page.getByRole('searchbox', { name: words.search.label });
    await openBy((within) => this.page.locator('.head-search').click(within), field);
    await field.fill(text);
    await field.press('Enter');
  }

  /** Of the search; the words that were searched for stand between brackets. */
  hits(): Promise<string[]> {
    return this.page
      .locator('.hit-text')
      .evaluateAll((hits) =>
        hits.map((hit) =>
          [...hit.childNodes]
            .map((node) => (node.nodeName === 'MARK' ? `[${node.textContent}]` : node.textContent))
            .join(''),
        ),
      );
  }

  /** Another window lies over the page, or the phone is locked; no browser does so to a page that is tested. */
  async hide(hidden: boolean): Promise<void> {
    await this.page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: now });
      Object.defineProperty(document, 'visibilityState', {
        configurable: true,
        value: now ? 'hidden' : 'visible',
      });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  }

  /** For the page no time passes, however long the machine takes, until the function that this resolves with is called. */
  async stopClock(): Promise<() => Promise<void>> {
    await this.page.evaluate(() => {
      const now = performance.now.bind(performance);
      const stoppedAt = now();
      let goneOnAt: number | undefined;
      performance.now = () => stoppedAt + (goneOnAt === undefined ? 0 : now() - goneOnAt);
      Object.assign(window, { goOn: () => (goneOnAt = now()) });
    });
    return () => this.page.evaluate('goOn()');
  }

  /** How many messages are shown that the host has not acknowledged. */
  unsent(): Promise<number> {
    return this.log.locator('.bubble-waiting').count();
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** While the list scrolls it takes no notice of the mouse, until that moves again. */
  async #open(said: Locator, menu: Locator): Promise<void> {
    const more = said.getByRole('button', { name: words.actions.more });
    await openBy(async (within) => {
      await this.page.mouse.move(0, 0);
      await said.hover(within);
      await more.click(within);
    }, menu);
  }

  async #longPress(place: Locator, menu: Locator): Promise<void> {
    const cdp = await this.page.context().newCDPSession(this.page);
    await openBy(async (within) => {
      await place.tap({ trial: true, ...within });
      const box = await place.boundingBox(within);
      // It has just been drawn anew.
      if (box === null) return;
      const touchPoints = [{ x: box.x + 12, y: box.y + 12 }];
      await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
      await this.page.waitForTimeout(HELD_MS);
      await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    }, menu);
    await cdp.detach();
  }

  #isWide(): Promise<boolean> {
    return this.page.evaluate(() => matchMedia('(min-width: 900px)').matches);
  }

  #hasMouse(): Promise<boolean> {
    return this.page.evaluate(() => matchMedia('(pointer: fine)').matches);
  }
}

/** Not if its time was over first. */
async function isDone(doing: Promise<unknown>): Promise<boolean> {
  try {
    await doing;
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}
