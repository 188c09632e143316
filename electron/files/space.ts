/**
 * How much room there is for files, and how much of it one person and one network may take. The quota and the disk
 * bound all of it; room is taken as bytes arrive, so a promise takes none.
 */

export interface Disk {
  /** What this program may still write, in bytes. */
  readonly free: number;
  readonly total: number;
}

export type ReadDisk = () => Promise<Disk>;

/** Whose bytes they are. */
export interface Account {
  /** The id of the person. */
  readonly owner: string;
  /** What they sent it from; not known of what was kept before the start. */
  readonly network?: string | undefined;
}

/** An account whose network is known. */
export interface FileSender extends Account {
  readonly network: string;
}

/** Why bytes are not taken: nobody has room for them, or this account has its share. */
export type SpaceRefusal = 'no-room' | 'share';

/** So much of the disk stays free, whichever of the two is more. */
const FLOOR_BYTES = 1_073_741_824;
const FLOOR_SHARE = 0.05;
/**
 * An account may have at most this many times what is left free ("dynamic threshold", Choudhury and Hahne 1998).
 * Alone in an empty store, one person gets seven eighths of it; whoever comes next always finds room.
 */
const PERSON_TIMES_FREE = 7;
/** The names of one network together: thirty-one of thirty-two parts. */
const NETWORK_TIMES_FREE = 31;

export class Space {
  readonly #limits: { readonly quotaBytes: number };
  readonly #readDisk: ReadDisk;
  readonly #byOwner = new Map<string, number>();
  readonly #byNetwork = new Map<string, number>();
  /** On the disk already, or reserved. */
  #taken = 0;
  /** Of that what is only reserved. */
  #unwritten = 0;
  /** Above the floor; below it, it is negative. */
  #free = 0;

  /**
   * @param limits read each time: they may be moved meanwhile
   * @param kept what is kept from before, in bytes
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

  /** Looks at the disk. Answers whether it is above its floor. */
  async look(): Promise<boolean> {
    const { free, total } = await this.#readDisk();
    this.#free = free - Math.max(FLOOR_BYTES, total * FLOOR_SHARE);
    return this.#free >= 0;
  }

  /** In bytes: what is kept or reserved, and what may be. */
  use(): { readonly taken: number; readonly quota: number } {
    return { taken: this.#taken, quota: this.#limits.quotaBytes };
  }

  /** What each person has of it, in bytes, by their id. */
  byOwner(): ReadonlyMap<string, number> {
    return this.#byOwner;
  }

  /** As of the last look, in bytes. */
  left(): number {
    return Math.max(
      0,
      Math.floor(Math.min(this.#limits.quotaBytes - this.#taken, this.#free - this.#unwritten)),
    );
  }

  /** What this account may still take, in bytes. */
  leftFor({ owner, network }: Account): number {
    const left = this.left();
    const ofOwner = shareLeft(left, this.#byOwner.get(owner), PERSON_TIMES_FREE);
    if (network === undefined) return ofOwner;
    return Math.min(ofOwner, shareLeft(left, this.#byNetwork.get(network), NETWORK_TIMES_FREE));
  }

  /** Why so many bytes would not be taken now; `undefined` if they would. */
  refusalOf(account: Account, bytes: number): SpaceRefusal | undefined {
    if (bytes > this.left()) return 'no-room';
    return bytes > this.leftFor(account) ? 'share' : undefined;
  }

  /** Takes room, unless that is refused. */
  reserve(account: Account, bytes: number): SpaceRefusal | undefined {
    const refusal = this.refusalOf(account, bytes);
    if (refusal !== undefined) return refusal;
    this.#count(account, bytes);
    this.#unwritten += bytes;
    return undefined;
  }

  /** Some of what was reserved is on the disk. */
  wrote(bytes: number): void {
    this.#unwritten -= bytes;
    this.#free -= bytes;
  }

  /** What was on the disk is gone, and what was only reserved is not needed. */
  release(account: Account, written: number, unwritten = 0): void {
    this.#count(account, -written - unwritten);
    this.#unwritten -= unwritten;
    this.#free += written;
  }

  #count({ owner, network }: Account, bytes: number): void {
    this.#taken += bytes;
    add(this.#byOwner, owner, bytes);
    if (network !== undefined) add(this.#byNetwork, network, bytes);
  }
}

/** The most bytes that can be added to `used` without it being more than `times` what is free after that. */
function shareLeft(left: number, used = 0, times: number): number {
  return Math.max(0, Math.floor((times * left - used) / (times + 1)));
}

/** What comes to nothing is forgotten. */
function add(counts: Map<string, number>, key: string, bytes: number): void {
  const sum = (counts.get(key) ?? 0) + bytes;
  if (sum === 0) counts.delete(key);
  else counts.set(key, sum);
}
