/**
 * How fast one person may do what reaches others, or costs the host something; and how fast a room may talk. Time
 * comes in from outside and is monotonic.
 */
import { fail, ok, type Result } from '../../../contract/result.ts';
import { MESSAGES_PER_SECOND, MESSAGE_BURST, TYPING_INTERVAL_MS } from '../../../contract/wire/wire.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import { FairBucket, type FairBucketLimits, type Taker } from '../../limits/fair-bucket.ts';
import { TokenBucket } from '../../limits/token-bucket.ts';

/** The actions with a limit for each person. A line of plain text is a `message`; `join` is a person who comes back. */
export type RatedAction = Exclude<ClientMessage['type'], 'leave'>;

export interface RateRefusal {
  readonly code: 'too-fast' | 'rate-limited';
  /** How long to wait, rounded up. */
  readonly seconds: number;
  /** Whether the person is told; otherwise the message is dropped without a word. */
  readonly notice: boolean;
}

export type RateVerdict = Result<undefined, RateRefusal>;

/** What decides whether a person goes too fast. */
export interface RateLimit {
  /** @param nowMs monotonic */
  allow: (act: RatedAction, nowMs: number) => RateVerdict;
  /** The milliseconds until a message is not too fast, 0 if one is not now. */
  waitToSay: (nowMs: number) => number;
}

const CHANGES_BURST = 20;
const CHANGES_PER_SECOND = 5;
const READS_BURST = 20;
const READS_PER_SECOND = 10;
/** A search looks at much of what was ever said. */
const SEARCHES_BURST = 5;
const SEARCHES_PER_SECOND = 2;
const RENAMES_BURST = 3;
const RENAMES_PER_SECOND = 3 / 60;
/** A phone that is locked and unlocked, and no more. */
const PRESENCES_BURST = 10;
const PRESENCES_PER_SECOND = 1;
/**
 * What all who write in one room share. Up to 24 in 10 s, and three in a second, somebody is quiet: that is the pace that a
 * person may write at, and some more that came late. The ranks of people are finer than an octave, so that who says half as
 * much as others comes first from the beginning.
 */
const ROOM_MESSAGES_BURST = 100;
const ROOM_MESSAGES_PER_SECOND = 100;
const ROOM_MESSAGES_QUIET_BURST = 60;
const ROOM_PACE: FairBucketLimits = {
  burst: ROOM_MESSAGES_BURST,
  quietBurst: ROOM_MESSAGES_QUIET_BURST,
  perSecond: ROOM_MESSAGES_PER_SECOND,
  lastSecondTimes: 8,
  personRanks: [1, 2, 3, 4, 6, 8, 11, 16, 24],
  networkRanks: [24, 48, 96, 192, 384, 768],
};

/**
 * What all who read the history and search in it share: a page costs about a millisecond of the processor. Up to 48 pages
 * in 10 s somebody goes before those who read at the pace that a person is allowed, from whatever network: that is how a
 * person scrolls. A thousand people who come back at once and read two pages each take what all ranks have at once.
 */
const READING_BURST = 300;
const READING_PER_SECOND = 100;
const READING_QUIET_BURST = 300;
const READING_PACE: FairBucketLimits = {
  burst: READING_BURST,
  quietBurst: READING_QUIET_BURST,
  perSecond: READING_PER_SECOND,
  lastSecondTimes: 3,
  personRanks: [4, 8, 16, 32, 48, 64, 80],
  networkRanks: [256, 1_024],
};
/** Pages that a search counts as. */
const SEARCH_PAGES = 2;

/** A page that is loaded again, a phone that wakes, on a line that comes and goes: each is somebody who is back. */
const RETURNS_BURST = 30;
const RETURNS_PER_SECOND = 0.5;

/** From one network: a class behind one address comes in at once, and no faster than one person writes from then on. */
const NEWCOMERS_BURST = 60;
const NEWCOMERS_PER_SECOND = 0.2;

/** Of one connection: what it sent and was told that it may not. */
const REFUSALS_BURST = 50;
const REFUSALS_PER_SECOND = 5;

/**
 * A page that was quiet has so many more at the host than it takes itself: what it sent in its own time may be held up on
 * the way for some seconds, and come at once.
 */
const MESSAGE_SLACK = 10;

/** Messages too fast within {@link VIOLATIONS_WITHIN_MS} before a person is rate-limited. */
const VIOLATIONS_MAX = 3;
const VIOLATIONS_WITHIN_MS = 60_000;
const LIMITED_MS = 30_000;

const ALLOWED: RateVerdict = ok(undefined);

/** The limits of one person. Keep them for as long as the person is known: a new connection must not reset them. */
export class PersonLimits implements RateLimit {
  readonly #wasQuiet: boolean;
  /** `undefined` before the first message. */
  #messages: TokenBucket | undefined;
  readonly #changes = new TokenBucket(CHANGES_BURST, CHANGES_PER_SECOND);
  readonly #reads = new TokenBucket(READS_BURST, READS_PER_SECOND);
  readonly #searches = new TokenBucket(SEARCHES_BURST, SEARCHES_PER_SECOND);
  readonly #returns = new TokenBucket(RETURNS_BURST, RETURNS_PER_SECOND);
  readonly #renames = new TokenBucket(RENAMES_BURST, RENAMES_PER_SECOND);
  readonly #typing = new TokenBucket(1, 1_000 / TYPING_INTERVAL_MS);
  readonly #presences = new TokenBucket(PRESENCES_BURST, PRESENCES_PER_SECOND);
  /** When messages came too fast of late: fewer than {@link VIOLATIONS_MAX}. */
  #violations: readonly number[] = [];
  #limitedUntilMs = -Infinity;

