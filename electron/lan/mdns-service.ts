/**
 * One network as hosts hear each other on it: announces ours, and lists the others. It is bound to the interface that
 * was chosen; where that cannot be done, it says so and nothing else changes.
 */
import { createSocket, type RemoteInfo } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import multicastDns, { type MulticastDNS } from 'multicast-dns';
import type { Answer } from 'dns-packet';
import type { Nearby } from '../../contract/ipc/nearby.ts';
import { instanceOf, SERVICE, sightingsIn, type HostAnnouncement } from './dns-sd.ts';
import { MdnsResponder } from './mdns-responder.ts';
import { isOnLink } from './on-link.ts';

/** RFC 6762 §3 */
const GROUP = '224.0.0.251';
const PORT = 5_353;
/** RFC 6762 §11 */
const HOPS = 255;

/** Others come and go, and not every greeting arrives. */
const ASK_EVERY_MS = 15_000;
/** Once more, soon after: the first may have been lost. */
const AGAIN_AFTER_MS = 1_000;
const NEARBY_MAX = 32;

export interface MdnsServiceParts {
  readonly heard: (nearby: readonly Nearby[]) => void;
  /** The name by which the host is known there; `false` if it could not be announced. */
  readonly announced: (name: string | false) => void;
}

export class MdnsService {
  readonly #parts: MdnsServiceParts;
  readonly #address: string;
  readonly #announcement: HostAnnouncement | undefined;
  readonly #socket = createSocket({ type: 'udp4', reuseAddr: true });
  #mdns: MulticastDNS | undefined;
  #responder: MdnsResponder | undefined;
  /** Until when each is believed, on the monotonic clock. */
  readonly #found = new Map<string, Nearby & { readonly until: number }>();
  #asking: NodeJS.Timeout | undefined;
  #again: NodeJS.Timeout | undefined;
  #told = '[]';
  #stopped = false;

  /** @param address of the interface; IPv4 */
  constructor(address: string, announcement: HostAnnouncement | undefined, parts: MdnsServiceParts) {
    this.#parts = parts;
    this.#address = address;
    this.#announcement = announcement;
    this.#socket.on('error', () => this.#failed());
    // Bound to the interface's own address, it would hear nothing that is sent to everybody.
    this.#socket.bind(PORT, '0.0.0.0', () => this.#open());
  }

  /** Says goodbye. Doing it twice does no harm. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    await this.#responder?.stop();
    this.#close();
  }

  #open(): void {
    if (this.#stopped) return;
    try {
      this.#socket.addMembership(GROUP, this.#address);
      this.#socket.setMulticastInterface(this.#address);
      this.#socket.setMulticastTTL(HOPS);
    } catch {
      // Without this interface, what is sent would leave by another one.
      this.#failed();
      return;
    }
    const mdns = multicastDns({ socket: this.#socket, bind: false, multicast: false });
    this.#mdns = mdns;
    const announcement = this.#announcement;
    this.#responder =
      announcement &&
      new MdnsResponder(mdns, announcement, {
        announced: this.#parts.announced,
        isOnLink: (address) => isOnLink(address, this.#address, networkInterfaces()),
      });
    mdns.on('query', (query, from) => this.#responder?.asked(query, from));
    mdns.on('response', ({ answers = [], additionals = [] }, from) =>
      this.#hear([...answers, ...additionals], from),
    );
    // What cannot be read is somebody else's mistake.
    mdns.on('warning', () => undefined);
    mdns.on('error', () => this.#failed());
    this.#again = setTimeout(() => this.#ask(), AGAIN_AFTER_MS);
    this.#asking = setInterval(() => this.#ask(), ASK_EVERY_MS);
    this.#ask();
  }

  #failed(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#close();
    if (this.#announcement !== undefined) this.#parts.announced(false);
  }

  #close(): void {
    clearInterval(this.#asking);
    clearTimeout(this.#again);
    this.#responder?.end();
    if (this.#mdns !== undefined) this.#mdns.destroy();
    else this.#socket.close();
  }

  #ask(): void {
    this.#mdns?.query({ questions: [{ name: SERVICE, type: 'PTR' }] });
    const now = performance.now();
    for (const [key, { until }] of this.#found) if (until < now) this.#found.delete(key);
    this.#tell();
  }

  #hear(records: readonly Answer[], { address }: RemoteInfo): void {
    if (this.#stopped) return;
    this.#responder?.heard(records);
    const own = this.#responder && instanceOf(this.#responder.announcement);
    for (const { key, seconds, ...nearby } of sightingsIn(records, address)) {
      if (key === own) continue;
      if (seconds === 0) this.#found.delete(key);
      else if (this.#found.has(key) || this.#found.size < NEARBY_MAX)
        this.#found.set(key, { ...nearby, until: performance.now() + seconds * 1_000 });
    }
    this.#tell();
  }

  #tell(): void {
    const nearby = [...this.#found.values()].map(({ name, link }) => ({ name, link }));
    const told = JSON.stringify(nearby);
    if (told === this.#told) return;
    this.#told = told;
    this.#parts.heard(nearby);
  }
}
