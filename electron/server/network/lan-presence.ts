/**
 * Makes a running host discoverable: announces it on its network, lists other hosts there, and checks whether it can be
 * reached.
 */
import { createHash } from 'node:crypto';
import type { Reachability } from '../../../contract/ipc/reachability.ts';
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import type { HostState, Running } from '../../../contract/ipc/host-state.ts';
import type { Nearby } from '../../../contract/ipc/nearby.ts';
import { ReachabilityCheck } from './reachability-check.ts';
import type { HostAnnouncement } from '../../lan/dns-sd.ts';
import { readFirewall } from '../../lan/firewall.ts';
import { MdnsService } from '../../lan/mdns-service.ts';

export interface LanPresenceParts {
  readonly diagnosed: (diagnosis: Reachability) => void;
  readonly nearby: (nearby: readonly Nearby[]) => void;
}

/** The address to listen on for multicast DNS, and the announcement to send, if any. */
interface Placement {
  readonly address: string;
  readonly announcement?: HostAnnouncement;
}

export class LanPresence {
  readonly #parts: LanPresenceParts;
  readonly #check: ReachabilityCheck;
  #placement: Placement | undefined;
  #mdns: MdnsService | undefined;
  #nearby: readonly Nearby[] = [];
  #browses = false;

  constructor(parts: LanPresenceParts) {
    this.#parts = parts;
    this.#check = new ReachabilityCheck({ readFirewall, changed: parts.diagnosed });
  }

  get diagnosis(): Reachability {
    return this.#check.diagnosis;
  }

  get nearby(): readonly Nearby[] {
    return this.#nearby;
  }

  /** From now on, looks for other hosts even while this one is stopped. */
  lookAround(): void {
    this.#browses = true;
  }

  /** Reports the host's state and networks. A call without changes has no effect. */
  update(state: HostState, adapters: readonly Adapter[]): void {
    if (state.kind === 'running' && state.shareable) this.#check.begin(state, adapters);
    else if (state.kind === 'degraded') this.#check.lost();
    else this.#check.stop();
    this.#rebind(placementFor(state, adapters, this.#browses));
  }

  /** A connection arrived. */
  arrived(address: string, port: number): void {
    this.#check.arrived(address, port);
  }

  /** @param guests whether anyone but the host is present */
  peopled(guests: boolean): void {
    this.#check.setHasGuests(guests);
  }

  async stop(): Promise<void> {
    this.#check.stop();
    await this.#mdns?.stop();
    this.#mdns = undefined;
    this.#placement = undefined;
  }

  #rebind(placement: Placement | undefined): void {
    if (JSON.stringify(placement) === JSON.stringify(this.#placement)) return;
    this.#placement = placement;
    void this.#mdns?.stop();
    if (this.#nearby.length > 0) this.#setNearby([]);
    this.#mdns =
      placement &&
      new MdnsService(placement.address, placement.announcement, {
        found: (nearby) => this.#setNearby(nearby),
        announced: (name) =>
          this.#check.announced(
            name !== false && placement.announcement ? namedLink(name, placement.announcement.port) : false,
          ),
      });
  }

  #setNearby(nearby: readonly Nearby[]): void {
    this.#nearby = nearby;
    this.#parts.nearby(nearby);
  }
}

/** The announcement of a host, or `undefined` if its link has no IPv4 address. */
export function announcementOf({ link, room, port }: Running): HostAnnouncement | undefined {
  const address = new URL(link).hostname;
  if (!IPV4.test(address)) return undefined;
  const id = createHash('sha256').update(link).digest('hex').slice(0, ID_LENGTH);
  return { id, room, address, port };
}

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
/** Short enough to type. Two hosts of a network collide with a probability of 1 in 65,536. */
const ID_LENGTH = 4;

function namedLink(name: string, port: number): string {
  return `http://${name}${port === 80 ? '' : `:${port}`}`;
}

function placementFor(
  state: HostState,
  adapters: readonly Adapter[],
  browses: boolean,
): Placement | undefined {
  if (state.kind === 'running') {
    const announcement = state.shareable ? announcementOf(state) : undefined;
    return announcement && { address: announcement.address, announcement };
  }
  if (!browses || state.kind === 'degraded') return undefined;
  const suggested = adapters.find((each) => each.suggested && each.kind !== 'loopback');
  const address = suggested?.addresses.find((each) => IPV4.test(each));
  return address === undefined ? undefined : { address };
}
