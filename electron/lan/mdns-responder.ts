/**
 * Registers a host's names on one network: probes for them, announces them, answers and defends them, and withdraws
 * them (RFC 6762 §6, §8, §9, §10.1). Its only I/O is the `mdns` object that it is given.
 */
import type { RemoteInfo } from 'node:dgram';
import type { MulticastDNS } from 'multicast-dns';
import type { Answer, Packet } from 'dns-packet';
import {
  answersTo,
  contradicts,
  oneShotReply,
  uniqueRecordsOf,
  wantsUnicast,
  withoutKnown,
  yieldsTo,
  type Reply,
} from './dns-answers.ts';
import { hostNameOf, instanceOf, recordsOf, renamed, type HostAnnouncement } from './dns-sd.ts';

/** RFC 6762 §8.1 */
const PROBES = 3;
const PROBE_INTERVAL_MS = 250;
/** RFC 6762 §8.2 */
const YIELD_MS = 1_000;
/** A second announcement soon after, in case the first was lost (RFC 6762 §8.3). */
const SECOND_ANNOUNCEMENT_MS = 1_000;
/** RFC 6762 §6: a record is multicast at most once a second, or every 250 ms to answer probes for our name. */
const MULTICAST_INTERVAL_MS = 1_000;
const DEFENSE_INTERVAL_MS = 250;
/** RFC 6762 §5.4: an answer to a unicast question is also multicast if it was not for a quarter of its TTL. */
const MULTICAST_REFRESH_MS = 30_000;
/** Unicast answers in a second: enough for a classroom at the start of a lesson, too few to flood a victim. */
const UNICAST_PER_SECOND_MAX = 100;
const MDNS_PORT = 5_353;
// eslint-disable-next-line no-restricted-syntax -- the codec knows it (RFC 1035 §3.2.3), its types do not
const ANY = 'ANY' as 'PTR';

export interface ResponderParts {
  /** The name on the network, or `false` if there is none or it could not be announced. */
  readonly announced: (name: string | false) => void;
  /** Whether an address is on this network. Other addresses get no unicast answer (RFC 6762 §11). */
  readonly isOnLink: (address: string) => boolean;
}

export class MdnsResponder {
  readonly #mdns: MulticastDNS;
  readonly #parts: ResponderParts;
  #announcement: HostAnnouncement;
  #state: 'probing' | 'announced' | 'stopped' = 'probing';
  #timer: NodeJS.Timeout | undefined;
  /** When each record was last multicast, in milliseconds on the monotonic clock. */
  readonly #multicastAt = new Map<string, number>();
  /** Records to multicast as soon as the rate limit allows it. */
  readonly #queued = new Map<string, Answer>();
  #queueTimer: NodeJS.Timeout | undefined;
  #second = 0;
  #unicastCount = 0;

  constructor(mdns: MulticastDNS, announcement: HostAnnouncement, parts: ResponderParts) {
    this.#mdns = mdns;
    this.#announcement = announcement;
    this.#parts = parts;
    // A random delay, so that hosts that start together do not all probe at once.
    this.#timer = setTimeout(() => this.#probe(PROBES), Math.random() * PROBE_INTERVAL_MS);
  }

  /** The current announcement; its name may have changed after a conflict. */
  get announcement(): HostAnnouncement {
    return this.#announcement;
  }

