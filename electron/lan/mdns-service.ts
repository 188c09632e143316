/**
 * Multicast DNS on one network interface: announces this host and lists the others. If the interface cannot be used, it
 * reports that and does nothing else.
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

/** Other hosts come and go, and an announcement may be lost. */
const QUERY_INTERVAL_MS = 15_000;
/** A second query soon after, in case the first was lost. */
const SECOND_QUERY_MS = 1_000;
const NEARBY_MAX = 32;

export interface MdnsServiceParts {
  readonly found: (nearby: readonly Nearby[]) => void;
  /** The host's name on this network; `false` if it could not be announced. */
  readonly announced: (name: string | false) => void;
}

export class MdnsService {
  readonly #parts: MdnsServiceParts;
  readonly #address: string;
  readonly #announcement: HostAnnouncement | undefined;
  readonly #socket = createSocket({ type: 'udp4', reuseAddr: true });
  #mdns: MulticastDNS | undefined;
  #responder: MdnsResponder | undefined;
  /** `until` is when the entry expires, in milliseconds on the monotonic clock. */
  readonly #found = new Map<string, Nearby & { readonly until: number }>();
  #queryTimer: NodeJS.Timeout | undefined;
  #secondQueryTimer: NodeJS.Timeout | undefined;
  #reported = '[]';
  #stopped = false;

  /** @param address IPv4 address of the interface */
  constructor(address: string, announcement: HostAnnouncement | undefined, parts: MdnsServiceParts) {
    this.#parts = parts;
    this.#address = address;
    this.#announcement = announcement;
    this.#socket.on('error', () => this.#failed());
    // A socket bound to the interface's own address would not receive multicast packets.
    this.#socket.bind(PORT, '0.0.0.0', () => this.#open());
  }

  /** Sends a goodbye. Calling it again has no effect. */
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
      // Otherwise packets would leave through another interface.
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
    mdns.on('query', (query, from) => this.#responder?.handleQuery(query, from));
    mdns.on('response', ({ answers = [], additionals = [] }, from) =>
      this.#handleResponse([...answers, ...additionals], from),
    );
    // A malformed packet of another device.
    mdns.on('warning', () => undefined);
    mdns.on('error', () => this.#failed());
    this.#secondQueryTimer = setTimeout(() => this.#query(), SECOND_QUERY_MS);
    this.#queryTimer = setInterval(() => this.#query(), QUERY_INTERVAL_MS);
    this.#query();
  }

  #failed(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#close();
    if (this.#announcement !== undefined) this.#parts.announced(false);
  }

  #close(): void {
    clearInterval(this.#queryTimer);
    clearTimeout(this.#secondQueryTimer);
    this.#responder?.end();
    if (this.#mdns !== undefined) this.#mdns.destroy();
    else this.#socket.close();
  }

  #query(): void {
    this.#mdns?.query({ questions: [{ name: SERVICE, type: 'PTR' }] });
    const now = performance.now();
    for (const [key, { until }] of this.#found) if (until < now) this.#found.delete(key);
    this.#report();
  }

  #handleResponse(records: readonly Answer[], { address }: RemoteInfo): void {
    if (this.#stopped) return;
    this.#responder?.handleResponse(records);
    const own = this.#responder && instanceOf(this.#responder.announcement);
    for (const { key, seconds, ...nearby } of sightingsIn(records, address)) {
      if (key === own) continue;
      if (seconds === 0) this.#found.delete(key);
      else if (this.#found.has(key) || this.#found.size < NEARBY_MAX)
        this.#found.set(key, { ...nearby, until: performance.now() + seconds * 1_000 });
    }
    this.#report();
  }

  #report(): void {
    const nearby = [...this.#found.values()].map(({ name, link }) => ({ name, link }));
    const reported = JSON.stringify(nearby);
    if (reported === this.#reported) return;
    this.#reported = reported;
    this.#parts.found(nearby);
  }
}
