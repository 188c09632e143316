/**
 * One file on its way in: how far it is, and that one request at a time brings more of it. It refuses to know requests
 * and how much room there is for all.
 */
import type { FileHandle } from 'node:fs/promises';
import { PICTURE_BYTES_MAX } from '../../contract/model/attachment.ts';
import type { FilesFolder } from './files-folder.ts';
import { HEAD_BYTES, readPicture, type Shown } from './picture.ts';
import type { Account, SpaceRefusal, Space } from './space.ts';

/** Why a request that brings more is stopped: its line is dead or unwanted, or another upload gets its place. */
export type Stop = 'halted' | 'gives-way';

/** Hands over what comes, some pieces at a time, until no more comes or it is told to stop. */
export type Feed = (write: (pieces: readonly Buffer[]) => Promise<void>, stop: AbortSignal) => Promise<void>;

/** The disk or the quota takes no more, or this person has their share of it. */
export class NoRoom extends Error {
  readonly refusal: SpaceRefusal;

  constructor(refusal: SpaceRefusal = 'no-room') {
    super(refusal);
    this.refusal = refusal;
  }
}

export interface UploadTerms extends Account {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
}

/** So much is written between two looks at the disk. */
const LOOK_EVERY_BYTES = 4_194_304;
/** Room is reserved in slices, so that it need not be for each write. */
const SLICE_BYTES = 1_048_576;
const DISK_FULL = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EFBIG']);

interface Running {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  /** The network of whoever brings it. */
  readonly network: string;
  /** Monotonic, milliseconds. */
  readonly sinceMs: number;
  readonly from: number;
}

export class IncomingUpload {
  readonly terms: UploadTerms;
  readonly #folder: FilesFolder;
  readonly #space: Space;
  #offset = 0;
  /** Reserved, and not written yet. */
  #ahead = 0;
  #whole = false;
  #picture: Shown | undefined;
  /** What is bringing more of it now. */
  #running: Running | undefined;
  #touchedMs: number;

  constructor(terms: UploadTerms, folder: FilesFolder, space: Space) {
    this.terms = terms;
    this.#folder = folder;
    this.#space = space;
    this.#touchedMs = performance.now();
  }

  /** Before anything can come. Rejects with {@link NoRoom}. */
  async begin(): Promise<void> {
    try {
      await this.#folder.begin(this.terms.id);
    } catch (error) {
      throw asNoRoom(error);
    }
    if (this.terms.bytes === 0) await this.append('', () => Promise.resolve());
  }

  /** How many bytes are here. */
  get offset(): number {
    return this.#offset;
  }

  /** Every byte is on the disk, and what it is was looked at. */
  get whole(): boolean {
    return this.#whole;
  }

  /** What it is, once it is whole. */
  get picture(): Shown | undefined {
    return this.#picture;
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  /** Who brings more of it now, since when, and how fast; `undefined` if nobody does. */
  progress(
    nowMs: number,
  ): { readonly network: string; readonly forMs: number; readonly rate: number } | undefined {
    if (this.#running === undefined) return undefined;
    const { network, sinceMs, from } = this.#running;
    const forMs = nowMs - sinceMs;
    return { network, forMs, rate: (this.#offset - from) / Math.max(1, forMs) };
  }

  /** For how long nothing has come. */
  idleMs(): number {
    return this.running ? 0 : performance.now() - this.#touchedMs;
  }

  /** Whoever brings more of it stops. Resolves when they did. */
  async halt(why: Stop = 'halted'): Promise<void> {
    this.#running?.stop.abort(why);
    await this.#running?.ended;
  }

  /** Brings more of it. Rejects with {@link NoRoom}; call {@link halt} before. */
  async append(network: string, feed: Feed): Promise<void> {
    const stop = new AbortController();
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.#running = { stop, ended, network, sinceMs: performance.now(), from: this.#offset };
    try {
      await this.#append(feed, stop.signal);
    } catch (error) {
      throw asNoRoom(error);
    } finally {
      this.#space.release(this.terms, 0, this.#ahead);
      this.#ahead = 0;
      this.#running = undefined;
      this.#touchedMs = performance.now();
      end();
    }
  }

  /** It is gone, as far as it was. */
  async remove(): Promise<void> {
    await this.halt();
    await this.#folder.remove(this.terms.id);
    this.#space.release(this.terms, this.#offset);
  }

  async #append(feed: Feed, stop: AbortSignal): Promise<void> {
    const handle = await this.#folder.resume(this.terms.id);
    try {
      await this.#checkRoom();
      await feed((pieces) => this.#write(handle, pieces), stop);
      if (this.#offset === this.terms.bytes) await this.#finish(handle);
    } finally {
      await handle.close();
    }
  }

  async #write(handle: FileHandle, pieces: readonly Buffer[]): Promise<void> {
    this.#reserve(pieces.reduce((sum, { length }) => sum + length, 0));
    const before = this.#offset;
    for (let rest = pieces; rest.length > 0;) {
      const { bytesWritten } = await handle.writev(rest, this.#offset);
      this.#offset += bytesWritten;
      this.#ahead -= bytesWritten;
      this.#space.wrote(bytesWritten);
      rest = after(rest, bytesWritten);
    }
    const look = Math.floor(before / LOOK_EVERY_BYTES) !== Math.floor(this.#offset / LOOK_EVERY_BYTES);
    if (look) await this.#checkRoom();
  }

  /** A slice if there is room for one, or just as much as came. */
  #reserve(bytes: number): void {
    const lacking = bytes - this.#ahead;
    if (lacking <= 0) return;
    const slice = Math.min(Math.max(lacking, SLICE_BYTES), this.terms.bytes - this.#offset - this.#ahead);
    for (const size of [slice, lacking]) {
      const refusal = this.#space.reserve(this.terms, size);
      if (refusal === undefined) {
        this.#ahead += size;
        return;
      }
      if (size === lacking) throw new NoRoom(refusal);
    }
  }

  async #checkRoom(): Promise<void> {
    if (!(await this.#space.look())) throw new NoRoom();
  }

  async #finish(handle: FileHandle): Promise<void> {
    await handle.sync();
    const { size } = await handle.stat();
    if (size !== this.terms.bytes)
      throw new Error(`${size} bytes on the disk instead of ${this.terms.bytes}`);
    if (size <= PICTURE_BYTES_MAX) this.#picture = readPicture(await headOf(handle), size);
    await this.#folder.finish(this.terms.id);
    this.#whole = true;
  }
}

/** What is left of them when so many bytes are written. */
function after(pieces: readonly Buffer[], written: number): readonly Buffer[] {
  let left = written;
  for (const [i, piece] of pieces.entries()) {
    if (left < piece.length) return [piece.subarray(left), ...pieces.slice(i + 1)];
    left -= piece.length;
  }
  return [];
}

/** If that is what it comes down to. */
function asNoRoom(error: unknown): unknown {
  return error instanceof Error && 'code' in error && DISK_FULL.has(error.code) ? new NoRoom() : error;
}

/** The beginning of a file. */
export async function headOf(handle: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}
