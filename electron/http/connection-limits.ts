/**
 * Limits the open sockets, per address, per network and in total. At a limit, a new socket displaces an idle one, or
 * else one without a joined guest, from the network with the most sockets. Sockets of joined guests are never
 * displaced. It knows nothing of HTTP.
 */
import type { Socket } from 'node:net';
import type { ResourceUse } from '../../contract/ipc/network-usage.ts';
import { Shares } from '../limits/shares.ts';

export interface ConnectionLimitValues {
  /** All sockets. */
  readonly socketsMax: number;
  /**
   * Sockets of one address, and sockets without a joined guest of one network (IPv6: /64). A browser opens 6 sockets,
   * and several people may share an address.
   */
  readonly socketsPerAddressMax: number;
  /** Sockets that have not sent a complete request head yet. */
  readonly pendingMax: number;
  /** The same for one network. */
  readonly pendingPerAddressMax: number;
}

export const CONNECTION_LIMITS_DEFAULT: ConnectionLimitValues = {
  socketsMax: 2_048,
  socketsPerAddressMax: 32,
  pendingMax: 64,
  pendingPerAddressMax: 4,
};

/** For measurements. */
export const CONNECTION_LIMITS_OFF: ConnectionLimitValues = {
  socketsMax: 65_536,
  socketsPerAddressMax: 65_536,
  pendingMax: 65_536,
  pendingPerAddressMax: 65_536,
};

/** A silent socket younger than this is not suspicious: many at once are a class, not an attack. */
const PENDING_GRACE_MS = 1_000;
/**
 * A page sends its join within this time even over bad Wi-Fi. After it, the socket may be displaced by others of its
 * network.
 */
const JOIN_GRACE_MS = 2_000;
/** When less than this share of all places is left for joining, each network is limited to its share of them. */
const CROWDED_BELOW = 1 / 4;
/** That share, as a fraction of the places left: the fewer are left, the fewer each network may add. */
const JOINED_SHARE = 1 / 16;
/** Guests of one network who may join however few places are left. */
const JOINED_ALWAYS = 8;

/** The socket was admitted, met the limit of its address or network, or met the limit for all sockets. */
export type ConnectionVerdict = 'in' | 'address-full' | 'full';

/**
 * `pending` has not sent a complete request yet, `idle` was answered and may send another, `busy` is being served,
 * `upgraded` is a WebSocket without a joined guest, `joined` is one with a joined guest.
 */
type Stage = 'pending' | 'idle' | 'busy' | 'upgraded' | 'joined';

interface SocketEntry {
  readonly address: string;
  /** Monotonic, in milliseconds. */
  readonly since: number;
  stage: Stage;
}

export class ConnectionLimits {
  readonly #limits: ConnectionLimitValues;
  readonly #now: () => number;
  readonly #entries = new Map<Socket, SocketEntry>();
  readonly #byAddress = new Shares<Socket>((address) => address);
  /** Sockets without a joined guest. */
  readonly #unjoined = new Shares<Socket>();
  readonly #joined = new Shares<Socket>();

