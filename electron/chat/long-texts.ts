/**
 * How much may be said in long texts: by one person, out of one network, in one room. A single one always passes, however
 * long it is, and short ones are left to the pace of messages. It refuses to know who says what.
 */
import { Pace } from './pace.ts';

/** UTF-16 units; up to here a text costs little more than its place in the log. */
const SHORT_UNITS_MAX = 1_000;
/** As fast as a page may send the longest texts that it takes, and no faster. */
const PERSON_BYTES_BURST = 262_144;
const PERSON_BYTES_PER_SECOND = 32_768;
const NETWORK_BYTES_BURST = 1_048_576;
const NETWORK_BYTES_PER_SECOND = 65_536;
const ROOM_BYTES_BURST = 2_097_152;
const ROOM_BYTES_PER_SECOND = 131_072;
/** As many people as can come back as themselves. */
const PACES_MAX = 10_000;

/** Of whom it is, and of which room of all, if it is said in one. */
export interface Saying {
  readonly id: string;
  readonly text: string;
  readonly room: string | undefined;
  readonly network: () => string;
}

export class LongTexts {
  readonly #people = new Map<string, Pace>();
  readonly #networks = new Map<string, Pace>();
  readonly #rooms = new Map<string, Pace>();

  /**
   * @param nowMs monotonic
   * @returns 0 if it may be said, otherwise the milliseconds until it may
   */
  take({ id, text, room, network }: Saying, nowMs: number): number {
    if (text.length <= SHORT_UNITS_MAX) return 0;
    const paces = [
      paceOf(this.#people, id, PERSON_BYTES_BURST, PERSON_BYTES_PER_SECOND),
      paceOf(this.#networks, network(), NETWORK_BYTES_BURST, NETWORK_BYTES_PER_SECOND),
      ...(room === undefined ? [] : [paceOf(this.#rooms, room, ROOM_BYTES_BURST, ROOM_BYTES_PER_SECOND)]),
    ];
    const waitMs = Math.max(...paces.map((pace) => pace.wait(nowMs)));
    if (waitMs > 0) return waitMs;
    const bytes = Buffer.byteLength(text);
    for (const pace of paces) pace.take(nowMs, bytes);
    return 0;
  }
}

function paceOf(paces: Map<string, Pace>, key: string, burst: number, perSecond: number): Pace {
  const pace = paces.get(key) ?? new Pace(burst, perSecond);
  // The one that was used the longest ago is the first.
  paces.delete(key);
  paces.set(key, pace);
  const [oldest] = paces.keys();
  if (oldest !== undefined && paces.size > PACES_MAX) paces.delete(oldest);
  return pace;
}
