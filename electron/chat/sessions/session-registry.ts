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
import type { HereSession, Session } from './session.ts';
import type { SessionTable } from './session-table.ts';
import type { LastAddresses } from './last-addresses.ts';
import { ConnectionInspector } from './connection-inspector.ts';
import { Shares } from '../../limits/shares.ts';
import { TrafficCounters } from './traffic-counters.ts';

/** A page that reloads, or a phone that changes networks, is back within this and was never away. */
const RETURN_GRACE_MS = 3_000;
/** A locked phone cuts the line when it likes, and its person is asleep, not gone. */
const SLEEP_GRACE_MS = 900_000;
/** Sleeping people without a connection. Past it the person who has slept longest leaves, of the network with the most. */
const ASLEEP_MAX = 256;
const ASLEEP_PER_NETWORK_MAX = 32;

/** Appends entries to the history. */
interface EntryCommitter {
  commit(entries: readonly NewEntry[]): void;
}

export interface SessionRegistryParts {
  readonly people: People;
  readonly sessions: SessionTable;
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
  readonly #sessions: SessionTable;
  /** The people who are away and asleep, by their addresses. */
  readonly #asleep = new Shares<string>();
  readonly #counters = new TrafficCounters();
  readonly inspector = new ConnectionInspector();

  constructor({ people, sessions, dispatcher, committer, addresses, audience }: SessionRegistryParts) {
    this.#people = people;
    this.#sessions = sessions;
    this.#dispatcher = dispatcher;
    this.#committer = committer;
    this.#addresses = addresses;
    this.#audience = audience;
  }

  /**
   * A person joins, comes back, or replaces an older connection of theirs.
   *
   * @param rooms the private rooms that their page is told of
   * @param now wall clock, milliseconds since 1970
   */
  begin(
    id: string,
    { connection, peer, hear }: Pick<HereSession, 'connection' | 'peer' | 'hear'>,
    rooms: readonly string[],
    now: number,
  ): void {
    this.#addresses.set(id, peer.address);
    const before = this.#end(id);
    const replaced = before?.state === 'here' ? before.connection : undefined;
    this.#counters.over(id, replaced);
    this.#counters.begin(id, now);
    this.inspector.begin(connection, { id, name: this.#people.get(id)?.name ?? '', peer, since: now });
    replaced?.close(CLOSE.replaced);
    const since = before?.since ?? now;
    const session: HereSession = { state: 'here', connection, peer, since, hear, rooms: new Set(rooms) };
    this.#sessions.set(id, session);
    this.#dispatcher.add(session);
  }

  /** Removes a person, whether they are connected or away. */
  remove(id: string, removed: Removed): void {
    this.#dispatcher.answer(id, removed);
    const session = this.#end(id);
    if (session?.state === 'here') session.connection?.close(CLOSE.removed);
    this.#leave(id, 'removed');
  }

  /** A connection is over. A guest on the page may come back; a guest on plain text has no name to come back to. */
  lose(id: string, connection: Connection | undefined, closing: CloseFrame, now: number): void {
    this.inspector.end(connection, closing.code, now);
    const session = this.#sessions.here(id);
    if (session === undefined || session.connection !== connection) return;
    const { peer, since } = session;
    this.#dispatcher.remove(session);
    this.#counters.over(id, connection);
    const plain = peer.subprotocol === undefined;
    // Only `quit` is a goodbye on plain text.
    const goodbye = !plain && (closing.code === CloseCode.normal || closing.code === CloseCode.goingAway);
    const asleep = !goodbye && this.#people.get(id)?.asleep === true;
    const graceMs = plain ? 0 : asleep ? SLEEP_GRACE_MS : RETURN_GRACE_MS;
    const timer = setTimeout(() => this.#gone(id, goodbye), graceMs);
    this.#sessions.set(id, { state: 'away', timer, since, peer });
    if (asleep) this.#fallAsleep(id, peer.address);
    this.#audience.people();
  }

  /** The person left, and has received everything up to that. */
  dismiss(id: string): void {
    const session = this.#sessions.here(id);
    if (session !== undefined) this.#end(id);
    this.#counters.over(id, session?.connection);
    this.#counters.end(id);
    session?.connection?.close(CloseCode.normal);
  }

  /** The guests who are connected or asleep, in the order in which they joined. */
  list(): ConnectedPerson[] {
    const sessions: (readonly [string, Session])[] = [
      ...this.#sessions.allHere(),
      ...this.#sessions.allAway(),
    ];
    return sessions
      .sort(([, a], [, b]) => a.since - b.since)
      .flatMap(([id, { state, peer, since }]) => {
        const person = this.#people.get(id);
        if (person === undefined || (state === 'away' && person.asleep !== true)) return [];
        const { asleep = false, ...rest } = person;
        return [{ ...rest, asleep, address: peer.address, userAgent: peer.userAgent, since }];
      });
  }

  /** Whether {@link list} has anybody. */
  hasAny(): boolean {
    return (
      this.#sessions.allHere().length > 0 ||
      this.#sessions.allAway().some(([id]) => this.#people.get(id)?.asleep === true)
    );
  }

  /** Counts a message of a person. */
  countMessage(id: string): void {
    this.#counters.said(id);
  }

  /** What was counted of everybody, and in all. @param now wall clock, milliseconds since 1970 */
  stats(now: number): ReturnType<TrafficCounters['stats']> {
    return this.#counters.stats((id) => this.#sessions.here(id)?.connection, now);
  }

  /** Pings every connection to measure its round trip. */
  measure(): void {
    for (const [, { connection }] of this.#sessions.allHere()) connection?.measure();
  }

  /** Ends all sessions, also of people who are away or still have something to say. */
  stop(): void {
    for (const [id] of this.#sessions.allAway()) this.#gone(id, true);
    for (const [id] of this.#sessions.allHere()) this.#gone(id, true);
  }

  /** Answers with the session that was there. */
  #end(id: string): Session | undefined {
    const session = this.#sessions.get(id);
    if (session?.state === 'away') clearTimeout(session.timer);
    if (session?.state === 'here') this.#dispatcher.remove(session);
    this.#sessions.delete(id);
    this.#asleep.delete(id);
    return session;
  }

  #fallAsleep(id: string, address: string): void {
    this.#asleep.add(id, address);
    const own = this.#asleep.of(address);
    const most = this.#asleep.size > ASLEEP_MAX ? this.#asleep.yielding(address)?.members : undefined;
    const [longest] = own.size > ASLEEP_PER_NETWORK_MAX ? own : (most ?? []);
    if (longest !== undefined) this.#gone(longest, false);
  }

  #gone(id: string, goodbye: boolean): void {
    this.#end(id);
    this.#leave(id, goodbye);
  }

  #leave(id: string, goodbye: boolean | 'removed'): void {
    const left = this.#people.leave(id, goodbye);
    if (left.ok) this.#committer.commit(left.value);
  }
}
