/** Holds the state of the window, and tells its parts when it changes. */
import { useSyncExternalStore } from 'react';
import type { ConsoleEvents, EventName } from '../../../contract/ipc/events.ts';
import { CONSOLE_STATE_INITIAL, type ConsoleState } from './console-state.ts';
import { Observable } from './observable.ts';
import { reduceHostEvent, type HostEvent } from './reduce-host-event.ts';

export class HostStore {
  readonly #state = new Observable(CONSOLE_STATE_INITIAL);

  readonly read = (): ConsoleState => this.#state.read();

  /** Returns its own unsubscribe. */
  readonly subscribe = (listener: () => void): (() => void) => this.#state.subscribe(listener);

  dispatch<E extends EventName>(name: E, value: ConsoleEvents[E]): void;
  dispatch(...event: HostEvent): void;
  dispatch(...event: HostEvent): void {
    this.#state.set(reduceHostEvent(this.#state.read(), event));
  }
}

/** @param select a part of the state, which is the same value as long as it did not change */
export function useHostState<T>(
  { store }: { readonly store: HostStore },
  select: (state: ConsoleState) => T,
): T {
  return useSyncExternalStore(store.subscribe, () => select(store.read()));
}
