/**
 * Who may have how many sockets. At a limit the newcomer is the last to pay: a socket that waits for nothing makes room,
 * and then one that nobody has joined by, out of the network that has the most of them. Whoever has joined stays. It knows
 * nothing of HTTP.
 */
import type { Socket } from 'node:net';
import type { ResourceUse } from '../../contract/ipc/network-usage.ts';
import { Shares } from '../limits/shares.ts';

export interface ConnectionLimitValues {
  /** All sockets together. */
  readonly socketsMax: number;
  /**
   * Of one address, and of those that nobody has joined by, of one network (IPv6: its /64). A browser opens six, and
   * several people may share an address.
   */
  readonly socketsPerAddressMax: number;
  /** Sockets that have not sent a whole request head yet. */
  readonly pendingMax: number;
  /** The same, of one network. */
  readonly pendingPerAddressMax: number;
}

export const CONNECTION_LIMITS_DEFAULT: ConnectionLimitValues = {
  socketsMax: 2_048,
  socketsPerAddressMax: 32,
  pendingMax: 64,
  pendingPerAddressMax: 4,
};

/** For measuring. */
export const CONNECTION_LIMITS_OFF: ConnectionLimitValues = {
  socketsMax: 65_536,
  socketsPerAddressMax: 65_536,
  pendingMax: 65_536,
  pendingPerAddressMax: 65_536,
};

/** Younger than this a silent socket is not suspicious: many that come at once are a class, not an attack. */
const PENDING_GRACE_MS = 1_000;
/** In this time a page says who joins, also over bad Wi-Fi; after it the socket gives way to others of its network. */
const JOIN_GRACE_MS = 2_000;
/** With less than this part of all places left to be joined by, each network gets no more than its share of them. */
const CROWDED_BELOW = 1 / 4;
/** That share, as a part of the places left: the fewer there are, the less each may add. */
const JOINED_SHARE = 1 / 16;
/** So many may join from one network, however few places are left. */
const JOINED_ALWAYS = 8;

/** Who is not in met the limit of their own address or network, or the one for all. */
export type ConnectionVerdict = 'in' | 'address-full' | 'full';

/**
 * `pending` has not said what it wants, `idle` got it and may want more, `busy` is being served, `upgraded` is a
 * WebSocket that nobody has joined by yet, and by a `joined` one somebody has.
 */
type Stage = 'pending' | 'idle' | 'busy' | 'upgraded' | 'joined';

interface Place {
  readonly address: string;
  /** Monotonic, milliseconds. */
  readonly since: number;
  stage: Stage;
}

export class ConnectionLimits {
  readonly #limits: ConnectionLimitValues;
  readonly #now: () => number;
  readonly #places = new Map<Socket, Place>();
  readonly #byAddress = new Shares<Socket>((address) => address);
  /** Those that nobody has joined by. */
  readonly #waiting = new Shares<Socket>();
  readonly #joined = new Shares<Socket>();

