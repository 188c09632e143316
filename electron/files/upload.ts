/**
 * One file on its way in: how far it is, and that one request at a time brings more of it. It refuses to know requests
 * and how much room there is for all.
 */
import type { FileHandle } from 'node:fs/promises';
import { PICTURE_BYTES_MAX } from '../../contract/attachment.ts';
import type { FilesFolder } from './files-folder.ts';
import { HEAD_BYTES, readPicture, type Shown } from './picture.ts';
import type { Space } from './space.ts';

/** Hands over what comes, piece by piece, until no more comes or it is told to stop. */
export type Feed = (write: (piece: Buffer) => Promise<void>, stop: AbortSignal) => Promise<void>;

/** The disk takes no more. */
export class NoRoom extends Error {}

export interface UploadTerms {
  readonly id: string;
  /** The id of the person. */
  readonly owner: string;
  readonly name: string;
  readonly bytes: number;
}

/** So much is written between two looks at the disk. */
const LOOK_EVERY_BYTES = 4_194_304;
const DISK_FULL = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EFBIG']);

export class Upload {
  readonly terms: UploadTerms;
  readonly #folder: FilesFolder;
  readonly #space: Space;
  #offset = 0;
  #whole = false;
  #picture: Shown | undefined;
  /** What is bringing more of it now. */
  #running: { readonly stop: AbortController; readonly ended: Promise<void> } | undefined;
  #touchedMs: number;

  /** Room for it is reserved already. */
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
    if (this.terms.bytes === 0) await this.append(() => Promise.resolve());
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

  /** For how long nothing has come. */
  idleMs(): number {
    return this.running ? 0 : performance.now() - this.#touchedMs;
  }

  /** Whoever brings more of it stops: their line is dead, or nobody wants it. Resolves when they did. */
  async halt(): Promise<void> {
    this.#running?.stop.abort();
    await this.#running?.ended;
  }

  /** Brings more of it. Rejects with {@link NoRoom}; call {@link halt} before. */
  async append(feed: Feed): Promise<void> {
    const stop = new AbortController();
    let end = () => {};
    this.#running = { stop, ended: new Promise((resolve) => (end = resolve)) };
    try {
      await this.#append(feed, stop.signal);
    } catch (error) {
      throw asNoRoom(error);
    } finally {
      this.#running = undefined;
      this.#touchedMs = performance.now();
      end();
    }
  }

  /** It is gone, as far as it was. */
  async remove(): Promise<void> {
    await this.halt();
    await this.#folder.remove(this.terms.id);
    this.#space.release(this.#offset, this.terms.bytes - this.#offset);
  }

  async #append(feed: Feed, stop: AbortSignal): Promise<void> {
    const handle = await this.#folder.resume(this.terms.id);
    try {
      await this.#checkRoom();
      await feed((piece) => this.#write(handle, piece), stop);
      if (this.#offset === this.terms.bytes) await this.#finish(handle);
    } finally {
      await handle.close();
    }
  }

  async #write(handle: FileHandle, piece: Buffer): Promise<void> {
    for (let from = 0; from < piece.length;) {
      const { bytesWritten } = await handle.write(piece, from, piece.length - from, this.#offset);
      const before = this.#offset;
      from += bytesWritten;
      this.#offset += bytesWritten;
      this.#space.wrote(bytesWritten);
      const look = Math.floor(before / LOOK_EVERY_BYTES) !== Math.floor(this.#offset / LOOK_EVERY_BYTES);
      if (look) await this.#checkRoom();
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

/** If that is what it comes down to. */
function asNoRoom(error: unknown): unknown {
  return error instanceof Error && 'code' in error && DISK_FULL.has(error.code) ? new NoRoom() : error;
}

/** The beginning of a file. */
export async function headOf(handle: FileHandle): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}
