/** The port to the host, played by the test: answers are set, calls are kept, events are told by hand. */
import type {
  Choice,
  CommandName,
  EventName,
  HostBridge,
  HostCommands,
  HostEvents,
  HostState,
  Overview,
  Running,
  Said,
} from '../../../contract/ipc.ts';

export const choice: Choice = { adapter: 'wlan0', port: 8080, room: 'Lobby' };

export const running: Running = {
  kind: 'running',
  link: 'http://192.168.1.20:8080',
  shareable: true,
  adapter: 'wlan0',
  address: '192.168.1.20',
  port: 8080,
  room: 'Lobby',
  since: 1_000,
};

export class FakeBridge implements HostBridge {
  overview: Overview = {
    state: { kind: 'stopped' },
    adapters: [
      { name: 'wlan0', kind: 'wifi', addresses: ['192.168.1.20'], reason: 'default-route', suggested: true },
      { name: 'lo', kind: 'loopback', addresses: ['127.0.0.1'], reason: 'this-machine', suggested: false },
    ],
    choice,
    people: [],
    entries: [],
  };
  started: HostState | Error = running;
  said: Said = { ok: true };
  copied = true;
  readonly calls: [CommandName, unknown][] = [];
  readonly #listeners = new Map<EventName, Set<(value: never) => void>>();

  call<C extends CommandName>(command: C, argument: Parameters<HostCommands[C]>[0]) {
    this.calls.push([command, argument]);
    const answer = this.#answer(command);
    return (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)) as Promise<
      ReturnType<HostCommands[C]>
    >;
  }

  on<E extends EventName>(event: E, listener: (value: HostEvents[E]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  tell<E extends EventName>(event: E, value: HostEvents[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(value as never);
  }

  get listening(): number {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0);
  }

  argumentsOf(command: CommandName): unknown[] {
    return this.calls.filter(([name]) => name === command).map(([, argument]) => argument);
  }

  #answer(command: CommandName) {
    switch (command) {
      case 'overview':
        return this.overview;
      case 'start':
        return this.started;
      case 'stop':
        return { kind: 'stopped' };
      case 'say':
        return this.said;
      case 'copyLink':
        return this.copied;
      default:
        return command satisfies never;
    }
  }
}
