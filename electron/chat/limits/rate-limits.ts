/** The restraints of everybody: who may do what now, each by themselves, and all together who write in a room or read. */
import type { ErrorCode } from '../../../contract/model/error-code.ts';
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

/** Why not, and whether the person is told. */
export interface Denial {
  readonly code: ErrorCode;
  readonly seconds?: number;
  /** Left out where an answer would be one more flood. */
  readonly silent?: true;
}

/** `undefined` if all is well. */
export type Denied = Denial | undefined;

/** A line of plain text has no ref. */
export type LimitedAction = Exclude<ClientMessage, Join | Say> | Omit<Say, 'ref'>;

/** As many as can come back as themselves: a new connection lifts nothing. */
const PEOPLE_MAX = 10_000;
/** Nothing that somebody did so long ago restrains them: see the times and paces of `flood.ts`. */
const IDLE_MS = 300_000;

interface Restrained {
  readonly restraint: RateLimit;
  /** When they were asked about last. */
  readonly atMs: number;
}

export class RateLimits {
  readonly #hasRoom: (room: string) => boolean;
  readonly #lifted: boolean;
  /** Who was asked about the longest ago first. */
  readonly #people = new Map<string, Restrained>();
  /** Who was here before, and is restrained by nothing now. */
  readonly #idle = new Set<string>();
  /** A room that was closed is as good as forgotten, and there are never many. */
  readonly #rooms = new Map<string, Pick<RoomLimit, 'take'>>();
  readonly #long = new LongTextLimit();
  readonly #reading = new ReadingLimit();
  readonly #networks = new Map<string, Pick<TokenBucket, 'take'>>();

  /**
   * @param hasRoom whether there is a room of all by that id
   * @param lifted for measuring: nobody goes too fast
   */
  constructor(hasRoom: (room: string) => boolean, lifted: boolean) {
    this.#hasRoom = hasRoom;
    this.#lifted = lifted;
  }

  /**
   * @param nowMs monotonic
   * @param network from which it comes; asked only if that counts
   */
  deny(
    id: string,
    message: LimitedAction,
    nowMs: number,
    network: () => string = () => '',
  ): Denial | undefined {
    if (message.type === 'leave') return undefined;
    const verdict = this.#person(id, nowMs).allow(message.type, nowMs);
    if (!verdict.ok) {
      const { code, seconds, notice } = verdict;
      return notice ? { code, seconds } : { code, seconds, silent: true };
    }
    if (message.type === 'read' || message.type === 'search') {
      if (this.#lifted) return undefined;
      return tooFast(this.#reading.take(message.type, { id, network: network() }, nowMs));
    }
    const paced = message.type === 'message' && this.#hasRoom(message.room);
    const waitMs = paced ? this.#room(message.room).take({ id, network: network() }, nowMs) : 0;
    if (waitMs > 0 || this.#lifted || (message.type !== 'message' && message.type !== 'edit'))
      return tooFast(waitMs);
    const room = this.#hasRoom(message.room) ? message.room : undefined;
    return tooFast(this.#long.take({ id, text: message.text, room, network }, nowMs));
  }

  /**
   * How long somebody has to wait before they say something that is not too fast for them, in milliseconds.
   *
   * @param nowMs monotonic
   */
  waitToSay(id: string, nowMs: number): number {
    return this.#person(id, nowMs).waitToSay(nowMs);
  }

  /**
   * Somebody comes back as themselves, perhaps under another name: a new connection renames nobody faster.
   *
   * @param nowMs monotonic
   */
  denyReturn(id: string, renamed: boolean, nowMs: number): Denial | undefined {
    const restraint = this.#person(id, nowMs);
    const back = restraint.allow('join', nowMs);
    const verdict = back.ok && renamed ? restraint.allow('rename', nowMs) : back;
    return verdict.ok ? undefined : { code: verdict.code, seconds: verdict.seconds };
  }

  /**
   * Somebody comes who was not here before: otherwise a new name would lift every restraint.
   *
   * @param nowMs monotonic
   */
  denyNewcomer(network: string, nowMs: number): Denial | undefined {
    return tooFast(this.#network(network).take(nowMs));
  }

  /** Of how many people something is counted. */
  get size(): number {
    return this.#people.size;
  }

  /** How often one connection may be refused something. */
  refusals(): Pick<RefusalLimit, 'spend' | 'wait'> {
    return this.#lifted ? REFUSAL_LIMIT_OFF : new RefusalLimit();
  }

  #person(id: string, nowMs: number): RateLimit {
    const restraint =
      this.#people.get(id)?.restraint ??
      (this.#lifted ? PERSON_LIMITS_OFF : new PersonLimits(this.#idle.delete(id)));
    this.#people.delete(id);
    this.#people.set(id, { restraint, atMs: nowMs });
    this.#forgetOldest(this.#people);
    for (const [oldest, { atMs }] of this.#people) {
      if (nowMs - atMs <= IDLE_MS) break;
      this.#people.delete(oldest);
      this.#idle.add(oldest);
      this.#forgetOldest(this.#idle);
    }
    return restraint;
  }

  #room(room: string): Pick<RoomLimit, 'take'> {
    const known = this.#rooms.get(room);
    if (known !== undefined) return known;
    const pace = this.#lifted ? ROOM_LIMIT_OFF : new RoomLimit();
    this.#rooms.set(room, pace);
    this.#forgetOldest(this.#rooms);
    return pace;
  }

  #network(network: string): Pick<TokenBucket, 'take'> {
    const known = this.#networks.get(network);
    if (known !== undefined) return known;
    const pace = this.#lifted ? BUCKET_OFF : new NewcomerLimit();
    this.#networks.set(network, pace);
    this.#forgetOldest(this.#networks);
    return pace;
  }

  #forgetOldest(restraints: Map<string, unknown> | Set<string>): void {
    if (restraints.size <= PEOPLE_MAX) return;
    for (const oldest of restraints.keys()) {
      restraints.delete(oldest);
      return;
    }
  }
}

function tooFast(waitMs: number): Denial | undefined {
  return waitMs === 0 ? undefined : { code: 'too-fast', seconds: Math.ceil(waitMs / 1_000) };
}