  /** @param now a monotonic clock in milliseconds */
  constructor(limits: ConnectionLimitValues, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Sockets that are in. */
  get size(): number {
    return this.#places.size;
  }

  /** Takes in a new socket until it closes. Otherwise it belongs to nobody. */
  admit(socket: Socket): ConnectionVerdict {
    const address = socket.remoteAddress ?? '';
    if (!this.#hasRoomFor(address)) return 'address-full';
    if (this.size >= this.#limits.socketsMax && !this.#makeRoomFor(address)) return 'full';
    this.#places.set(socket, { address, since: this.#now(), stage: 'pending' });
    this.#byAddress.add(socket, address);
    this.#waiting.add(socket, address);
    socket.once('close', () => this.#forget(socket));
    // At the end of the turn: whoever's request has come by now has said what they want, however long we were busy.
    setImmediate(() => {
      this.#thinPending(this.#waiting.of(address), this.#limits.pendingPerAddressMax);
      this.#thinPending(this.#waiting.all(), this.#limits.pendingMax);
    });
    return 'in';
  }

  /** It said what it wants, or got it. */
  enter(socket: Socket, stage: 'idle' | 'busy' | 'upgraded'): void {
    const place = this.#places.get(socket);
    // A WebSocket stays one, even if the answer to an earlier request is done only now.
    if (place === undefined || place.stage === 'upgraded' || place.stage === 'joined') return;
    place.stage = stage;
  }

  /** Whether there is a place for somebody new to join by: when few are left, a network gets no more than its share. */
  mayJoin(socket: Socket): boolean {
    const left = this.#limits.socketsMax - this.#joined.size;
    if (left >= this.#limits.socketsMax * CROWDED_BELOW) return true;
    const joined = this.#joined.of(this.#places.get(socket)?.address ?? '').size;
    return joined < Math.max(JOINED_ALWAYS, left * JOINED_SHARE);
  }

  /** Somebody joined by it: it gives way to nobody any more. */
  join(socket: Socket): void {
    const place = this.#places.get(socket);
    if (place === undefined) return;
    place.stage = 'joined';
    this.#waiting.delete(socket);
    this.#joined.add(socket, place.address);
  }

  /** How many sockets each network has, and how many of those nobody has joined by. */
  usage(): { readonly connections: ResourceUse; readonly unjoined: ResourceUse } {
    const { socketsMax } = this.#limits;
    const unjoined = this.#waiting.counts();
    const all = new Map(this.#joined.counts());
    for (const [network, count] of unjoined) all.set(network, (all.get(network) ?? 0) + count);
    return {
      connections: { most: socketsMax, byNetwork: all },
      unjoined: { most: Math.max(0, socketsMax - this.#joined.size), byNetwork: unjoined },
    };
  }

  /** Closes those of a network that nobody has joined by. Answers how many that were. */
  free(network: string): number {
    const sockets = [...this.#waiting.of(network)];
    for (const socket of sockets) this.#evict(socket);
    return sockets.length;
  }

  /** Whether the limits of its address and its network allow one more, if need be in the place of one of theirs. */
  #hasRoomFor(address: string): boolean {
    const { socketsPerAddressMax } = this.#limits;
    const own = [this.#byAddress.of(address), this.#waiting.of(address)];
    return own.every(
      (sockets) => sockets.size < socketsPerAddressMax || this.#evictOne(sockets, JOIN_GRACE_MS),
    );
  }

  /** Closes one of the network that has the most. Only if that is more than the newcomer's would have, a young one too. */
  #makeRoomFor(address: string): boolean {
    const yielding = this.#waiting.yielding(address);
    if (yielding === undefined) return false;
    const { members, crowding } = yielding;
    if (crowding) return this.#evictOne(members, 0) || this.#evict(first(members));
    return this.#evictOne(this.#waiting.all(), JOIN_GRACE_MS);
  }

  /** Closes one that waits for nothing, or else the oldest that nobody has joined by for so long. */
  #evictOne(sockets: Iterable<Socket>, graceMs: number): boolean {
    const latest = this.#now() - graceMs;
    let oldest: Socket | undefined;
    for (const socket of sockets) {
      const { stage, since } = this.#places.get(socket) ?? { stage: 'joined', since: Infinity };
      if (stage === 'idle') return this.#evict(socket);
      if ((stage === 'pending' || stage === 'upgraded') && since <= latest) oldest ??= socket;
    }
    return this.#evict(oldest);
  }

  /** Closes the oldest of those that have not said what they want, as long as there are too many. */
  #thinPending(sockets: Iterable<Socket>, most: number): void {
    const pending = [...sockets].filter((socket) => this.#places.get(socket)?.stage === 'pending');
    const oldest = this.#now() - PENDING_GRACE_MS;
    for (const socket of pending.slice(0, Math.max(0, pending.length - most))) {
      if ((this.#places.get(socket)?.since ?? Infinity) < oldest) this.#evict(socket);
    }
  }

  #evict(socket: Socket | undefined): boolean {
    if (socket === undefined) return false;
    this.#forget(socket);
    socket.destroy();
    return true;
  }

  #forget(socket: Socket): void {
    this.#places.delete(socket);
    for (const shares of [this.#byAddress, this.#waiting, this.#joined]) shares.delete(socket);
  }
}

function first(sockets: Iterable<Socket>): Socket | undefined {
  for (const socket of sockets) return socket;
  return undefined;
}
