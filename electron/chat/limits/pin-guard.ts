/**
 * Who may try the PIN, and whether it is right. A few wrong guesses shut out one address for a while; many wrong ones
 * from everywhere slow everybody down, those least who guessed nothing wrong. Time is monotonic and comes in from outside.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { networkOf } from '../../limits/network-of.ts';
import { TokenBucket } from '../../limits/token-bucket.ts';

export type PinRefusal =
  | { readonly code: 'pin-required' | 'pin-wrong' }
  /** The PIN was not looked at. */
  | { readonly code: 'pin-wait'; readonly seconds: number };

/** Ok if the PIN is right, or none is asked for. */
export type PinVerdict = Result<undefined, PinRefusal>;

/** Wrong guesses from one address before it is shut out. */
const FAILURES_MAX = 5;
const SHUT_OUT_MS = 15 * 60_000;
/** Wrong guesses from everywhere within a minute that count as an attack. */
const ALARM_FAILURES = 30;
const ALARM_WITHIN_MS = 60_000;
/** Wrong guesses a second during an attack: together with {@link ALARM_FAILURES} fewer than 60 a minute. */
const CALM_PER_SECOND = 1 / 4;
const OTHERS_PER_SECOND = 1 / 6;
/** Fewer than 200 can be shut out at once, so there is always another one to forget. */
const REMEMBERED_MAX = 10_000;

/** What is known of an address that guessed wrong, or came before its time. */
interface Suspect {
  failures: number;
  /** Shut out until then, in milliseconds of the monotonic clock. */
  shutUntilMs: number;
  /** In an attack it was asked to come back then, and not before. */
  backAtMs: number;
  /** When it last did something that is remembered. */
  lastMs: number;
}

export class PinGuard {
  readonly #alarm: () => void;
  /** `undefined`: there is no PIN. */
  #digest: Buffer | undefined;
  /** By network, the one that was longest quiet first. */
  readonly #suspects = new Map<string, Suspect>();
  /** When the last wrong guesses were, {@link ALARM_FAILURES} at the most. */
  #failures: readonly number[] = [];
  #alarmedMs = -Infinity;
  readonly #calm = new TokenBucket(1, CALM_PER_SECOND);
  readonly #others = new TokenBucket(1, OTHERS_PER_SECOND);

  /**
   * @param pin `undefined` if everybody may come in
   * @param alarm there are so many wrong guesses that the host should know; once a minute at the most
   */
  constructor(pin: string | undefined, alarm: () => void) {
    this.#alarm = alarm;
    this.#digest = pin === undefined ? undefined : digestOf(pin);
  }

  /** Another PIN from now on, or none. Addresses that are shut out stay so. */
  change(pin: string | undefined): void {
    this.#digest = pin === undefined ? undefined : digestOf(pin);
  }

  /**
   * @param given the PIN that a person gave
   * @param address of the peer, as the socket tells it
   * @param nowMs monotonic
   */
  check(given: string | undefined, address: string, nowMs: number): PinVerdict {
    if (this.#digest === undefined) return ok(undefined);
    if (given === undefined) return fail({ code: 'pin-required' });
    const network = networkOf(address);
    const suspect = this.#recall(network, nowMs);
    const shutMs = (suspect?.shutUntilMs ?? nowMs) - nowMs;
    if (shutMs > 0) return wait(shutMs);
    const lane = this.#laneOf(suspect, nowMs);
    const laneMs = lane?.wait(nowMs) ?? 0;
    if (laneMs > 0) return this.#putOff(network, laneMs, nowMs);
    if (timingSafeEqual(digestOf(given), this.#digest)) return ok(undefined);
    lane?.take(nowMs);
    this.#fail(network, nowMs);
    return fail({ code: 'pin-wrong' });
  }

  /** In an attack, the pace of those who guessed nothing wrong and wait when they are told to, or of all others. */
  #laneOf(suspect: Suspect | undefined, nowMs: number): TokenBucket | undefined {
    const recent = this.#failures.filter((atMs) => nowMs - atMs < ALARM_WITHIN_MS);
    if (recent.length < ALARM_FAILURES) return undefined;
    if (suspect === undefined) return this.#calm;
    return suspect.failures > 0 || nowMs < suspect.backAtMs ? this.#others : this.#calm;
  }

  #putOff(network: string, waitMs: number, nowMs: number): PinVerdict {
    const suspect = this.#remember(network, nowMs);
    suspect.backAtMs = Math.max(suspect.backAtMs, nowMs + waitMs);
    return wait(suspect.backAtMs - nowMs);
  }

  #fail(network: string, nowMs: number): void {
    const suspect = this.#remember(network, nowMs);
    suspect.failures += 1;
    if (suspect.failures >= FAILURES_MAX) suspect.shutUntilMs = nowMs + SHUT_OUT_MS;
    this.#failures = [...this.#failures, nowMs].slice(-ALARM_FAILURES);
    const [first = -Infinity] = this.#failures;
    if (this.#failures.length < ALARM_FAILURES || nowMs - first >= ALARM_WITHIN_MS) return;
    if (nowMs - this.#alarmedMs < ALARM_WITHIN_MS) return;
    this.#alarmedMs = nowMs;
    this.#alarm();
  }

  /** What is known of a network, unless it was quiet for long enough. */
  #recall(network: string, nowMs: number): Suspect | undefined {
    const suspect = this.#suspects.get(network);
    if (suspect === undefined || nowMs - suspect.lastMs < SHUT_OUT_MS) return suspect;
    this.#suspects.delete(network);
    return undefined;
  }

  /** Makes it the one that was last heard of. */
  #remember(network: string, nowMs: number): Suspect {
    const fresh = { failures: 0, shutUntilMs: -Infinity, backAtMs: -Infinity };
    const suspect = { ...(this.#recall(network, nowMs) ?? fresh), lastMs: nowMs };
    this.#suspects.delete(network);
    this.#suspects.set(network, suspect);
    if (this.#suspects.size > REMEMBERED_MAX) this.#forgetOldest(nowMs);
    return suspect;
  }

  #forgetOldest(nowMs: number): void {
    for (const [network, { shutUntilMs }] of this.#suspects) {
      if (shutUntilMs > nowMs) continue;
      this.#suspects.delete(network);
      return;
    }
  }
}

/** Digests are of one length, so that comparing tells nothing of the PIN's. */
function digestOf(pin: string): Buffer {
  return createHash('sha256').update(pin).digest();
}

function wait(ms: number): PinVerdict {
  return fail({ code: 'pin-wait', seconds: Math.ceil(ms / 1_000) });
}
