/**
 * The sessions of all people: who is connected, who lost their connection a moment ago and may come back, and whose
 * phone is asleep.
 */
import type { ConnectedPerson } from '../../../contract/ipc/connected-person.ts';
import type { Removed } from '../../../contract/model/moderation.ts';
import type { NewEntry } from '../../../contract/model/entry.ts';
import { CLOSE } from '../../../contract/wire/wire.ts';
import { CloseCode, type CloseFrame } from '../../websocket/close.ts';
import type { Connection } from '../../websocket/connection.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { People } from '../model/people.ts';
import type { Peer, Session } from './session.ts';
import type { LastAddresses } from './last-addresses.ts';
import { ConnectionInspector } from './connection-inspector.ts';
import { Shares } from '../../limits/shares.ts';
import { TrafficCounters } from './traffic-counters.ts';

/** A page that reloads, or a phone that changes networks, is back within this and was never away. */
const RETURN_GRACE_MS = 3_000;
/** A locked phone cuts the line when it likes, and its person is asleep, not gone. */
const SLEEP_GRACE_MS = 900_000;
/** So many may be asleep whose line is cut: past it the one who has slept longest is gone, of the network with the most. */
const ASLEEP_MAX = 256;
const ASLEEP_PER_NETWORK_MAX = 32;

interface Away {
  readonly timer: NodeJS.Timeout;
  readonly since: number;
  readonly peer: Peer;
}

/** Appends entries to the history. */
interface EntryCommitter {
  commit(entries: readonly NewEntry[]): void;
}

export interface SessionRegistryParts {
  readonly people: People;
  readonly dispatcher: Dispatcher;
  readonly committer: EntryCommitter;
  readonly addresses: LastAddresses;
  readonly audience: { readonly people: () => void };
}

export class SessionRegistry {
  readonly #people: People;
  readonly #dispatcher: Dispatcher;
  readonly #committer: EntryCommitter;
  readonly #addresses: LastAddresses;
  readonly #audience: { readonly people: () => void };
  readonly #away = new Map<string, Away>();
  /** Those of them who are asleep. */
  readonly #asleep = new Shares<string>();
  readonly #counters = new TrafficCounters();
  readonly inspector = new ConnectionInspector();

  constructor({ people, dispatcher, committer, addresses, audience }: SessionRegistryParts) {
    this.#people = people;
    this.#dispatcher = dispatcher;
    this.#committer = committer;
    this.#addresses = addresses;
    this.#audience = audience;
  }