  /** @param wasQuiet they have been here, and did nothing for long */
  constructor(wasQuiet = false) {
    this.#wasQuiet = wasQuiet;
  }

  allow(act: RatedAction, nowMs: number): RateVerdict {
    switch (act) {
      case 'message':
        return this.#say(nowMs);
      case 'edit':
        return this.#limitedVerdict(nowMs, true) ?? verdict(this.#changes.take(nowMs), true);
      case 'delete':
      case 'react':
      case 'mute':
      case 'unmute':
      case 'remove':
      case 'ban':
      case 'unban':
      case 'review':
        return verdict(this.#changes.take(nowMs), true);
      case 'search':
        return verdict(this.#searches.take(nowMs), true);
      case 'read':
      case 'ban-preview':
      case 'bans':
        return verdict(this.#reads.take(nowMs), true);
      case 'join':
        return verdict(this.#returns.take(nowMs), true);
      case 'rename':
        return this.#limitedVerdict(nowMs, true) ?? verdict(this.#renames.take(nowMs), true);
      case 'typing':
        return verdict(this.#typing.take(nowMs), false);
      case 'presence':
        return verdict(this.#presences.take(nowMs), false);
      default:
        return act satisfies never;
    }
  }

  waitToSay(nowMs: number): number {
    return Math.max(0, this.#limitedUntilMs - nowMs, this.#messages?.wait(nowMs) ?? 0);
  }

  #limitedVerdict(nowMs: number, notice: boolean): RateVerdict | undefined {
    const limitedMs = this.#limitedUntilMs - nowMs;
    return limitedMs > 0 ? rateLimited(limitedMs, notice) : undefined;
  }

  #say(nowMs: number): RateVerdict {
    const mute = this.#limitedVerdict(nowMs, false);
    if (mute !== undefined) return mute;
    const most = MESSAGE_BURST + MESSAGE_SLACK;
    const first = this.#wasQuiet ? most : MESSAGE_BURST;
    this.#messages ??= TokenBucket.with(first, most, MESSAGES_PER_SECOND, nowMs);
    const waitMs = this.#messages.take(nowMs);
    if (waitMs === 0) return ALLOWED;
    const recent = this.#violations.filter((atMs) => nowMs - atMs < VIOLATIONS_WITHIN_MS);
    this.#violations = [...recent, nowMs];
    if (this.#violations.length < VIOLATIONS_MAX) return verdict(waitMs, true);
    this.#violations = [];
    this.#limitedUntilMs = nowMs + LIMITED_MS;
    return rateLimited(LIMITED_MS, true);
  }
}

export class RoomLimit extends FairBucket {
  constructor() {
    super(ROOM_PACE);
  }
}

/** What reading costs all together. */
export class ReadingLimit {
  readonly #pace = new FairBucket(READING_PACE);

  /**
   * @param nowMs monotonic
   * @returns 0 if it may be read now, otherwise the milliseconds until it may
   */
  take(act: 'read' | 'search', taker: Taker, nowMs: number): number {
    return this.#pace.take(taker, nowMs, act === 'search' ? SEARCH_PAGES : 1);
  }
}

/** What all share who come from one network and were not here before. */
export class NewcomerLimit extends TokenBucket {
  constructor() {
    super(NEWCOMERS_BURST, NEWCOMERS_PER_SECOND);
  }
}

/** How often one connection is refused something before it is held: see `refusal-throttle.ts`. */
export class RefusalLimit extends TokenBucket {
  constructor() {
    super(REFUSALS_BURST, REFUSALS_PER_SECOND);
  }
}

/** For measuring: nobody goes too fast. */
export const PERSON_LIMITS_OFF: RateLimit = { allow: () => ALLOWED, waitToSay: () => 0 };
/** For measuring: a network without a pace. */
export const BUCKET_OFF: Pick<TokenBucket, 'take'> = { take: () => 0 };
/** For measuring: a connection that is refused without end. */
export const REFUSAL_LIMIT_OFF: Pick<RefusalLimit, 'spend' | 'wait'> = {
  spend: () => undefined,
  wait: () => 0,
};
/** For measuring: a room without one. */
export const ROOM_LIMIT_OFF: Pick<RoomLimit, 'take'> = { take: () => 0 };

function verdict(waitMs: number, notice: boolean): RateVerdict {
  if (waitMs === 0) return ALLOWED;
  return fail({ code: 'too-fast', seconds: Math.ceil(waitMs / 1_000), notice });
}

function rateLimited(leftMs: number, notice: boolean): RateVerdict {
  return fail({ code: 'rate-limited', seconds: Math.ceil(leftMs / 1_000), notice });
}
