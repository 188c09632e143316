/**
 * The console as it is built, in a browser of its own, with a host that is played: any state of it, in any language and at
 * any size, within a moment. What is pressed there is pressed by the page itself. How the console behaves with a real
 * host, and under a real hand, is tested in the real app.
 */
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Answers } from '../../../contract/ipc/commands.ts';
import type { ConsoleEvents, EventName } from '../../../contract/ipc/events.ts';
import type { HostSnapshot } from '../../../contract/ipc/snapshot.ts';
import { collectErrors } from '../looks/console-errors.ts';
import { ROOT } from './desktop-app.ts';
import { PATIENCE_MS } from '../patience.ts';

/** What it answers, where that is more than that it was done, and tells a window that begins. */
export type StagedHost = Partial<Answers> & { readonly snapshot: HostSnapshot };
/** What it tells. */
export type News = { readonly [E in EventName]?: ConsoleEvents[E] };

/** What is done in the window: something is pressed, a field is filled in, or it is waited until something is there. */
export type Step = string | { readonly field: string; readonly value: string } | { readonly seen: string };

export interface Turn {
  readonly news?: News;
  readonly steps?: readonly Step[];
  readonly after?: readonly Step[];
}

const ADDRESS = 'http://console.test';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export class StagedWindow {
  readonly page: Page;
  /** Errors and warnings of the window's console so far. */
  readonly errors: readonly string[];
  /** What closes what is open. */
  #after: readonly Step[] = [];

  private constructor(page: Page) {
    this.page = page;
    this.errors = collectErrors(page);
    page.setDefaultTimeout(PATIENCE_MS);
  }

  static async open(
    browser: Browser,
    answers: StagedHost,
    device: BrowserContextOptions = {},
  ): Promise<StagedWindow> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...device });
    await context.route(`${ADDRESS}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      const file = pathname === '/' ? '/index.html' : pathname;
      return route.fulfill({
        body: readFileSync(join(ROOT, 'dist/console', file)),
        contentType: TYPES[extname(file)] ?? 'application/octet-stream',
      });
    });
    const staged = new StagedWindow(await context.newPage());
    await staged.page.addInitScript(playHost, { answers, patienceMs: PATIENCE_MS });
    await staged.page.goto(ADDRESS);
    await staged.page.locator('.on, .off').waitFor();
    return staged;
  }

  /**
   * To a state: what was open before it is closed.
   *
   * @param scene what the host tells, what is done then, and what closes it where that is no dialog
   */
  async enter({ news = {}, steps = [], after = [] }: Turn): Promise<void> {
    const before = this.#after;
    this.#after = after;
    await this.page.evaluate((turn) => (window as unknown as Played).enter(turn), { before, news, steps });
  }

  /** As it is once it is drawn, without a focus that the last press left behind. */
  async picture(path: string): Promise<void> {
    await this.page.evaluate(async () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      // What is measured is drawn anew with the next picture.
      for (let frame = 0; frame < 4; frame += 1)
        await new Promise((resolve) => requestAnimationFrame(resolve));
    });
    await this.page.screenshot({ path, animations: 'disabled' });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

interface Played {
  readonly enter: (turn: {
    readonly before: readonly Step[];
    readonly news: object;
    readonly steps: readonly Step[];
  }) => Promise<void>;
}

interface Stage {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly patienceMs: number;
}

/** Runs in the page, before all else. */
function playHost({ answers, patienceMs }: Stage): void {
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  const host = {
    call: (command: string) => {
      if (command === 'subscribe')
        for (const listener of listeners.get('snapshot') ?? []) listener(answers.snapshot);
      return Promise.resolve(command in answers ? answers[command] : { ok: true });
    },
    on: (event: string, listener: (value: unknown) => void) => {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
      return () => listeners.get(event)?.delete(listener);
    },
  };
  /** What React does, and what its effects do then, is done; nothing waits for a picture of it. */
  const done = async () => {
    for (const wait of [0, 0]) await new Promise((resolve) => setTimeout(resolve, wait));
  };
  const until = async <T>(what: string, find: () => T | null): Promise<T> => {
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline) {
      const found = find();
      if (found !== null) return found;
      await done();
    }
    throw new Error(what);
  };
  const write = (field: Element, value: string) => {
    const kind = field instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
    // React reads what was set before it wrapped it.
    Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event(kind === HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  };
  const take = async (steps: readonly Step[]) => {
    for (const step of steps) {
      const selector = typeof step === 'string' ? step : 'seen' in step ? step.seen : step.field;
      const element = await until(`nothing is ${selector}`, () =>
        document.querySelector<HTMLElement>(selector),
      );
      if (typeof step !== 'string' && 'seen' in step) continue;
      element.focus();
      if (typeof step === 'string') element.click();
      else write(element, step.value);
      await done();
    }
  };
  const enter: Played['enter'] = async ({ before, news, steps }) => {
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
    await until('a dialog stays', () => (document.querySelector('dialog') === null ? true : null));
    await take(before);
    for (const [event, value] of Object.entries(news))
      for (const listener of listeners.get(event) ?? []) listener(value);
    await done();
    await take(steps);
  };
  Object.assign(window, { host, enter });
}
