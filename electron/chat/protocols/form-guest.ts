/**
 * Guests on the page without script. No connection stays open for them: a session id that nobody can guess stands for
 * the person, and ends when nothing was asked for too long.
 */
import type { ResourceUse } from '../../../contract/ipc/network-usage.ts';
import type { Removed } from '../../../contract/model/moderation.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import { parseName, parseText } from '../../../contract/text/writing.ts';
import { CloseCode } from '../../websocket/close.ts';
import type { Hub } from '../hub.ts';
import type { JoinService } from '../join-service.ts';
import type { Permission } from '../limits/rate-limits.ts';
import { TokenBucket } from '../../limits/token-bucket.ts';
import type { PinGuard } from '../limits/pin-guard.ts';
import type { Peer } from '../sessions/session.ts';
import { Shares } from '../../limits/shares.ts';

/** A guest who writes a long text asks for nothing meanwhile. */
const SILENCE_MAX_MS = 300_000;
const SWEEP_INTERVAL_MS = 15_000;
const GUESTS_MAX = 256;
/** Of one session: somebody who asks for what is new again and again. */
const VIEWS_BURST = 20;
const VIEWS_PER_SECOND = 1;
/** Several people may share one. */
const GUESTS_PER_NETWORK_MAX = 16;
/** When all sessions are taken, a guest who asked for nothing for this long gives way to a new one. */
const IDLE_MS = 60_000;
/** Nobody reads more than this in one go. */
const NOTICES_MAX = 5;

export interface FormGuest {
  readonly session: string;
  readonly id: string;
  /** Monotonic, milliseconds. */
  heardMs: number;
  /** How often the conversation is made into a page for them. */
  readonly views: TokenBucket;
}

export type FormJoinRefusal =
  | { readonly code: ErrorCode | 'full'; readonly seconds?: number }
  | { readonly code: 'removed'; readonly removed: Removed };

export class FormGuests {
  readonly #hub: Hub;
  readonly #joins: JoinService;
  readonly #pin: PinGuard;
  readonly #draw: () => string;
  readonly #guests = new Map<string, FormGuest>();
  /** Of their sessions. */
  readonly #shares = new Shares<string>();
  /** Whose session ended because they were asked to leave, the longest ago first. */
  readonly #removals = new Map<string, Removed>();
  readonly #notices = new Map<string, readonly ServerMessage[]>();
  #sweep: NodeJS.Timeout | undefined;

  /** @param draw a session that nobody can guess, other each time */
  constructor(hub: Hub, joins: JoinService, pin: PinGuard, draw: () => string) {
    this.#hub = hub;
    this.#joins = joins;
    this.#pin = pin;
    this.#draw = draw;
  }

  /** Whether a PIN is asked for. */
  get pinWanted(): boolean {
    return !this.#pin.check(undefined, '', performance.now()).ok;
  }

  join(rawName: string, pin: string | undefined, peer: Peer): Result<FormGuest, FormJoinRefusal> {
    const blocked = this.#joins.blockOf(undefined, peer);
    if (blocked !== undefined) return fail({ code: 'removed', removed: { type: 'removed', ...blocked } });
    const checked = this.#pin.check(pin || undefined, peer.address, performance.now());
    if (!checked.ok) return checked;
    const place = this.#placeFor(peer.address);
    if (place === 'full') return fail({ code: 'full' });
    const name = parseName(rawName);
    if (!name.ok) return fail({ code: name.error });
    const allowed = this.#joins.allowNewcomer({ peer });
    if (!allowed.ok) return allowed;
    const session = this.#draw();
    const joined = this.#joins.joinForm(name.value.name, peer, (message) => this.#hear(session, message));
    if (!joined.ok) return fail({ code: joined.error });
    const views = new TokenBucket(VIEWS_BURST, VIEWS_PER_SECOND);
    const guest = { session, id: joined.value, heardMs: performance.now(), views };
    if (place !== 'free') this.#lose(place);
    this.#guests.set(session, guest);
    this.#shares.add(session, peer.address);
    this.#sweep ??= setInterval(() => this.#dropSilent(), SWEEP_INTERVAL_MS);
    return ok(guest);
  }

