/**
 * Watches what a host tells its window, for what the main process must know itself: how many guests are here, and what
 * whoever looks elsewhere would want to be told. It refuses to know how they are told.
 */
import { hostingIn } from '../../../contract/ipc/host-state.ts';
import type { HostEventName, HostEvents } from '../../../contract/ipc/events.ts';
import type { Entry, Message } from '../../../contract/model/entry.ts';
import type { DesktopEvent } from './host-messages.ts';

/** Of a message, as much as a notification shows. */
const EXCERPT_MAX = 140;

export class DesktopNotifier {
  readonly #hostId: string;
  readonly #tell: (news: DesktopEvent) => void;
  #guests = 0;
  #saved = true;

  constructor(hostId: string, tell: (news: DesktopEvent) => void) {
    this.#hostId = hostId;
    this.#tell = tell;
  }

  hear<E extends HostEventName>(event: E, value: HostEvents[E]): void {
    const heard: Partial<HostEvents> = { [event]: value };
    if (heard.state !== undefined) this.#state(heard.state);
    if (heard.people !== undefined) this.#people(heard.people);
    if (heard.chatInfo !== undefined) this.#chatInfo(heard.chatInfo);
    if (heard.entries !== undefined) this.#entries(heard.entries);
  }

  #state(state: HostEvents['state']): void {
    this.#tell({ about: 'state', state });
    if (hostingIn(state) === undefined) this.#people([]);
  }

  #people(people: HostEvents['people']): void {
    if (people.length === this.#guests) return;
    this.#guests = people.length;
    this.#tell({ about: 'guests', count: people.length });
  }

  #entries(entries: readonly Entry[]): void {
    let messages = 0;
    for (const entry of entries) {
      if (entry.type === 'joined') this.#tell({ about: 'came', name: entry.person.name });
      if (entry.type !== 'message' || entry.from.id === this.#hostId) continue;
      messages += 1;
      if (entry.mentions?.includes(this.#hostId)) this.#mentioned(entry);
    }
    if (messages > 0) this.#tell({ about: 'messages', count: messages });
  }

  #chatInfo({ persistence }: HostEvents['chatInfo']): void {
    const saved = persistence.kind !== 'failing';
    if (this.#saved && !saved) this.#tell({ about: 'not-saved' });
    this.#saved = saved;
  }

  #mentioned({ from, text }: Message): void {
    this.#tell({ about: 'mentioned', name: from.name, text: text.slice(0, EXCERPT_MAX) });
  }
}
