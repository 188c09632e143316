/**
 * How much room there is for files: what the host may keep of them, and what the disk has left above a floor that
 * stays free for everything else. Room is taken when an upload begins, so two never fit into the same last byte.
 */

export interface Disk {
  /** What this program may still write, in bytes. */
  readonly free: number;
  readonly total: number;
}

export type ReadDisk = () => Promise<Disk>;

/** So much of the disk stays free, whichever of the two is more. */
const FLOOR_BYTES = 1_073_741_824;
const FLOOR_SHARE = 0.05;

export class Space {
  readonly #limits: { readonly quotaBytes: number };
  readonly #readDisk: ReadDisk;
  /** On the disk already, or promised. */
  #taken: number;
  /** Of that what is only promised. */
  #unwritten = 0;
  /** Above the floor; below it, it is negative. */
  #free = 0;

  /**
   * @param limits read each time: they may be moved meanwhile
   * @param taken what is kept from before, in bytes
   */
  constructor(limits: { readonly quotaBytes: number }, taken: number, readDisk: ReadDisk) {
    this.#limits = limits;
    this.#taken = taken;
    this.#readDisk = readDisk;
  }

  /** Looks at the disk. Answers whether it is above its floor. */
  async look(): Promise<boolean> {
    const { free, total } = await this.#readDisk();
    this.#free = free - Math.max(FLOOR_BYTES, total * FLOOR_SHARE);
    return this.#free >= 0;
  }

  /** In bytes: what is kept or promised, and what may be. */
  use(): { readonly taken: number; readonly quota: number } {
    return { taken: this.#taken, quota: this.#limits.quotaBytes };
  }

  /** As of the last look, in bytes. */
  left(): number {
    return Math.max(
      0,
      Math.floor(Math.min(this.#limits.quotaBytes - this.#taken, this.#free - this.#unwritten)),
    );
  }

  /** Takes room if there is enough. */
  reserve(bytes: number): boolean {
    if (bytes > this.left()) return false;
    this.#taken += bytes;
    this.#unwritten += bytes;
    return true;
  }

  /** Some of what was promised is on the disk. */
  wrote(bytes: number): void {
    this.#unwritten -= bytes;
    this.#free -= bytes;
  }

  /** What was on the disk is gone, and nobody waits for the rest any more. */
  release(written: number, unwritten = 0): void {
    this.#taken -= written + unwritten;
    this.#unwritten -= unwritten;
    this.#free += written;
  }
}
