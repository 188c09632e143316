/** What the console may ask for. Each argument comes from a renderer, so each is parsed here; no electron. */
import {
  parseChoice,
  PORT_DEFAULT,
  type Adapter,
  type Choice,
  type HostState,
  type Overview,
  type Said,
} from '../contract/ipc.ts';
import type { ChatHost } from './host.ts';
import { readAdapters } from './lan/adapters.ts';
import type { Settings } from './settings.ts';

export class Commands {
  readonly #host: ChatHost;
  readonly #settings: Settings;
  readonly #roomName: string;

  /** @param roomName the room's name as long as nobody chose another */
  constructor(host: ChatHost, settings: Settings, roomName: string) {
    this.#host = host;
    this.#settings = settings;
    this.#roomName = roomName;
  }

  async overview(): Promise<Overview> {
    const adapters = await readAdapters();
    return { ...this.#host.overview(), adapters, choice: this.#choice(adapters) };
  }

  /** Throws TypeError for an argument that is no choice: the window would not send one. */
  async start(argument: unknown): Promise<HostState> {
    const choice = parseChoice(argument);
    if (choice === undefined) throw new TypeError('not a choice');
    const state = await this.#host.startOn(choice);
    if (state.kind === 'running') this.#settings.remember(choice);
    return state;
  }

  stop(): Promise<HostState> {
    return this.#host.stop();
  }

  say(argument: unknown): Said {
    const text =
      typeof argument === 'object' && argument !== null && 'text' in argument ? argument.text : undefined;
    return this.#host.say(text);
  }

  /** What was chosen last, on a network that is still there; else what is suggested. */
  #choice(adapters: readonly Adapter[]): Choice {
    const remembered = this.#settings.read();
    const suggested = adapters.find((each) => each.suggested)?.name ?? '';
    if (remembered === undefined) return { adapter: suggested, port: PORT_DEFAULT, room: this.#roomName };
    const there = adapters.some((each) => each.name === remembered.adapter);
    return there ? remembered : { ...remembered, adapter: suggested };
  }
}
