/** The rate limits of everybody: what one person may do now, and what all who write in a room or read share. */
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { ClientMessage, Join, Say } from '../../../contract/wire/client-message.ts';
import {
  PersonLimits,
  PERSON_LIMITS_OFF,
  NewcomerLimit,
  BUCKET_OFF,
  ReadingLimit,
  REFUSAL_LIMIT_OFF,
  RefusalLimit,
  ROOM_LIMIT_OFF,
  RoomLimit,
  type RateLimit,
} from './person-limits.ts';
import { LongTextLimit } from './long-text-limit.ts';
import type { TokenBucket } from '../../limits/token-bucket.ts';

/** Why a person may not do something. */
export interface Denial {
  readonly code: ErrorCode;
  /** How long to wait, rounded up, where that is known. */
  readonly seconds?: number;
  /** The person is not told: the answer would be part of the flood. */
  readonly silent?: true;
}

export type Permission = Result<undefined, Denial>;

/** A line of plain text has no ref. */
export type LimitedAction = Exclude<ClientMessage, Join | Say> | Omit<Say, 'ref'>;

/** As many as can come back as themselves: a new connection does not reset a limit. */
const PEOPLE_MAX = 10_000;
/** After this long every limit of a person is full again: see the rates of `person-limits.ts`. */
const IDLE_MS = 300_000;

interface LimitedPerson {
  readonly limit: RateLimit;
  /** When they were asked about last. */
  readonly atMs: number;
}

interface PublicRooms {
  has(room: string): boolean;
}

export class RateLimits {
  readonly #publicRooms: PublicRooms;
  readonly #off: boolean;
  /** The person who was asked about the longest ago comes first. */
  readonly #people = new Map<string, LimitedPerson>();
  /** People who were here before and whose limits are all full again. */
  readonly #idle = new Set<string>();
  /** A room that was closed is as good as forgotten, and there are never many. */
  readonly #rooms = new Map<string, Pick<RoomLimit, 'take'>>();
  readonly #long = new LongTextLimit();
  readonly #reading = new ReadingLimit();
  readonly #networks = new Map<string, Pick<TokenBucket, 'take'>>();

  /**
   * @param off for measuring: nobody goes too fast
   */
  constructor(publicRooms: PublicRooms, off: boolean) {
    this.#publicRooms = publicRooms;
    this.#off = off;
  }

  /**
   * @param nowMs monotonic
   * @param network from which it comes; asked only if that counts
   */
  allow(id: string, message: LimitedAction, nowMs: number, network: () => string = () => ''): Permission {
    if (message.type === 'leave') return ok(undefined);
    const allowed = this.#person(id, nowMs).allow(message.type, nowMs);
    if (!allowed.ok) {
      const { code, seconds, notice } = allowed.error;
      return fail(notice ? { code, seconds } : { code, seconds, silent: true });
    }
    if (message.type === 'read' || message.type === 'search') {
      if (this.#off) return ok(undefined);
      return afterWait(this.#reading.take(message.type, { id, network: network() }, nowMs));
    }
    const paced = message.type === 'message' && this.#publicRooms.has(message.room);
    const waitMs = paced ? this.#room(message.room).take({ id, network: network() }, nowMs) : 0;
    if (waitMs > 0 || this.#off || (message.type !== 'message' && message.type !== 'edit'))
      return afterWait(waitMs);
    const room = this.#publicRooms.has(message.room) ? message.room : undefined;
    return afterWait(this.#long.take({ id, text: message.text, room, network }, nowMs));
  }

  /**
   * Milliseconds until a person may say something.
   *
   * @param nowMs monotonic
   */
  waitToSay(id: string, nowMs: number): number {
    return this.#person(id, nowMs).waitToSay(nowMs);
  }

  /**
   * A person comes back as themselves, perhaps under another name: a new connection renames nobody faster.
   *
   * @param nowMs monotonic
   */
  allowReturn(id: string, renamed: boolean, nowMs: number): Permission {
    const limit = this.#person(id, nowMs);
    const back = limit.allow('join', nowMs);
    const allowed = back.ok && renamed ? limit.allow('rename', nowMs) : back;
    return allowed.ok ? allowed : fail({ code: allowed.error.code, seconds: allowed.error.seconds });
  }

  /**
   * A person joins who was not here before: otherwise a new name would reset every limit.
   *
   * @param nowMs monotonic
   */
  allowNewcomer(network: string, nowMs: number): Permission {
    return afterWait(this.#network(network).take(nowMs));
  }

  /** Of how many people something is counted. */
  get size(): number {
    return this.#people.size;
  }

  /** How often one connection may be refused something. */
  refusals(): Pick<RefusalLimit, 'spend' | 'wait'> {
    return this.#off ? REFUSAL_LIMIT_OFF : new RefusalLimit();
  }

  #person(id: string, nowMs: number): RateLimit {
    const limit =
      this.#people.get(id)?.limit ??
      (this.#off ? PERSON_LIMITS_OFF : new PersonLimits(this.#idle.delete(id)));
    this.#people.delete(id);
    this.#people.set(id, { limit, atMs: nowMs });
    this.#forgetOldest(this.#people);
    for (const [oldest, { atMs }] of this.#people) {
      if (nowMs - atMs <= IDLE_MS) break;
      this.#people.delete(oldest);
      this.#idle.add(oldest);
      this.#forgetOldest(this.#idle);
    }
    return limit;
  }

  #room(room: string): Pick<RoomLimit, 'take'> {
    const known = this.#rooms.get(room);
    if (known !== undefined) return known;
    const pace = this.#off ? ROOM_LIMIT_OFF : new RoomLimit();
    this.#rooms.set(room, pace);
    this.#forgetOldest(this.#rooms);
    return pace;
  }

  #network(network: string): Pick<TokenBucket, 'take'> {
    const known = this.#networks.get(network);
    if (known !== undefined) return known;
    const pace = this.#off ? BUCKET_OFF : new NewcomerLimit();
    this.#networks.set(network, pace);
    this.#forgetOldest(this.#networks);
    return pace;
  }

  #forgetOldest(limits: Map<string, unknown> | Set<string>): void {
    if (limits.size <= PEOPLE_MAX) return;
    for (const oldest of limits.keys()) {
      limits.delete(oldest);
      return;
    }
  }
}

function afterWait(waitMs: number): Permission {
  return waitMs === 0 ? ok(undefined) : fail({ code: 'too-fast', seconds: Math.ceil(waitMs / 1_000) });
}
