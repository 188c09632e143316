/** A value that changes, and whoever watches it. It refuses to know what the value means. */
import { useSyncExternalStore } from 'react';

/** One source of the window: read it, or be told when it is another. */
export class Observable<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  readonly read = (): T => this.#value;

  /** Returns its own unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }
}

/** Renders again whenever the value is another. */
export function useObservable<T>(live: Observable<T>): T {
  return useSyncExternalStore(live.subscribe, live.read);
}