  /** Who has a session, and is heard of by this; `undefined` if it is over. */
  find(session: string): FormGuest | undefined {
    const guest = this.#guests.get(session);
    if (guest === undefined) return undefined;
    if (!this.#joins.isHere(guest.id)) {
      this.#forget(session);
      return undefined;
    }
    guest.heardMs = performance.now();
    return guest;
  }

  /** What they were told alone since they looked last. */
  takeNotices(session: string): readonly ServerMessage[] {
    const notices = this.#notices.get(session) ?? [];
    this.#notices.delete(session);
    return notices;
  }

  /** Why a session is over; `undefined` if nobody asked them to leave. */
  removalOf(session: string): Removed | undefined {
    return this.#removals.get(session);
  }

  /** Resolves when the message is committed, and so can be read. */
  async say({ id }: FormGuest, raw: string, ref: string): Promise<Permission> {
    const text = parseText(raw);
    if (!text.ok) return fail({ code: text.error });
    const answer = await this.#hub.handle(id, { type: 'message', ref, room: LOBBY, text: text.value });
    if (answer.ok) await this.#hub.settled();
    return answer;
  }

  leave({ session, id }: FormGuest): void {
    this.#forget(session);
    void this.#hub.handle(id, { type: 'leave' });
  }

  /** How many sessions each network has. */
  usage(): ResourceUse {
    return { most: GUESTS_MAX, byNetwork: this.#shares.counts() };
  }

  /** All sessions are over. It can be used again. */
  stop(): void {
    clearInterval(this.#sweep);
    this.#sweep = undefined;
    for (const guest of this.#guests.values()) this.#lose(guest);
  }

  #hear(session: string, message: ServerMessage): void {
    if (message.type === 'removed') this.#noteRemoval(session, message);
    else this.#notices.set(session, [...(this.#notices.get(session) ?? []), message].slice(-NOTICES_MAX));
  }

  #noteRemoval(session: string, removed: Removed): void {
    this.#forget(session);
    this.#removals.set(session, removed);
    const [oldest] = this.#removals.keys();
    if (oldest !== undefined && this.#removals.size > GUESTS_MAX) this.#removals.delete(oldest);
  }

  #dropSilent(): void {
    const since = performance.now() - SILENCE_MAX_MS;
    for (const guest of this.#guests.values()) if (guest.heardMs < since) this.#lose(guest);
  }

  /** Where somebody new finds a place: one that is free, that of somebody who gives way, or none. */
  #placeFor(address: string): 'free' | 'full' | FormGuest {
    const idleSince = performance.now() - IDLE_MS;
    const own = this.#shares.of(address);
    if (own.size >= GUESTS_PER_NETWORK_MAX) return this.#longestIdle(own, idleSince) ?? 'full';
    if (this.#guests.size < GUESTS_MAX) return 'free';
    const yielding = this.#shares.yielding(address);
    if (yielding?.crowding === true) return this.#longestIdle(yielding.members, Infinity) ?? 'full';
    return this.#longestIdle(this.#guests.keys(), idleSince) ?? 'full';
  }

  /** The guest who asked for nothing the longest, and for nothing since then. */
  #longestIdle(sessions: Iterable<string>, sinceMs: number): FormGuest | undefined {
    const idle = [...sessions].flatMap((session) => this.#guests.get(session) ?? []);
    const [longest] = idle.sort((one, other) => one.heardMs - other.heardMs);
    return longest !== undefined && longest.heardMs <= sinceMs ? longest : undefined;
  }

  #forget(session: string): void {
    this.#guests.delete(session);
    this.#notices.delete(session);
    this.#shares.delete(session);
  }

  #lose({ session, id }: FormGuest): void {
    this.#forget(session);
    this.#hub.lose(id, undefined, { code: CloseCode.goingAway, reason: '' });
  }
}
