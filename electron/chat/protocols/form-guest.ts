/**
 * People at the page without script. Nothing is kept open for them: a session that nobody can guess stands for the
 * person, and ends when nothing was asked for too long. It refuses to know HTTP and HTML.
 */
import type { ResourceUse } from '../../../contract/ipc/network-usage.ts';
import type { Removed } from '../../../contract/model/moderation.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import { parseName, parseText } from '../../../contract/text/writing.ts';
import { CloseCode } from '../../websocket/close.ts';
import type { Hub } from '../hub.ts';
import type { Denied } from '../limits/rate-limits.ts';
import { TokenBucket } from '../../limits/token-bucket.ts';
import type { PinGuard } from '../limits/pin-guard.ts';
import type { Peer } from '../sessions/session.ts';
import { Shares } from '../../limits/shares.ts';

/** Somebody who writes a long text asks for nothing meanwhile. */
const SILENCE_MAX_MS = 300_000;
const SWEEP_INTERVAL_MS = 15_000;
const GUESTS_MAX = 256;
/** Of one session: somebody who asks for what is new again and again. */
const VIEWS_BURST = 20;
const VIEWS_PER_SECOND = 1;
/** Several people may share one. */
const GUESTS_PER_NETWORK_MAX = 16;
/** Where all sessions are taken, whoever asked for nothing for so long gives way to somebody new. */
const IDLE_MS = 60_000;
/** Nobody reads more than this in one go. */
const NEWS_MAX = 5;

export interface FormGuest {
  readonly session: string;
  readonly id: string;
  /** Monotonic, milliseconds. */
  heardMs: number;
  /** How often the conversation is made into a page for them. */
  readonly views: TokenBucket;
}

export type FormJoinResult =
  | { readonly ok: true; readonly guest: FormGuest }
  | { readonly ok: false; readonly code: ErrorCode | 'full'; readonly seconds?: number }
  | { readonly ok: false; readonly code: 'removed'; readonly out: Removed };

export class FormGuests {
  readonly #hub: Hub;
  readonly #pin: PinGuard;
  readonly #draw: () => string;
  readonly #guests = new Map<string, FormGuest>();
  /** Of their sessions. */
  readonly #shares = new Shares<string>();
  /** Whose session ended because they were asked to leave, the longest ago first. */
  readonly #outs = new Map<string, Removed>();
  readonly #news = new Map<string, readonly ServerMessage[]>();
  #sweep: NodeJS.Timeout | undefined;

  /** @param draw a session that nobody can guess, other each time */
  constructor(hub: Hub, pin: PinGuard, draw: () => string) {
    this.#hub = hub;
    this.#pin = pin;
    this.#draw = draw;
  }

  /** Whether a PIN is asked for. */
  get pinWanted(): boolean {
    return this.#pin.check(undefined, '', performance.now()) !== 'right';
  }

  join(rawName: string, pin: string | undefined, peer: Peer): FormJoinResult {
    const barred = this.#hub.entrance.barOf(undefined, peer);
    if (barred !== undefined) return { ok: false, code: 'removed', out: { type: 'removed', ...barred } };
    const checked = this.#pin.check(pin || undefined, peer.address, performance.now());
    if (checked === 'required' || checked === 'wrong') return { ok: false, code: `pin-${checked}` };
    if (typeof checked === 'object') return { ok: false, code: 'pin-wait', seconds: checked.waitSeconds };
    const place = this.#placeFor(peer.address);
    if (place === 'full') return { ok: false, code: 'full' };
    const name = parseName(rawName);
    if (!name.ok) return { ok: false, code: name.error };
    const denied = this.#hub.entrance.denyNewcomer({ peer });
    if (denied !== undefined) return { ok: false, ...denied };
    const session = this.#draw();
    const joined = this.#hub.entrance.joinForm(name.value.name, peer, (message) =>
      this.#hear(session, message),
    );
    if (!joined.ok) return joined;
    const views = new TokenBucket(VIEWS_BURST, VIEWS_PER_SECOND);
    const guest = { session, id: joined.id, heardMs: performance.now(), views };
    if (place !== 'free') this.#lose(place);
    this.#guests.set(session, guest);
    this.#shares.add(session, peer.address);
    this.#sweep ??= setInterval(() => this.#dropSilent(), SWEEP_INTERVAL_MS);
    return { ok: true, guest };
  }

  /** Who has a session, and is heard of by this; `undefined` if it is over. */
  find(session: string): FormGuest | undefined {
    const guest = this.#guests.get(session);
    if (guest === undefined) return undefined;
    if (this.#hub.person(guest.id) === undefined) {
      this.#forget(session);
      return undefined;
    }
    guest.heardMs = performance.now();
    return guest;
  }

  /** What they were told alone since they looked last. */
  takeNews(session: string): readonly ServerMessage[] {
    const news = this.#news.get(session) ?? [];
    this.#news.delete(session);
    return news;
  }

  /** Why a session is over; `undefined` if nobody asked them to leave. */
  outOf(session: string): Removed | undefined {
    return this.#outs.get(session);
  }

  /** Resolves when it is said, and so can be read, or why it is not. */
  async say({ id }: FormGuest, raw: string, ref: string): Promise<Denied> {
    const text = parseText(raw);
    if (!text.ok) return { code: text.error };
    const denied = await this.#hub.handle(id, { type: 'message', ref, room: LOBBY, text: text.value });
    if (denied === undefined) await this.#hub.settled();
    return denied;
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
    if (message.type === 'removed') this.#noteOut(session, message);
    else this.#news.set(session, [...(this.#news.get(session) ?? []), message].slice(-NEWS_MAX));
  }

  #noteOut(session: string, out: Removed): void {
    this.#forget(session);
    this.#outs.set(session, out);
    const [oldest] = this.#outs.keys();
    if (oldest !== undefined && this.#outs.size > GUESTS_MAX) this.#outs.delete(oldest);
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

  /** Whoever of these asked for nothing the longest, and for nothing since then. */
  #longestIdle(sessions: Iterable<string>, sinceMs: number): FormGuest | undefined {
    const idle = [...sessions].flatMap((session) => this.#guests.get(session) ?? []);
    const [longest] = idle.sort((one, other) => one.heardMs - other.heardMs);
    return longest !== undefined && longest.heardMs <= sinceMs ? longest : undefined;
  }

  #forget(session: string): void {
    this.#guests.delete(session);
    this.#news.delete(session);
    this.#shares.delete(session);
  }

  #lose({ session, id }: FormGuest): void {
    this.#forget(session);
    this.#hub.lose(id, undefined, { code: CloseCode.goingAway, reason: '' });
  }
}
