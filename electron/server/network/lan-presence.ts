/**
 * What the host does so that people find it, as long as it is on: announces it on its network, looks for other hosts
 * there, and finds out whether it can be reached. It refuses to know what is said in it.
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

/** Where it listens, and what it tells there. */
interface Post {
  readonly address: string;
  readonly announcement?: HostAnnouncement;
}

export class LanPresence {
  readonly #parts: LanPresenceParts;
  readonly #checkup: ReachabilityCheck;
  #post: Post | undefined;
  #neighbourhood: MdnsService | undefined;
  #nearby: readonly Nearby[] = [];
  #looksAround = false;

  constructor(parts: LanPresenceParts) {
    this.#parts = parts;
    this.#checkup = new ReachabilityCheck({ readFirewall, changed: parts.diagnosed });
  }

  get diagnosis(): Reachability {
    return this.#checkup.diagnosis;
  }

  get nearby(): readonly Nearby[] {
    return this.#nearby;
  }

  /** From now on other hosts are looked for while this one is off, too. */
  lookAround(): void {
    this.#looksAround = true;
  }

  /** The host is in this state, among these networks; told again when nothing has changed, it goes on. */
  update(state: HostState, adapters: readonly Adapter[]): void {
    if (state.kind === 'running' && state.shareable) this.#checkup.begin(state, adapters);
    else if (state.kind === 'degraded') this.#checkup.lost();
    else this.#checkup.stop();
    this.#move(postIn(state, adapters, this.#looksAround));
  }

  /** A connection came. */
  arrived(address: string, port: number): void {
    this.#checkup.arrived(address, port);
  }

  /** @param guests whether anybody but the host is in */
  peopled(guests: boolean): void {
    this.#checkup.peopled(guests);
  }

  async stop(): Promise<void> {
    this.#checkup.stop();
    await this.#neighbourhood?.stop();
    this.#neighbourhood = undefined;
    this.#post = undefined;
  }

  #move(post: Post | undefined): void {
    if (JSON.stringify(post) === JSON.stringify(this.#post)) return;
    this.#post = post;
    void this.#neighbourhood?.stop();
    if (this.#nearby.length > 0) this.#hear([]);
    this.#neighbourhood =
      post &&
      new MdnsService(post.address, post.announcement, {
        heard: (nearby) => this.#hear(nearby),
        announced: (name) =>
          this.#checkup.announced(
            name !== false && post.announcement ? namedLink(name, post.announcement.port) : false,
          ),
      });
  }

  #hear(nearby: readonly Nearby[]): void {
    this.#nearby = nearby;
    this.#parts.nearby(nearby);
  }
}

/** The names under which a host on this link is announced. */
export function announcementOf({ link, room, port }: Running): HostAnnouncement | undefined {
  const address = new URL(link).hostname;
  if (!IPV4.test(address)) return undefined;
  const id = createHash('sha256').update(link).digest('hex').slice(0, ID_LENGTH);
  return { id, room, address, port };
}

const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
/** Short enough to be typed; two of one network are the same by chance once in 65,536 times. */
const ID_LENGTH = 4;

function namedLink(name: string, port: number): string {
  return `http://${name}${port === 80 ? '' : `:${port}`}`;
}

function postIn(state: HostState, adapters: readonly Adapter[], watches: boolean): Post | undefined {
  if (state.kind === 'running') {
    const announcement = state.shareable ? announcementOf(state) : undefined;
    return announcement && { address: announcement.address, announcement };
  }
  if (!watches || state.kind === 'degraded') return undefined;
  const suggested = adapters.find((each) => each.suggested && each.kind !== 'loopback');
  const address = suggested?.addresses.find((each) => IPV4.test(each));
  return address === undefined ? undefined : { address };
}
