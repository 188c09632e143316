/**
 * The space for files, and how much of it one person and one network may use. The quota and the disk limit the total.
 * Space is used as bytes arrive, so an announced size uses none.
 */

export interface Disk {
  /** Free for this program, in bytes. */
  readonly free: number;
  readonly total: number;
}

export type ReadDisk = () => Promise<Disk>;

/** The account that bytes are charged to. */
export interface Account {
  /** The id of the person. */
  readonly owner: string;
  /** The network they sent from; unknown for files of an earlier run. */
  readonly network?: string | undefined;
}

/** An account with a known network. */
export interface FileSender extends Account {
  readonly network: string;
}

/** `no-room`: the quota or the disk is exhausted. `share`: this account has used its share. */
export type SpaceRefusal = 'no-room' | 'share';

/** This much of the disk stays free: the larger of the two. */
const DISK_RESERVE_BYTES = 1_073_741_824;
const DISK_RESERVE_SHARE = 0.05;
/**
 * An account may use at most this many times the space left ("dynamic threshold", Choudhury and Hahne 1998). In an
 * empty store, one person alone gets 7/8 of it, and the next one always finds space.
 */
const PERSON_TIMES_FREE = 7;
/** All people of one network together: 31/32. */
const NETWORK_TIMES_FREE = 31;

export class Space {
  readonly #limits: { readonly quotaBytes: number };
  readonly #readDisk: ReadDisk;
  readonly #byOwner = new Map<string, number>();
  readonly #byNetwork = new Map<string, number>();
  /** Written or reserved, in bytes. */
  #used = 0;
  /** The reserved part of it. */
  #reserved = 0;
  /** Free bytes above the reserve of the disk; negative below it. */
  #free = 0;

  /**
   * @param limits read on each use, since they may change
   * @param kept files of an earlier run, with sizes in bytes
   */
  constructor(
    limits: { readonly quotaBytes: number },
    kept: Iterable<Account & { readonly bytes: number }>,
    readDisk: ReadDisk,
  ) {
    this.#limits = limits;
    this.#readDisk = readDisk;
    for (const { bytes, ...account } of kept) this.#count(account, bytes);
  }

  /** Reads the disk's free space. Returns whether it is above the reserve. */
  async checkDisk(): Promise<boolean> {
    const { free, total } = await this.#readDisk();
    this.#free = free - Math.max(DISK_RESERVE_BYTES, total * DISK_RESERVE_SHARE);
    return this.#free >= 0;
  }

  /** Used (written or reserved) and quota, in bytes. */
  use(): { readonly taken: number; readonly quota: number } {
    return { taken: this.#used, quota: this.#limits.quotaBytes };
  }

  /** The bytes used by each person, by id. */
  byOwner(): ReadonlyMap<string, number> {
    return this.#byOwner;
  }

  /** The space left as of the last {@link look}, in bytes. */
  left(): number {
    return Math.max(
      0,
      Math.floor(Math.min(this.#limits.quotaBytes - this.#used, this.#free - this.#reserved)),
    );
  }

  /** The space left for this account, in bytes. */
  leftFor({ owner, network }: Account): number {
    const left = this.left();
    const ofOwner = shareLeft(left, this.#byOwner.get(owner), PERSON_TIMES_FREE);
    if (network === undefined) return ofOwner;
    return Math.min(ofOwner, shareLeft(left, this.#byNetwork.get(network), NETWORK_TIMES_FREE));
  }

  /** Why this many bytes would be refused now; `undefined` if they would not. */
  refusalOf(account: Account, bytes: number): SpaceRefusal | undefined {
    if (bytes > this.left()) return 'no-room';
    return bytes > this.leftFor(account) ? 'share' : undefined;
  }

  /** Reserves space, or returns the reason for a refusal. */
  reserve(account: Account, bytes: number): SpaceRefusal | undefined {
    const refusal = this.refusalOf(account, bytes);
    if (refusal !== undefined) return refusal;
    this.#count(account, bytes);
    this.#reserved += bytes;
    return undefined;
  }

  /** Reserved bytes were written. */
  wrote(bytes: number): void {
    this.#reserved -= bytes;
    this.#free -= bytes;
  }

  /** Written bytes were removed, and reserved bytes are no longer needed. */
  release(account: Account, written: number, reserved = 0): void {
    this.#count(account, -written - reserved);
    this.#reserved -= reserved;
    this.#free += written;
  }

  #count({ owner, network }: Account, bytes: number): void {
    this.#used += bytes;
    add(this.#byOwner, owner, bytes);
    if (network !== undefined) add(this.#byNetwork, network, bytes);
  }
}

/** The most bytes that can be added to `used` while it stays within `times` the space then left. */
function shareLeft(left: number, used = 0, times: number): number {
  return Math.max(0, Math.floor((times * left - used) / (times + 1)));
}

/** Drops entries of 0. */
function add(counts: Map<string, number>, key: string, bytes: number): void {
  const sum = (counts.get(key) ?? 0) + bytes;
  if (sum === 0) counts.delete(key);
  else counts.set(key, sum);
}
