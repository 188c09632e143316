/**
 * Gives a host its names on one network: asks whether anybody has them, announces them, answers for them, defends them,
 * and takes them back (RFC 6762 §6, §8, §9, §10.1). It refuses to know how it hears.
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
const PROBE_EVERY_MS = 250;
/** RFC 6762 §8.2 */
const YIELD_MS = 1_000;
/** Once more, soon after: the first may have been lost (RFC 6762 §8.3). */
const AGAIN_AFTER_MS = 1_000;
/** RFC 6762 §6: what was just said to everybody is not said again, but sooner to whoever asks for our name. */
const SAID_EVERY_MS = 1_000;
const DEFENDED_EVERY_MS = 250;
/** RFC 6762 §5.4: others should hear it too when they did not for a quarter of its time. */
const HEARD_AGAIN_MS = 30_000;
/** Answers to single askers in a second: enough for a classroom that begins, too few to flood anybody. */
const SINGLE_ANSWERS_MAX = 100;
const MDNS_PORT = 5_353;
// eslint-disable-next-line no-restricted-syntax -- the codec knows it (RFC 1035 §3.2.3), its types do not
const ANY = 'ANY' as 'PTR';

export interface ResponderParts {
  /** Its name on the network, or `false` if it has none or could not tell it. */
  readonly announced: (name: string | false) => void;
  /** Whether an address is of this network: nobody else is answered by themselves (RFC 6762 §11). */
  readonly isOnLink: (address: string) => boolean;
}

export class MdnsResponder {
  readonly #mdns: MulticastDNS;
  readonly #parts: ResponderParts;
  #announcement: HostAnnouncement;
  #state: 'probing' | 'announced' | 'stopped' = 'probing';
  #timer: NodeJS.Timeout | undefined;
  /** When each record was said to everybody, on the monotonic clock. */
  readonly #saidAt = new Map<string, number>();
  /** What is said as soon as it may be said again. */
  readonly #waiting = new Map<string, Answer>();
  #waitingTimer: NodeJS.Timeout | undefined;
  #second = 0;
  #singleAnswers = 0;

  constructor(mdns: MulticastDNS, announcement: HostAnnouncement, parts: ResponderParts) {
    this.#mdns = mdns;
    this.#announcement = announcement;
    this.#parts = parts;
    // At random, so that not all that are switched on at once ask at once.
    this.#timer = setTimeout(() => this.#probe(PROBES), Math.random() * PROBE_EVERY_MS);
  }

  /** What it is announced as now. */
  get announcement(): HostAnnouncement {
    return this.#announcement;
  }

  /** Says goodbye to those who heard of it. */
  async stop(): Promise<void> {
    const wasAnnounced = this.#state === 'announced';
    this.end();
    if (!wasAnnounced) return;
    const answers = recordsOf(this.#announcement, 0);
    await new Promise<void>((resolve) => this.#mdns.respond({ answers }, () => resolve()));
  }

  /** Without a goodbye. */
  end(): void {
    this.#state = 'stopped';
    clearTimeout(this.#timer);
    clearTimeout(this.#waitingTimer);
  }

  /** Somebody asks. */
  asked(query: Packet, from: RemoteInfo): void {
    const { questions = [], answers: known = [], authorities = [] } = query;
    if (this.#state === 'probing') this.#meet(authorities);
    if (this.#state !== 'announced') return;
    const reply = answersTo(questions, this.#announcement);
    if (reply.answers.length === 0) return;
    if (from.port !== MDNS_PORT) {
      this.#answerOne(oneShotReply(reply, query), from);
      return;
    }
    const unknown = withoutKnown(reply, known);
    if (unknown.answers.length === 0) return;
    if (!wantsUnicast(questions)) {
      this.#sayToAll(unknown, authorities.length > 0 ? DEFENDED_EVERY_MS : SAID_EVERY_MS);
      return;
    }
    this.#answerOne({ answers: [...unknown.answers], additionals: [...unknown.additionals] }, from);
    const unheard = unknown.answers.filter((answer) => this.#sinceSaid(answer) > HEARD_AGAIN_MS);
    if (unheard.length > 0) this.#sayToAll({ answers: unheard, additionals: [] }, SAID_EVERY_MS);
  }

  /** Somebody says something. */
  heard(records: readonly Answer[]): void {
    if (this.#state === 'stopped' || !contradicts(records, this.#announcement)) return;
    if (this.#state === 'announced') {
      // Both ask once more, and whoever is answered takes another name (RFC 6762 §9).
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

  /** Somebody wants our name at the same time. */
  #meet(records: readonly Answer[]): void {
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
      this.#timer = setTimeout(() => this.#announce(), AGAIN_AFTER_MS);
      return;
    }
    const names = [hostNameOf(this.#announcement), instanceOf(this.#announcement)];
    this.#mdns.query({
      questions: names.map((name) => ({ name, type: ANY })),
      authorities: uniqueRecordsOf(this.#announcement),
    });
    this.#timer = setTimeout(() => this.#probe(left - 1), PROBE_EVERY_MS);
  }

  #announce(): void {
    const answers = recordsOf(this.#announcement);
    this.#note(answers);
    this.#mdns.respond({ answers }, (error) => {
      if (this.#state === 'announced') this.#parts.announced(error ? false : hostNameOf(this.#announcement));
    });
  }

  /** What may not be said again yet is said as soon as it may. */
  #sayToAll({ answers, additionals }: Reply, everyMs: number): void {
    const now = answers.filter((answer) => this.#sinceSaid(answer) >= everyMs);
    for (const answer of answers) if (!now.includes(answer)) this.#waiting.set(keyOf(answer), answer);
    if (now.length > 0) {
      this.#note(now);
      for (const answer of now) this.#waiting.delete(keyOf(answer));
      this.#mdns.respond({ answers: now, additionals: [...additionals] });
    }
    const [first] = this.#waiting.values();
    if (first === undefined || this.#waitingTimer !== undefined) return;
    this.#waitingTimer = setTimeout(
      () => this.#sayWaiting(),
      Math.max(0, SAID_EVERY_MS - this.#sinceSaid(first)),
    );
  }

  #sayWaiting(): void {
    this.#waitingTimer = undefined;
    const answers = [...this.#waiting.values()];
    this.#waiting.clear();
    if (answers.length > 0 && this.#state === 'announced')
      this.#sayToAll({ answers, additionals: [] }, SAID_EVERY_MS);
  }

  #answerOne(reply: Packet & { readonly answers: Answer[] }, { address, port }: RemoteInfo): void {
    if (!this.#parts.isOnLink(address)) return;
    const second = Math.floor(performance.now() / 1_000);
    if (second !== this.#second) [this.#second, this.#singleAnswers] = [second, 0];
    this.#singleAnswers += 1;
    if (this.#singleAnswers <= SINGLE_ANSWERS_MAX) this.#mdns.respond(reply, { address, port });
  }

  #note(answers: readonly Answer[]): void {
    for (const answer of answers) this.#saidAt.set(keyOf(answer), performance.now());
  }

  #sinceSaid(answer: Answer): number {
    return performance.now() - (this.#saidAt.get(keyOf(answer)) ?? -Infinity);
  }
}

/** Records of a host differ in their name or their type. */
function keyOf({ name, type }: Answer): string {
  return `${type} ${name}`;
}
