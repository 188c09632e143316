/** The hook of what lies over the page on a phone: Back closes it, as everywhere there, and does not leave the page. */
import { useEffect, useRef } from 'react';
import { mediaMatches, serviceOf } from '../browser/browser-services.ts';

/** However much is open, there is one entry in the browser's history for it. */
class OpenLayers {
  /** What closes each, the topmost last. */
  readonly #layers: (() => void)[] = [];
  /** Our entry is in the history, and the newest. */
  #marked = false;
  /** We are going back ourselves, since nothing is open any more. */
  #leaving = false;

  /** Returns its end. */
  add(close: () => void): () => void {
    this.#layers.push(close);
    this.#mark();
    return () => {
      const place = this.#layers.indexOf(close);
      if (place !== -1) this.#layers.splice(place, 1);
      // What opens in its place at once keeps the entry.
      setTimeout(() => this.#unmark());
    };
  }

  #mark(): void {
    if (this.#marked || this.#leaving) return;
    this.#marked = serviceOf(() => (history.pushState({ over: true }, ''), true)) === true;
    // The same listener counts once.
    addEventListener('popstate', this.#onBack);
  }

  #unmark(): void {
    if (!this.#marked || this.#layers.length > 0) return;
    this.#leaving = true;
    this.#marked = false;
    history.back();
  }

  readonly #onBack = (): void => {
    if (this.#leaving) this.#leaving = false;
    else if (this.#marked) {
      this.#marked = false;
      this.#layers.pop()?.();
    }
    if (this.#layers.length > 0) this.#mark();
  };
}

const layers = new OpenLayers();

export function useBack(onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => (mediaMatches('(pointer: coarse)') ? layers.add(() => close.current()) : undefined), []);
}
