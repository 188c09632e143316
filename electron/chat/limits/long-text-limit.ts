/**
 * How much may be said in long texts: by one person, out of one network, in one room. A single one always passes, however
 * long it is, and short ones are left to the pace of messages.
 */
import { FairBucket, type FairBucketLimits } from '../../limits/fair-bucket.ts';
import { TokenBucket } from '../../limits/token-bucket.ts';

/** UTF-16 units; up to here a text costs little more than its place in the log. */
const SHORT_UNITS_MAX = 1_000;
/** As fast as a page may send the longest texts that it takes, and no faster. */
const PERSON_BYTES_BURST = 262_144;
const PERSON_BYTES_PER_SECOND = 32_768;
const NETWORK_BYTES_BURST = 1_048_576;
const NETWORK_BYTES_PER_SECOND = 65_536;
const ROOM_BYTES_BURST = 2_097_152;
const ROOM_BYTES_PER_SECOND = 131_072;
const ROOM_BYTES_QUIET_BURST = 131_072;
/** Somebody is quiet who says 64 KiB in 10 s. The ranks of networks are two octaves each. */
const ROOM_PACE: FairBucketLimits = {
  burst: ROOM_BYTES_BURST,
  quietBurst: ROOM_BYTES_QUIET_BURST,
  perSecond: ROOM_BYTES_PER_SECOND,
  lastSecondTimes: 1,
  personRanks: [65_536],
  networkRanks: [65_536, 262_144],
};
/** As many people as can come back as themselves. */
const PACES_MAX = 10_000;

/** Of whom it is, and of which room of all, if it is said in one. */
export interface LongTextUse {
  readonly id: string;
  readonly text: string;
  readonly room: string | undefined;
  readonly network: () => string;
}

export class LongTextLimit {
  readonly #people = new Map<string, TokenBucket>();
  readonly #networks = new Map<string, TokenBucket>();
  readonly #rooms = new Map<string, FairBucket>();

  /**
   * @param nowMs monotonic
   * @returns 0 if it may be said, otherwise the milliseconds until it may
   */
  take({ id, text, room, network }: LongTextUse, nowMs: number): number {
    if (text.length <= SHORT_UNITS_MAX) return 0;
    const person = kept(this.#people, id, () => new TokenBucket(PERSON_BYTES_BURST, PERSON_BYTES_PER_SECOND));
    const from = network();
    const neighbours = kept(
      this.#networks,
      from,
      () => new TokenBucket(NETWORK_BYTES_BURST, NETWORK_BYTES_PER_SECOND),
    );
    const ownMs = Math.max(person.wait(nowMs), neighbours.wait(nowMs));
    if (ownMs > 0) return ownMs;
    const bytes = Buffer.byteLength(text);
    const shared = room === undefined ? undefined : kept(this.#rooms, room, () => new FairBucket(ROOM_PACE));
    const sharedMs = shared?.take({ id, network: from }, nowMs, bytes) ?? 0;
    if (sharedMs > 0) return sharedMs;
    person.spend(nowMs, bytes);
    neighbours.spend(nowMs, bytes);
    return 0;
  }
}

function kept<Kept>(all: Map<string, Kept>, key: string, make: () => Kept): Kept {
  const pace = all.get(key) ?? make();
  // The one that was used the longest ago is the first.
  all.delete(key);
  all.set(key, pace);
  const [oldest] = all.keys();
  if (oldest !== undefined && all.size > PACES_MAX) all.delete(oldest);
  return pace;
}
