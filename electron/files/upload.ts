/** One incoming file: how much of it has arrived, and the one request that may append to it at a time. */
import type { FileHandle } from 'node:fs/promises';
import { PICTURE_BYTES_MAX } from '../../contract/model/attachment.ts';
import type { FilesFolder } from './files-folder.ts';
import { HEAD_BYTES, readPicture, type Shown } from './picture.ts';
import type { Account, SpaceRefusal, Space } from './space.ts';

/**
 * Why an append is stopped: its connection is dead or unwanted (`halted`), or another upload gets its slot (`yields`).
 */
export type Stop = 'halted' | 'yields';

/** Passes on what arrives, several pieces at a time, until the end or a stop. */
export type Feed = (write: (pieces: readonly Buffer[]) => Promise<void>, stop: AbortSignal) => Promise<void>;

/** The disk or the quota is exhausted, or this person has used their share. */
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

/** The disk's free space is checked each time this much has been written. */
const CHECK_EVERY_BYTES = 4_194_304;
/** Space is reserved in slices instead of for each write. */
const SLICE_BYTES = 1_048_576;
const DISK_FULL = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EFBIG']);

interface Running {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  /** The network of the client. */
  readonly network: string;
  /** Monotonic, in milliseconds. */
  readonly sinceMs: number;
  readonly startOffset: number;
}

export class IncomingUpload {
  readonly terms: UploadTerms;
  readonly #folder: FilesFolder;
  readonly #space: Space;
  #offset = 0;
  /** Reserved but not written yet, in bytes. */
  #reserved = 0;
  #whole = false;
  #picture: Shown | undefined;
  /** The current append. */
  #running: Running | undefined;
  #lastActiveMs: number;

  constructor(terms: UploadTerms, folder: FilesFolder, space: Space) {
    this.terms = terms;
    this.#folder = folder;
    this.#space = space;
    this.#lastActiveMs = performance.now();
  }

  /** Creates the file. Call it before {@link append}. Rejects with {@link NoRoom}. */
  async begin(): Promise<void> {
    try {
      await this.#folder.begin(this.terms.id);
    } catch (error) {
      throw toNoRoom(error);
    }
    if (this.terms.bytes === 0) await this.append('', () => Promise.resolve());
  }

  /** The number of bytes that have arrived. */
  get offset(): number {
    return this.#offset;
  }

  /** Whether the file is complete on disk and has been inspected. */
  get whole(): boolean {
    return this.#whole;
  }

  /** The picture that a complete file was found to be. */
  get picture(): Shown | undefined {
    return this.#picture;
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  /** The network, duration and speed of the current append; `undefined` if there is none. */
  progress(
    nowMs: number,
  ): { readonly network: string; readonly forMs: number; readonly rate: number } | undefined {
    if (this.#running === undefined) return undefined;
    const { network, sinceMs, startOffset: from } = this.#running;
    const forMs = nowMs - sinceMs;
    return { network, forMs, rate: (this.#offset - from) / Math.max(1, forMs) };
  }

  /** Time since the last append ended, in milliseconds. */
  idleMs(): number {
    return this.running ? 0 : performance.now() - this.#lastActiveMs;
  }

  /** Stops the current append, and resolves when it has ended. */
  async halt(why: Stop = 'halted'): Promise<void> {
    this.#running?.stop.abort(why);
    await this.#running?.ended;
  }

  /** Appends to the file. Rejects with {@link NoRoom}. Call {@link halt} first. */
  async append(network: string, feed: Feed): Promise<void> {
    const stop = new AbortController();
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.#running = { stop, ended, network, sinceMs: performance.now(), startOffset: this.#offset };
    try {
      await this.#append(feed, stop.signal);
    } catch (error) {
      throw toNoRoom(error);
    } finally {
      this.#space.release(this.terms, 0, this.#reserved);
      this.#reserved = 0;
      this.#running = undefined;
      this.#lastActiveMs = performance.now();
      end();
    }
  }

  /** Removes the file, complete or not. */
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
      this.#reserved -= bytesWritten;
      this.#space.wrote(bytesWritten);
      rest = after(rest, bytesWritten);
    }
    const isCheckDue =
      Math.floor(before / CHECK_EVERY_BYTES) !== Math.floor(this.#offset / CHECK_EVERY_BYTES);
    if (isCheckDue) await this.#checkRoom();
  }

  /** Reserves a slice if there is space for it, otherwise exactly what arrived. */
  #reserve(bytes: number): void {
    const lacking = bytes - this.#reserved;
    if (lacking <= 0) return;
    const slice = Math.min(Math.max(lacking, SLICE_BYTES), this.terms.bytes - this.#offset - this.#reserved);
    for (const size of [slice, lacking]) {
      const refusal = this.#space.reserve(this.terms, size);
      if (refusal === undefined) {
        this.#reserved += size;
        return;
      }
      if (size === lacking) throw new NoRoom(refusal);
    }
  }

  async #checkRoom(): Promise<void> {
    if (!(await this.#space.checkDisk())) throw new NoRoom();
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

/** The pieces left after this many bytes were written. */
function after(pieces: readonly Buffer[], written: number): readonly Buffer[] {
  let left = written;
  for (const [i, piece] of pieces.entries()) {
    if (left < piece.length) return [piece.subarray(left), ...pieces.slice(i + 1)];
    left -= piece.length;
  }
  return [];
}

/** Maps the errors of a full disk to {@link NoRoom}. */
function toNoRoom(error: unknown): unknown {
  return error instanceof Error && 'code' in error && DISK_FULL.has(error.code) ? new NoRoom() : error;
}

/** Reads the beginning of a file. */
export async function headOf(handle: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}
