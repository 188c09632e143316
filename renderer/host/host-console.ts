/**
 * The window's only line to the host: the commands it gives, and a live value for each thing it hears.
 * It refuses to know how any of it looks.
 */
import type {
  Adapter,
  Choice,
  Connected,
  EventName,
  HostBridge,
  HostState,
  Said,
} from '../../contract/ipc.ts';
import type { Entry } from '../../contract/wire.ts';
import { keepEntries } from './kept-entries.ts';
import { Live } from './live.ts';
import { nextStage, type Stage } from './stage.ts';

export class HostConsole {
  readonly stage = new Live<Stage>({ kind: 'off' });
  readonly adapters = new Live<readonly Adapter[]>([]);
  readonly people = new Live<readonly Connected[]>([]);
  readonly entries = new Live<readonly Entry[]>([]);
  readonly #bridge: HostBridge;
  readonly #heard = new Set<EventName>();
  readonly #unsubscribes: readonly (() => void)[];

  constructor(bridge: HostBridge) {
    this.#bridge = bridge;
    this.#unsubscribes = [
      bridge.on('state', (state) => this.#showState(state)),
      bridge.on('adapters', (adapters) => this.#hear('adapters', this.adapters, adapters)),
      bridge.on('people', (people) => this.#hear('people', this.people, people)),
      bridge.on('entries', (batch) => this.entries.set(keepEntries(this.entries.read(), batch))),
    ];
  }

  /** Asks for everything there is, and answers with the remembered choice. Rejects when the host does not answer. */
  async open(): Promise<Choice> {
    const overview = await this.#bridge.call('overview', null);
    // What was heard since asking is newer than the answer.
    if (!this.#heard.has('state')) this.#showState(overview.state);
    if (!this.#heard.has('adapters')) this.adapters.set(overview.adapters);
    if (!this.#heard.has('people')) this.people.set(overview.people);
    this.entries.set(keepEntries(this.entries.read(), overview.entries));
    return overview.choice;
  }

  /** Never rejects: what went wrong becomes the trouble on the stage. */
  async start(choice: Choice): Promise<void> {
    this.#showState({ kind: 'starting' });
    try {
      this.#showState(await this.#bridge.call('start', choice));
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.#showState({ kind: 'stopped', trouble: { code: 'failed', detail } });
    }
  }

  /** Rejects when the host could not be asked; then it is still on. */
  async stop(): Promise<void> {
    const before = this.stage.read();
    this.#showState({ kind: 'stopping' });
    try {
      this.#showState(await this.#bridge.call('stop', null));
    } catch (error) {
      this.stage.set(before);
      throw error;
    }
  }

  say(text: string): Promise<Said> {
    return this.#bridge.call('say', { text });
  }

  /** `true` only when the link is in the clipboard. */
  copyLink(): Promise<boolean> {
    return this.#bridge.call('copyLink', null);
  }

  /** Stops listening. */
  close(): void {
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
  }

  #hear<T>(event: EventName, live: Live<T>, value: T): void {
    this.#heard.add(event);
    live.set(value);
  }

  #showState(state: HostState): void {
    this.#heard.add('state');
    const before = this.stage.read();
    this.stage.set(nextStage(before, state));
    if (before.kind === 'off' && before.busy === 'starting' && state.kind === 'running') {
      void this.#reloadEntries(state.since);
    }
  }

  /** A start may begin a new log; lines of the one before would be in the wrong room. */
  async #reloadEntries(since: number): Promise<void> {
    const overview = await this.#bridge.call('overview', null);
    const heard = this.entries.read().filter((entry) => entry.at >= since);
    this.entries.set(keepEntries(overview.entries, heard));
  }
}
