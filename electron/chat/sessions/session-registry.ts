/**
 * Who is connected, who lost their connection a moment ago, and whose phone sleeps: seats are taken, kept free for
 * whoever comes back, and given up. It refuses to know what is said.
 */
import type { ConnectedPerson } from '../../../contract/ipc/connected-person.ts';
import type { Removed } from '../../../contract/model/moderation.ts';
import type { NewEntry } from '../../../contract/model/entry.ts';
import { CLOSE } from '../../../contract/wire/wire.ts';
import { CloseCode, type CloseFrame } from '../../websocket/close.ts';
import type { Connection } from '../../websocket/connection.ts';
import type { Dispatcher } from './dispatcher.ts';
import { networkOf } from '../../limits/network-of.ts';
import type { People } from '../model/people.ts';
import type { Peer, Session } from './session.ts';
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
/** Of so many is known from where they came last. */
const ADDRESSES_MAX = 10_000;

interface Away {
  readonly timer: NodeJS.Timeout;
  readonly since: number;
  readonly peer: Peer;
}

export class SessionRegistry {
  readonly #people: People;
  readonly #delivery: Dispatcher;
  readonly #commit: (drafts: readonly NewEntry[]) => void;
  readonly #changed: () => void;
  readonly #away = new Map<string, Away>();
  /** Those of them who are asleep. */
  readonly #asleep = new Shares<string>();
  /** From where everybody came last, the latest at the end: who has just gone can still be kept out. */
  readonly #addresses = new Map<string, string>();
  readonly #tallies = new TrafficCounters();
  readonly lines = new ConnectionInspector();

  /** @param changed somebody came, went, or changed */
  constructor(
    people: People,
    delivery: Dispatcher,
    commit: (drafts: readonly NewEntry[]) => void,
    changed: () => void,
  ) {
    this.#people = people;
    this.#delivery = delivery;
    this.#commit = commit;
    this.#changed = changed;
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
    this.#cameFrom(id, peer.address);
    const away = this.#back(id);
    const before = this.#delivery.seats.get(id);
    this.#delivery.unseat(id);
    this.#tallies.over(id, before?.connection);
    this.#tallies.begin(id, now);
    this.lines.begin(connection, { id, name: this.#people.get(id)?.name ?? '', peer, since: now });
    before?.connection?.close(CLOSE.replaced);
    const since = before?.since ?? away?.since ?? now;
    this.#delivery.seat(id, { connection, peer, since, hear, rooms: new Set(rooms) });
  }

  /** Behind which network somebody came last who is in, or was. */
  networkOf(id: string): string | undefined {
    const address = this.#addresses.get(id);
    return address === undefined ? undefined : networkOf(address);
  }

  /** From where somebody came last who is in, or was. */
  addressOf(id: string): string | undefined {
    return this.#addresses.get(id);
  }

  /** They are out, whatever they were about to say or were waited for with. */
  throwOut(id: string, out: Removed): void {
    this.#back(id);
    const seat = this.#delivery.seats.get(id);
    this.#delivery.answer(id, out);
    this.#delivery.unseat(id);
    seat?.connection?.close(CLOSE.removed);
    const outcome = this.#people.leave(id, 'removed');
    if (outcome.ok) this.#commit(outcome.value);
  }

  /** A connection is over. Somebody on the page may come back; somebody on plain text has no name to come back to. */
  lose(id: string, connection: Connection | undefined, closing: CloseFrame, now: number): void {
    this.lines.end(connection, closing.code, now);
    const seat = this.#delivery.seats.get(id);
    if (seat === undefined || seat.connection !== connection) return;
    this.#delivery.unseat(id);
    this.#tallies.over(id, connection);
    const plain = seat.peer.subprotocol === undefined;
    // Only `quit` is a goodbye on plain text.
    const goodbye = !plain && (closing.code === CloseCode.normal || closing.code === CloseCode.goingAway);
    const asleep = !goodbye && this.#people.get(id)?.asleep === true;
    const graceMs = plain ? 0 : asleep ? SLEEP_GRACE_MS : RETURN_GRACE_MS;
    const timer = setTimeout(() => this.#gone(id, goodbye), graceMs);
    this.#away.set(id, { timer, since: seat.since, peer: seat.peer });
    if (asleep) this.#fallAsleep(id, seat.peer.address);
    this.#changed();
  }

  /** Whoever said goodbye and is still connected has heard it by now. */
  dismiss(id: string): void {
    const seat = this.#delivery.seats.get(id);
    this.#delivery.unseat(id);
    this.#tallies.over(id, seat?.connection);
    this.#tallies.end(id);
    seat?.connection?.close(CloseCode.normal);
  }

  /** Everybody from outside who is connected or asleep, in the order in which they came. */
  list(): ConnectedPerson[] {
    const seats = [...this.#delivery.seats, ...this.#away].sort(([, a], [, b]) => a.since - b.since);
    return seats.flatMap(([id, { peer, since }]) => {
      const person = this.#people.get(id);
      if (person === undefined || (this.#away.has(id) && person.asleep !== true)) return [];
      const { asleep = false, ...rest } = person;
      return [{ ...rest, asleep, address: peer.address, userAgent: peer.userAgent, since }];
    });
  }

  /** Whether {@link list} has anybody. */
  anybody(): boolean {
    return (
      this.#delivery.seats.size > 0 ||
      [...this.#away.keys()].some((id) => this.#people.get(id)?.asleep === true)
    );
  }

  /** Somebody said something. */
  said(id: string): void {
    this.#tallies.said(id);
  }

  /** What was counted of everybody, and in all. @param now wall clock, milliseconds since 1970 */
  look(now: number): ReturnType<TrafficCounters['look']> {
    return this.#tallies.look((id) => this.#delivery.seats.get(id)?.connection, now);
  }

  /** Asks everybody for a sign of life, to learn how long it takes. */
  measure(): void {
    for (const { connection } of this.#delivery.seats.values()) connection?.measure();
  }

  /** Nobody is waited for any more, nor is anybody heard whose connection is over and who still has something to say. */
  stop(): void {
    for (const id of this.#away.keys()) this.#gone(id, true);
    for (const id of this.#delivery.seats.keys()) {
      this.#delivery.unseat(id);
      this.#gone(id, true);
    }
  }

  #cameFrom(id: string, address: string): void {
    this.#addresses.delete(id);
    this.#addresses.set(id, address);
    const [oldest] = this.#addresses.keys();
    if (this.#addresses.size > ADDRESSES_MAX && oldest !== undefined) this.#addresses.delete(oldest);
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
    if (outcome.ok) this.#commit(outcome.value);
  }
}