  /** @param now a monotonic clock in milliseconds */
  constructor(limits: ConnectionLimitValues, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Number of admitted sockets. */
  get size(): number {
    return this.#entries.size;
  }

  /** Admits a new socket until it closes. A socket that is not admitted is left to the caller. */
  admit(socket: Socket): ConnectionVerdict {
    const address = socket.remoteAddress ?? '';
    if (!this.#hasRoomFor(address)) return 'address-full';
    if (this.size >= this.#limits.socketsMax && !this.#displaceFor(address)) return 'full';
    this.#entries.set(socket, { address, since: this.#now(), stage: 'pending' });
    this.#byAddress.add(socket, address);
    this.#unjoined.add(socket, address);
    socket.once('close', () => this.#forget(socket));
    // At the end of the turn, when requests that have arrived are parsed: a busy event loop must not make a socket look
    // silent.
    setImmediate(() => {
      this.#evictPending(this.#unjoined.of(address), this.#limits.pendingPerAddressMax);
      this.#evictPending(this.#unjoined.all(), this.#limits.pendingMax);
    });
    return 'in';
  }

  /** The socket's request arrived, or its response was sent. */
  setStage(socket: Socket, stage: 'idle' | 'busy' | 'upgraded'): void {
    const entry = this.#entries.get(socket);
    // A WebSocket stays one even if the response to an earlier request finishes only now.
    if (entry === undefined || entry.stage === 'upgraded' || entry.stage === 'joined') return;
    entry.stage = stage;
  }

  /** Whether another guest may join on this socket. When few places are left, each network is limited to its share. */
  mayJoin(socket: Socket): boolean {
    const left = this.#limits.socketsMax - this.#joined.size;
    if (left >= this.#limits.socketsMax * CROWDED_BELOW) return true;
    const joined = this.#joined.of(this.#entries.get(socket)?.address ?? '').size;
    return joined < Math.max(JOINED_ALWAYS, left * JOINED_SHARE);
  }

  /** A guest joined on this socket: from now on it is never displaced. */
  join(socket: Socket): void {
    const entry = this.#entries.get(socket);
    if (entry === undefined) return;
    entry.stage = 'joined';
    this.#unjoined.delete(socket);
    this.#joined.add(socket, entry.address);
  }

  /** The number of sockets of each network, and of those without a joined guest. */
  usage(): { readonly connections: ResourceUse; readonly unjoined: ResourceUse } {
    const { socketsMax } = this.#limits;
    const unjoined = this.#unjoined.counts();
    const all = new Map(this.#joined.counts());
    for (const [network, count] of unjoined) all.set(network, (all.get(network) ?? 0) + count);
    return {
      connections: { most: socketsMax, byNetwork: all },
      unjoined: { most: Math.max(0, socketsMax - this.#joined.size), byNetwork: unjoined },
    };
  }

  /** Closes the sockets of a network without a joined guest. Returns how many there were. */
  free(network: string): number {
    const sockets = [...this.#unjoined.of(network)];
    for (const socket of sockets) this.#evict(socket);
    return sockets.length;
  }

  /**
   * Whether the limits of the address and its network admit one more socket, after displacing one of theirs if
   * necessary.
   */
  #hasRoomFor(address: string): boolean {
    const { socketsPerAddressMax } = this.#limits;
    const groups = [this.#byAddress.of(address), this.#unjoined.of(address)];
    return groups.every(
      (sockets) => sockets.size < socketsPerAddressMax || this.#evictOne(sockets, JOIN_GRACE_MS),
    );
  }

  /**
   * Displaces a socket of the network with the most. One younger than the grace period is displaced only if that
   * network still has more than the newcomer's.
   */
  #displaceFor(address: string): boolean {
    const candidates = this.#unjoined.yielding(address);
    if (candidates === undefined) return false;
    const { members, crowding } = candidates;
    if (crowding) return this.#evictOne(members, 0) || this.#evict(first(members));
    return this.#evictOne(this.#unjoined.all(), JOIN_GRACE_MS);
  }

  /** Closes an idle socket, or else the oldest one without a joined guest that is older than `graceMs`. */
  #evictOne(sockets: Iterable<Socket>, graceMs: number): boolean {
    const latest = this.#now() - graceMs;
    let oldest: Socket | undefined;
    for (const socket of sockets) {
      const { stage, since } = this.#entries.get(socket) ?? { stage: 'joined', since: Infinity };
      if (stage === 'idle') return this.#evict(socket);
      if ((stage === 'pending' || stage === 'upgraded') && since <= latest) oldest ??= socket;
    }
    return this.#evict(oldest);
  }

  /** Closes the oldest pending sockets while there are too many. */
  #evictPending(sockets: Iterable<Socket>, most: number): void {
    const pending = [...sockets].filter((socket) => this.#entries.get(socket)?.stage === 'pending');
    const oldest = this.#now() - PENDING_GRACE_MS;
    for (const socket of pending.slice(0, Math.max(0, pending.length - most))) {
      if ((this.#entries.get(socket)?.since ?? Infinity) < oldest) this.#evict(socket);
    }
  }

  #evict(socket: Socket | undefined): boolean {
    if (socket === undefined) return false;
    this.#forget(socket);
    socket.destroy();
    return true;
  }

  #forget(socket: Socket): void {
    this.#entries.delete(socket);
    for (const shares of [this.#byAddress, this.#unjoined, this.#joined]) shares.delete(socket);
  }
}

function first(sockets: Iterable<Socket>): Socket | undefined {
  for (const socket of sockets) return socket;
  return undefined;
}
