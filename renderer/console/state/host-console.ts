/** The window's line to the host: its commands, the state that its events make, and the views of its log. */
import type { HostBridge } from '../../../contract/ipc/bridge.ts';
import { EVENT_NAMES, type ConsoleEvents, type EventName } from '../../../contract/ipc/events.ts';
import type { LogFilter } from '../../../contract/ipc/log.ts';
import type { StartOptions } from '../../../contract/ipc/start-options.ts';
import { HostApi } from './host-api.ts';
import { HostStore } from './host-store.ts';
import { LogReader } from './log-reader.ts';
import { PictureShelf } from './picture-shelf.ts';
import type { HostEvent } from './reduce-host-event.ts';
import { inOrder } from './room-logs.ts';

export class HostConsole {
  readonly api: HostApi;
  readonly store = new HostStore();
  readonly pictures: PictureShelf;
  /** Listens to an event of which nothing stays in the state. Returns its own unsubscribe. */
  readonly on: HostBridge['on'];
  readonly #whenIdle: (act: () => void) => void;
  readonly #readers = new Set<LogReader>();
  readonly #unsubscribes: readonly (() => void)[];

  /** @param whenIdle does something once the window has drawn what it was told */
  constructor(bridge: HostBridge, whenIdle: (act: () => void) => void) {
    this.api = new HostApi(bridge);
    this.on = (event, listener) => bridge.on(event, listener);
    this.#whenIdle = whenIdle;
    this.pictures = new PictureShelf((id) => bridge.call('readPicture', { id }));
    this.#unsubscribes = EVENT_NAMES.map((name) => bridge.on(name, (value) => this.#hear(name, value)));
  }

  /** Resolves once there is a state. Rejects when the host does not answer. */
  async open(): Promise<void> {
    const first = new Promise<void>((resolve) => {
      const unsubscribe = this.on('snapshot', () => {
        unsubscribe();
        resolve();
      });
    });
    await this.api.call('subscribe', null);
    await first;
  }

  /** Never rejects: what went wrong becomes the trouble of the state. */
  async start(options: StartOptions): Promise<void> {
    // The host may have to wait before it says so itself.
    this.store.dispatch('state', { kind: 'starting' });
    try {
      await this.api.call('start', options);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.store.dispatch('state', { kind: 'stopped', trouble: { code: 'failed', detail } });
    }
  }

  /** A view of the log, which begins when it is looked at. */
  readLog(filter: LogFilter): LogReader {
    return new LogReader(filter, {
      held: (room) => {
        const { logs } = this.store.read();
        return room === undefined ? inOrder(logs) : (logs.get(room) ?? []);
      },
      read: (query) => this.api.call('readLog', query),
      join: (reader) => {
        this.#readers.add(reader);
        return () => this.#readers.delete(reader);
      },
    });
  }

  /** Stops listening. */
  close(): void {
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
  }

  #hear<E extends EventName>(name: E, value: ConsoleEvents[E]): void;
  #hear(...event: HostEvent): void {
    this.store.dispatch(...event);
    const [name, value] = event;
    if (name === 'snapshot') for (const reader of this.#readers) reader.restart();
    if (name !== 'entries') return;
    for (const reader of this.#readers) reader.hear(value);
    // The next batch waits until this one is drawn.
    this.#whenIdle(() => void this.api.act('entriesShown', null));
  }
}
