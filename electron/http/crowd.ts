/**
 * Who may have how many sockets. At a limit it is not the newcomer who pays first: a socket that waits for
 * nothing, or one that was opened long ago and has not said what it wants, makes room. It refuses to know HTTP.
 */
import type { Socket } from 'node:net';

export interface CrowdLimits {
  /** All sockets together. */
  readonly socketsMax: number;
  /** Of one address: a browser opens six, and several people may share an address. */
  readonly socketsPerAddressMax: number;
  /** Sockets that have not sent a whole request head yet. */
  readonly pendingMax: number;
  readonly pendingPerAddressMax: number;
}

export const CROWD_DEFAULT: CrowdLimits = {
  socketsMax: 2_048,
  socketsPerAddressMax: 32,
  pendingMax: 64,
  pendingPerAddressMax: 4,
};

/** For measuring. */
export const CROWD_LIFTED: CrowdLimits = {
  socketsMax: 65_536,
  socketsPerAddressMax: 65_536,
  pendingMax: 65_536,
  pendingPerAddressMax: 65_536,
};

/** Younger than this a silent socket is not suspicious: many that come at once are a class, not an attack. */
const PENDING_GRACE_MS = 1_000;

/** Who is not in met the limit of their own address, or the one for all. */
export type Admission = 'in' | 'address-full' | 'full';

/** `pending` has not said what it wants, `idle` got it and may want more, `busy` is being served, `upgraded` stays. */
type Stage = 'pending' | 'idle' | 'busy' | 'upgraded';

interface Place {
  readonly address: string;
  /** Monotonic, milliseconds. */
  readonly since: number;
  stage: Stage;
}

export class Crowd {
  readonly #limits: CrowdLimits;
  readonly #now: () => number;
  /** In the order in which they came. */
  readonly #places = new Map<Socket, Place>();
  readonly #perAddress = new Map<string, Set<Socket>>();

  /** @param now a monotonic clock in milliseconds */
  constructor(limits: CrowdLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Sockets that are in. */
  get size(): number {
    return this.#places.size;
  }

  /** Takes in a new socket until it closes. Otherwise it belongs to nobody. */
  admit(socket: Socket): Admission {
    const address = socket.remoteAddress ?? '';
    const neighbours = this.#perAddress.get(address) ?? new Set();
    const { socketsMax, socketsPerAddressMax } = this.#limits;
    if (neighbours.size >= socketsPerAddressMax && !this.#makeRoom(neighbours)) return 'address-full';
    if (this.size >= socketsMax && !this.#makeRoom(this.#places.keys())) return 'full';
    this.#places.set(socket, { address, since: this.#now(), stage: 'pending' });
    this.#perAddress.set(address, neighbours.add(socket));
    socket.once('close', () => this.#forget(socket));
    // At the end of the turn: whoever's request has come by now has said what they want, however long we were busy.
    setImmediate(() => {
      this.#thinPending(neighbours, this.#limits.pendingPerAddressMax);
      this.#thinPending(this.#places.keys(), this.#limits.pendingMax);
    });
    return 'in';
  }

  /** It said what it wants, or got it. */
  enter(socket: Socket, stage: Exclude<Stage, 'pending'>): void {
    const place = this.#places.get(socket);
    // A WebSocket stays one, even if the answer to an earlier request is done only now.
    if (place !== undefined && place.stage !== 'upgraded') place.stage = stage;
  }

  /** Closes one that waits for nothing. */
  #makeRoom(sockets: Iterable<Socket>): boolean {
    for (const socket of sockets) {
      if (this.#places.get(socket)?.stage !== 'idle') continue;
      this.#evict(socket);
      return true;
    }
    return false;
  }

  /** Closes the oldest of those that have not said what they want, as long as there are too many. */
  #thinPending(sockets: Iterable<Socket>, most: number): void {
    const pending = [...sockets].filter((socket) => this.#places.get(socket)?.stage === 'pending');
    const oldest = this.#now() - PENDING_GRACE_MS;
    for (const socket of pending.slice(0, Math.max(0, pending.length - most))) {
      if ((this.#places.get(socket)?.since ?? Infinity) < oldest) this.#evict(socket);
    }
  }

  #evict(socket: Socket): void {
    this.#forget(socket);
    socket.destroy();
  }

  #forget(socket: Socket): void {
    const place = this.#places.get(socket);
    if (place === undefined) return;
    this.#places.delete(socket);
    const neighbours = this.#perAddress.get(place.address);
    neighbours?.delete(socket);
    if (neighbours?.size === 0) this.#perAddress.delete(place.address);
  }
}
