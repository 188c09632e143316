/** A hook that makes the Back button of a phone close an overlay instead of leaving the page. */
import { useEffect, useRef } from 'react';
import { mediaMatches, serviceOf } from '../browser/browser-services.ts';

/** Keeps a single entry in the browser's history, however many overlays are open. */
class OpenLayers {
  /** The close functions, topmost last. */
  readonly #layers: (() => void)[] = [];
  /** Our entry is the newest in the history. */
  #marked = false;
  /** We are going back ourselves, since no overlay is open any more. */
  #leaving = false;

  /** Returns its end. */
  add(close: () => void): () => void {
    this.#layers.push(close);
    this.#mark();
    return () => {
      const place = this.#layers.indexOf(close);
      if (place !== -1) this.#layers.splice(place, 1);
      // Deferred, so that an overlay that opens right after keeps the entry.
      setTimeout(() => this.#unmark());
    };
  }

  #mark(): void {
    if (this.#marked || this.#leaving) return;
    this.#marked = serviceOf(() => (history.pushState({ over: true }, ''), true)) === true;
    // Adding the same listener again has no effect.
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