  /**
   * Somebody takes a seat, or takes it back from an older connection of theirs.
   *
   * @param rooms the rooms of two that their page is told of
   * @param now wall clock, milliseconds since 1970
   */
  take(
    id: string,
    { connection, peer, hear }: Pick<Session, 'connection' | 'peer' | 'hear'>,
    rooms: readonly string[],
    now: number,
  ): void {
    this.#addresses.set(id, peer.address);
    const away = this.#back(id);
    const before = this.#dispatcher.sessions.get(id);
    this.#dispatcher.remove(id);
    this.#counters.over(id, before?.connection);
    this.#counters.begin(id, now);
    this.inspector.begin(connection, { id, name: this.#people.get(id)?.name ?? '', peer, since: now });
    before?.connection?.close(CLOSE.replaced);
    const since = before?.since ?? away?.since ?? now;
    this.#dispatcher.add(id, { connection, peer, since, hear, rooms: new Set(rooms) });
  }

  /** Removes a person, whether they are connected or away. */
  remove(id: string, removed: Removed): void {
    this.#back(id);
    const session = this.#dispatcher.sessions.get(id);
    this.#dispatcher.answer(id, removed);
    this.#dispatcher.remove(id);
    session?.connection?.close(CLOSE.removed);
    const outcome = this.#people.leave(id, 'removed');
    if (outcome.ok) this.#committer.commit(outcome.value);
  }

  /** A connection is over. Somebody on the page may come back; somebody on plain text has no name to come back to. */
  lose(id: string, connection: Connection | undefined, closing: CloseFrame, now: number): void {
    this.inspector.end(connection, closing.code, now);
    const session = this.#dispatcher.sessions.get(id);
    if (session === undefined || session.connection !== connection) return;
    this.#dispatcher.remove(id);
    this.#counters.over(id, connection);
    const plain = session.peer.subprotocol === undefined;
    // Only `quit` is a goodbye on plain text.
    const goodbye = !plain && (closing.code === CloseCode.normal || closing.code === CloseCode.goingAway);
    const asleep = !goodbye && this.#people.get(id)?.asleep === true;
    const graceMs = plain ? 0 : asleep ? SLEEP_GRACE_MS : RETURN_GRACE_MS;
    const timer = setTimeout(() => this.#gone(id, goodbye), graceMs);
    this.#away.set(id, { timer, since: session.since, peer: session.peer });
    if (asleep) this.#fallAsleep(id, session.peer.address);
    this.#audience.people();
  }

  /** Whoever said goodbye and is still connected has heard it by now. */
  dismiss(id: string): void {
    const session = this.#dispatcher.sessions.get(id);
    this.#dispatcher.remove(id);
    this.#counters.over(id, session?.connection);
    this.#counters.end(id);
    session?.connection?.close(CloseCode.normal);
  }

  /** Everybody from outside who is connected or asleep, in the order in which they came. */
  list(): ConnectedPerson[] {
    const sessions = [...this.#dispatcher.sessions, ...this.#away].sort(([, a], [, b]) => a.since - b.since);
    return sessions.flatMap(([id, { peer, since }]) => {
      const person = this.#people.get(id);
      if (person === undefined || (this.#away.has(id) && person.asleep !== true)) return [];
      const { asleep = false, ...rest } = person;
      return [{ ...rest, asleep, address: peer.address, userAgent: peer.userAgent, since }];
    });
  }

  /** Whether {@link list} has anybody. */
  hasAny(): boolean {
    return (
      this.#dispatcher.sessions.size > 0 ||
      [...this.#away.keys()].some((id) => this.#people.get(id)?.asleep === true)
    );
  }

  /** Counts a message of a person. */
  countMessage(id: string): void {
    this.#counters.said(id);
  }

  /** What was counted of everybody, and in all. @param now wall clock, milliseconds since 1970 */
  stats(now: number): ReturnType<TrafficCounters['stats']> {
    return this.#counters.stats((id) => this.#dispatcher.sessions.get(id)?.connection, now);
  }

  /** Asks everybody for a sign of life, to learn how long it takes. */
  measure(): void {
    for (const { connection } of this.#dispatcher.sessions.values()) connection?.measure();
  }

  /** Nobody is waited for any more, nor is anybody heard whose connection is over and who still has something to say. */
  stop(): void {
    for (const id of this.#away.keys()) this.#gone(id, true);
    for (const id of this.#dispatcher.sessions.keys()) {
      this.#dispatcher.remove(id);
      this.#gone(id, true);
    }
  }

  /** They are waited for no more. */
  #back(id: string): Away | undefined {
    const away = this.#away.get(id);
    clearTimeout(away?.timer);
    this.#away.delete(id);
    this.#asleep.delete(id);
    return away;
  }

  #fallAsleep(id: string, address: string): void {
    this.#asleep.add(id, address);
    const own = this.#asleep.of(address);
    const most = this.#asleep.size > ASLEEP_MAX ? this.#asleep.yielding(address)?.members : undefined;
    const [longest] = own.size > ASLEEP_PER_NETWORK_MAX ? own : (most ?? []);
    if (longest !== undefined) this.#gone(longest, false);
  }

  #gone(id: string, goodbye: boolean): void {
    this.#back(id);
    const outcome = this.#people.leave(id, goodbye);
    if (outcome.ok) this.#committer.commit(outcome.value);
  }
}
