/** A hook that makes the Back button of a phone close an overlay instead of leaving the page. */
import { useEffect, useRef } from 'react';
import { mediaMatches, serviceOf } from '../browser/browser-services.ts';

/** Keeps a single entry in the browser's history, however many overlays are open. */
class OpenLayers {
  /** The close functions, topmost last. */
  readonly #layers: (() => void)[] = [];
  /** Our entry is the newest in the history. */
  #hasEntry = false;
  /** We are going back ourselves, since no overlay is open any more. */
  #leaving = false;

  /** Returns its end. */
  add(close: () => void): () => void {
    this.#layers.push(close);
    this.#addEntry();
    return () => {
      const place = this.#layers.indexOf(close);
      if (place !== -1) this.#layers.splice(place, 1);
      // Deferred, so that an overlay that opens right after keeps the entry.
      setTimeout(() => this.#removeEntry());
    };
  }

  #addEntry(): void {
    if (this.#hasEntry || this.#leaving) return;
    this.#hasEntry = serviceOf(() => (history.pushState({ over: true }, ''), true)) === true;
    // Adding the same listener again has no effect.
    addEventListener('popstate', this.#onBack);
  }

  #removeEntry(): void {
    if (!this.#hasEntry || this.#layers.length > 0) return;
    this.#leaving = true;
    this.#hasEntry = false;
    history.back();
  }

  readonly #onBack = (): void => {
    if (this.#leaving) this.#leaving = false;
    else if (this.#hasEntry) {
      this.#hasEntry = false;
      this.#layers.pop()?.();
    }
    if (this.#layers.length > 0) this.#addEntry();
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
