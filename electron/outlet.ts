/** Sends what happens on to the window, in batches. It refuses to know how it gets there. */
import type { HostEventName, HostEvents } from '../contract/ipc.ts';

/** Several messages of one burst reach the window as one. */
const BATCH_MS = 50;

/** Snapshots go as the latest of a batch, entries as all of it. */
export class Outlet {
  readonly #send: (event: HostEventName, value: unknown) => void;
  readonly #snapshots = new Map<HostEventName, unknown>();
  #entries: unknown[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(send: (event: HostEventName, value: unknown) => void) {
    this.#send = send;
  }

  publish<E extends HostEventName>(event: E, value: HostEvents[E]): void {
    if (event === 'entries' && isList(value)) this.#entries.push(...value);
    else this.#snapshots.set(event, value);
    // A state is what a person waits for; a stream can wait until it is worth a message.
    if (event === 'state') this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const entries = this.#entries;
    this.#entries = [];
    const snapshots = [...this.#snapshots];
    this.#snapshots.clear();
    for (const [event, value] of snapshots) this.#send(event, value);
    if (entries.length > 0) this.#send('entries', entries);
  }
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
