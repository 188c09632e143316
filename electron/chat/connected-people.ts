/** The guests who are connected or asleep, and their connections, as the console shows them. */
import type { ConnectedPerson } from '../../contract/ipc/connected-person.ts';
import type { Present } from '../../contract/model/person.ts';
import type { ClockAndIds } from './model/clock-and-ids.ts';
import type { Origins } from './model/origins.ts';
import type { People } from './model/people.ts';
import type { Mutes } from './moderation/mutes.ts';
import type { SessionRegistry } from './sessions/session-registry.ts';

export interface ConnectedPeopleParts {
  readonly people: People;
  readonly sessions: SessionRegistry;
  readonly mutes: Mutes;
  readonly origins: Pick<Origins, 'networkOf'>;
  readonly clockAndIds: Pick<ClockAndIds, 'now'>;
}

export class ConnectedPeople {
  readonly #parts: ConnectedPeopleParts;

  constructor(parts: ConnectedPeopleParts) {
    this.#parts = parts;
  }

  /** In the order in which they joined. */
  list(): ConnectedPerson[] {
    const { sessions, mutes } = this.#parts;
    return sessions.list().map((person) => {
      const muted = mutes.find(person.id);
      if (muted === undefined) return person;
      const { seconds } = muted;
      return { ...person, muted: seconds === undefined ? {} : { seconds } };
    });
  }

  /** Everybody who is in the chat, also the host. */
  allPresent(): Present[] {
    return this.#parts.people.present();
  }

  present(id: string): Present | undefined {
    return this.#parts.people.get(id);
  }

  /** Whether anybody is connected or asleep. */
  hasAny(): boolean {
    return this.#parts.sessions.hasAny();
  }

  /** Of each guest, and of all together. */
  stats(): ReturnType<SessionRegistry['stats']> {
    return this.#parts.sessions.stats(this.#parts.clockAndIds.now());
  }

  get inspector(): SessionRegistry['inspector'] {
    return this.#parts.sessions.inspector;
  }

  /** How many people are here from each network; the host's own person is from none. */
  networks(): ReadonlyMap<string, number> {
    const { people, origins } = this.#parts;
    const counts = new Map<string, number>();
    for (const { id } of people.present()) {
      const network = origins.networkOf(id);
      if (network !== undefined) counts.set(network, (counts.get(network) ?? 0) + 1);
    }
    return counts;
  }

  /** Pings every connection to measure its round trip. */
  measure(): void {
    this.#parts.sessions.measure();
  }
}