  /** Sends a goodbye if the host was announced. */
  async stop(): Promise<void> {
    const wasAnnounced = this.#state === 'announced';
    this.end();
    if (!wasAnnounced) return;
    const answers = recordsOf(this.#announcement, 0);
    await new Promise<void>((resolve) => this.#mdns.respond({ answers }, () => resolve()));
  }

  /** Stops without a goodbye. */
  end(): void {
    this.#state = 'stopped';
    clearTimeout(this.#timer);
    clearTimeout(this.#queueTimer);
  }

  /** Handles a query. */
  handleQuery(query: Packet, from: RemoteInfo): void {
    const { questions = [], answers: known = [], authorities = [] } = query;
    if (this.#state === 'probing') this.#handleProbe(authorities);
    if (this.#state !== 'announced') return;
    const reply = answersTo(questions, this.#announcement);
    if (reply.answers.length === 0) return;
    if (from.port !== MDNS_PORT) {
      this.#unicast(oneShotReply(reply, query), from);
      return;
    }
    const unknown = withoutKnown(reply, known);
    if (unknown.answers.length === 0) return;
    if (!wantsUnicast(questions)) {
      this.#multicast(unknown, authorities.length > 0 ? DEFENSE_INTERVAL_MS : MULTICAST_INTERVAL_MS);
      return;
    }
    this.#unicast({ answers: [...unknown.answers], additionals: [...unknown.additionals] }, from);
    const stale = unknown.answers.filter((answer) => this.#sinceMulticast(answer) > MULTICAST_REFRESH_MS);
    if (stale.length > 0) this.#multicast({ answers: stale, additionals: [] }, MULTICAST_INTERVAL_MS);
  }

  /** Handles the records of a response. */
  handleResponse(records: readonly Answer[]): void {
    if (this.#state === 'stopped' || !contradicts(records, this.#announcement)) return;
    if (this.#state === 'announced') {
      // Both hosts probe again, and the one that receives an answer takes another name (RFC 6762 §9).
      this.#probeAgain(0);
      return;
    }
    const next = renamed(this.#announcement);
    if (next === undefined) {
      this.end();
      this.#parts.announced(false);
      return;
    }
    this.#announcement = next;
    this.#probeAgain(0);
  }

  /** Another host probes for our name at the same time. */
  #handleProbe(records: readonly Answer[]): void {
    if (yieldsTo(records, this.#announcement)) this.#probeAgain(YIELD_MS);
  }

  #probeAgain(afterMs: number): void {
    clearTimeout(this.#timer);
    this.#state = 'probing';
    this.#timer = setTimeout(() => this.#probe(PROBES), afterMs);
  }

  #probe(left: number): void {
    if (left === 0) {
      this.#state = 'announced';
      this.#announce();
      this.#timer = setTimeout(() => this.#announce(), SECOND_ANNOUNCEMENT_MS);
      return;
    }
    const names = [hostNameOf(this.#announcement), instanceOf(this.#announcement)];
    this.#mdns.query({
      questions: names.map((name) => ({ name, type: ANY })),
      authorities: uniqueRecordsOf(this.#announcement),
    });
    this.#timer = setTimeout(() => this.#probe(left - 1), PROBE_INTERVAL_MS);
  }

  #announce(): void {
    const answers = recordsOf(this.#announcement);
    this.#noteMulticast(answers);
    this.#mdns.respond({ answers }, (error) => {
      if (this.#state === 'announced') this.#parts.announced(error ? false : hostNameOf(this.#announcement));
    });
  }

  /** Multicasts the answers, and queues those that were multicast too recently. */
  #multicast({ answers, additionals }: Reply, everyMs: number): void {
    const now = answers.filter((answer) => this.#sinceMulticast(answer) >= everyMs);
    for (const answer of answers) if (!now.includes(answer)) this.#queued.set(keyOf(answer), answer);
    if (now.length > 0) {
      this.#noteMulticast(now);
      for (const answer of now) this.#queued.delete(keyOf(answer));
      this.#mdns.respond({ answers: now, additionals: [...additionals] });
    }
    const [first] = this.#queued.values();
    if (first === undefined || this.#queueTimer !== undefined) return;
    this.#queueTimer = setTimeout(
      () => this.#flushQueue(),
      Math.max(0, MULTICAST_INTERVAL_MS - this.#sinceMulticast(first)),
    );
  }

  #flushQueue(): void {
    this.#queueTimer = undefined;
    const answers = [...this.#queued.values()];
    this.#queued.clear();
    if (answers.length > 0 && this.#state === 'announced')
      this.#multicast({ answers, additionals: [] }, MULTICAST_INTERVAL_MS);
  }

  #unicast(reply: Packet & { readonly answers: Answer[] }, { address, port }: RemoteInfo): void {
    if (!this.#parts.isOnLink(address)) return;
    const second = Math.floor(performance.now() / 1_000);
    if (second !== this.#second) [this.#second, this.#unicastCount] = [second, 0];
    this.#unicastCount += 1;
    if (this.#unicastCount <= UNICAST_PER_SECOND_MAX) this.#mdns.respond(reply, { address, port });
  }

  #noteMulticast(answers: readonly Answer[]): void {
    for (const answer of answers) this.#multicastAt.set(keyOf(answer), performance.now());
  }

  #sinceMulticast(answer: Answer): number {
    return performance.now() - (this.#multicastAt.get(keyOf(answer)) ?? -Infinity);
  }
}

/** A host has one record for each name and type. */
function keyOf({ name, type }: Answer): string {
  return `${type} ${name}`;
}
