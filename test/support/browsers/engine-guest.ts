/** Somebody who uses the pages in some engine: points, presses and reads, by the names that things have. */
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import words from '../../../locales/en/chat.json';
import type { Engine, EngineTab } from './engine-tab.ts';
import { PATIENCE_MS } from '../patience.ts';

/** Between two looks. */
const LOOK_AGAIN_MS = 40;
/** What the mouse opens is drawn sooner, if it opens anything. */
const OPENED_WITHIN_MS = 2_000;
const KINDS = {
  button: 'button',
  field: 'textarea, input:not([type=file])',
  dialog: '[role=dialog]',
} as const;

/** From the left and the top of the page, in pixels. */
type Place = readonly [number, number];

export class EngineGuest {
  readonly tab: EngineTab;

  private constructor(tab: EngineTab) {
    this.tab = tab;
  }

  static async open(engine: Engine, link: string): Promise<EngineGuest> {
    const guest = new EngineGuest(await engine.open());
    onTestFinished(async () => {
      await guest.tab.close();
    });
    await guest.tab.goTo(link);
    await guest.tab.ask(LISTEN);
    return guest;
  }

  async join(name: string): Promise<void> {
    await this.fill(words.join.name, name);
    await this.press(words.join.button);
    await this.sees(named('field', words.composer.label));
  }

  async say(text: string): Promise<void> {
    await this.fill(words.composer.label, text);
    await this.tab.press('Enter');
  }

  /** In place of what stands there. @param name of the field */
  async fill(name: string, text: string): Promise<void> {
    const field = named('field', name);
    await this.click(field);
    await this.tab.ask(`${field}.select()`);
    await this.tab.type(text);
    await this.sees(`(${field})?.value === ${JSON.stringify(text)}`);
  }

  /** @param name how the button's name begins @param within an expression */
  async press(name: string, within?: string): Promise<void> {
    await this.click(named('button', name, within));
  }

  /**
   * Opens what can be done with a message. The mouse moves each time: a list that has just scrolled takes no notice of
   * one that rests.
   * @param choices one after the other, in what opens
   */
  async act(text: string, ...choices: readonly string[]): Promise<void> {
    const place = said(text);
    const menu = named('dialog', words.actions.label);
    await this.#until(async () => {
      // A slow machine has opened it since the last press.
      if ((await this.tab.ask(`Boolean(${menu})`)) === true) return true;
      // Away from what it may have opened over this message.
      await this.tab.point(1, 1);
      const bubble = await this.#middleOf(`${place}?.querySelector('.bubble')`);
      if (bubble !== undefined) await this.tab.point(...bubble);
      // The other tools come with the mouse, and move this one.
      const tools = `${place}?.querySelector('.message-tools')`;
      if (!(await this.#seesSoon(`${tools}?.childElementCount > 1`))) return undefined;
      const more = await this.#middleOf(named('button', words.actions.more, place));
      if (more === undefined) return undefined;
      await this.tab.click(...more);
      return this.#seesSoon(menu);
    }, menu);
    for (const choice of choices) await this.press(choice, menu);
  }

  /** Waits until an expression is true. */
  async sees(expression: string): Promise<void> {
    await this.#until(
      async () => (await this.tab.ask(`Boolean(${expression})`)) === true || undefined,
      expression,
    );
  }

  /** Not `true` if it does not come soon: what was to bring it had moved away. */
  async #seesSoon(expression: string): Promise<true | undefined> {
    for (const deadline = performance.now() + OPENED_WITHIN_MS; performance.now() < deadline;) {
      if ((await this.tab.ask(`Boolean(${expression})`)) === true) return true;
      await sleep(LOOK_AGAIN_MS);
    }
    return undefined;
  }

  /** What may have gone by itself is not waited for. */
  async pressIfThere(name: string): Promise<void> {
    const place = await this.#middleOf(named('button', name));
    if (place !== undefined) await this.tab.click(...place);
  }

  async click(element: string): Promise<void> {
    await this.tab.click(...(await this.#placeOf(element)));
  }

  /** No engine's list of choices is part of the page. @param list an expression */
  async choose(list: string, value: string): Promise<void> {
    await this.sees(list);
    await this.tab.ask(`(${CHOOSE})(${list}, ${JSON.stringify(value)})`);
  }

  /** What nobody caught since the page was there. */
  async errors(): Promise<unknown> {
    return this.tab.ask('window.uncaught');
  }

  /** The middle of something, as soon as it rests and nothing lies over it. */
  async #placeOf(element: string): Promise<Place> {
    let last = '';
    return this.#until(async () => {
      const place = await this.#middleOf(element);
      const rests = String(place) === last;
      last = String(place);
      return rests ? place : undefined;
    }, element);
  }

  /** Nothing, while it is not there or something lies over it. */
  async #middleOf(element: string): Promise<Place | undefined> {
    const place = await this.tab.ask(`(${MIDDLE})(${element})`);
    return isPlace(place) ? place : undefined;
  }

  async #until<T>(look: () => Promise<T | undefined>, wanted: string): Promise<T> {
    for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline;) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await sleep(LOOK_AGAIN_MS);
    }
    throw new Error(`${wanted} did not come: ${String(await this.tab.ask('document.body.innerText'))}`);
  }
}

/** An expression for the first of a kind in sight whose name begins so. */
function named(kind: keyof typeof KINDS, name: string, within = 'document'): string {
  return `(${FIND})(${within}, ${JSON.stringify(KINDS[kind])}, ${JSON.stringify(name)})`;
}

/** An expression for a message in sight, with what can be done with it. */
export function said(text: string): string {
  const is = `(text) => text.textContent === ${JSON.stringify(text)}`;
  return `[...document.querySelectorAll('.message-body .text')].filter(${is}).pop()?.closest('.message-body')`;
}

function isPlace(place: unknown): place is Place {
  return Array.isArray(place);
}

// All of these run in the page.
const LISTEN = `(() => {
  window.uncaught = [];
  // That a size is told in the next frame is no fault (CSSWG: Resize Observer, 3.4.4).
  const isFault = ({ message }) => !message.startsWith('ResizeObserver loop');
  addEventListener('error', (event) => isFault(event) && window.uncaught.push(event.message));
  addEventListener('unhandledrejection', (event) => window.uncaught.push(String(event.reason)));
})()`;

const FIND = `(within, kind, name) => [...(within?.querySelectorAll(kind) ?? [])].find((element) => {
  const label = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? '';
  const isCalled = (label.trim() || element.textContent.trim()).startsWith(name);
  return isCalled && element.getClientRects().length > 0;
})`;

const CHOOSE = `(list, value) => {
  list.value = value;
  list.dispatchEvent(new Event('change', { bubbles: true }));
}`;

const MIDDLE = `(element) => {
  element?.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = element?.getBoundingClientRect() ?? { width: 0 };
  const [x, y] = [left + width / 2, top + height / 2];
  return width > 0 && element.contains(document.elementFromPoint(x, y)) ? [x, y] : null;
}`;
