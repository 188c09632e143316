/** A window 600 pixels high in which every line has 40: the DOM of these tests lays nothing out by itself. */
import { onTestFinished, vi } from 'vitest';

const WINDOW_PX = 600;
const LINE_PX = 40;

class Observer {
  readonly #heard: ResizeObserverCallback;

  constructor(heard: ResizeObserverCallback) {
    this.#heard = heard;
  }

  observe(target: Element): void {
    const height = target.matches('[role=log], .people-scroller') ? WINDOW_PX : LINE_PX;
    const contentRect = { width: 400, height } as DOMRectReadOnly;
    const entry = { target, contentRect } as ResizeObserverEntry;
    // As in a browser, whoever observes hears of it later.
    queueMicrotask(() => this.#heard([entry], this));
  }

  unobserve(): void {
    // Nothing changes its size here.
  }

  disconnect(): void {
    // Nothing changes its size here.
  }
}

/** Until the test is over. */
export function layOut(): void {
  vi.stubGlobal('ResizeObserver', Observer);
  Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
    configurable: true,
    get: () => document.body,
  });
  onTestFinished(() => {
    vi.unstubAllGlobals();
    Reflect.deleteProperty(HTMLElement.prototype, 'offsetParent');
  });
}
