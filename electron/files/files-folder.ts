/**
 * The folder of the files. Each is stored under its id, never under a name that a guest sent; an incomplete file has
 * the suffix `.part`.
 */
import { constants } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disk } from './space.ts';

/** Windows has no O_NOFOLLOW, but creating a symbolic link there requires a privilege. */
const READ = constants.O_RDONLY | constants.O_NOFOLLOW;
const ID = /^[\da-f]{32}$/;
const PART = '.part';
/** Complete or not. */
const OURS = /^[\da-f]{32}(?:\.part)?$/;

/** What to do with files that no message refers to. */
export type UnnamedFiles =
  /** Whether a message refers to them is unknown. */
  { readonly kind: 'keep' } | { readonly kind: 'remove'; readonly but: ReadonlySet<string> };

export interface Swept {
  /** The size in bytes of each wanted file, by id. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The ids of the other files, if they were kept. */
  readonly kept: readonly string[];
}

export class FilesFolder {
  readonly #path: string;
  readonly #temporary: boolean;

  private constructor(path: string, temporary: boolean) {
    this.#path = path;
    this.#temporary = temporary;
  }

  /** Creates the folder if necessary, accessible to its owner only. */
  static async at(path: string): Promise<FilesFolder> {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return new FilesFolder(path, false);
  }

  /** A folder that is removed when it is closed. */
  static async temporary(): Promise<FilesFolder> {
    return new FilesFolder(await mkdtemp(join(tmpdir(), 'porchlight-files-')), true);
  }

  /**
   * Removes files that are not wanted, if `unnamed` allows it. Files that are not named as ours belong to the user and
   * stay.
   */
  async sweep(wanted: ReadonlySet<string>, unnamed: UnnamedFiles): Promise<Swept> {
    const sizes = new Map<string, number>();
    const kept: string[] = [];
    for (const each of await readdir(this.#path, { withFileTypes: true })) {
      const { name } = each;
      const path = join(this.#path, name);
      if (each.isDirectory() || !OURS.test(name)) continue;
      if (each.isFile() && wanted.has(name)) sizes.set(name, (await stat(path)).size);
      else if (unnamed.kind === 'remove' && !unnamed.but.has(name)) await rm(path, { force: true });
      else if (unnamed.kind === 'keep' && ID.test(name)) kept.push(name);
    }
    return { sizes, kept };
  }

  /** Creates a file that cannot be read yet. Rejects with Node's own error. */
  async begin(id: string): Promise<void> {
    await (await open(join(this.#path, id + PART), 'wx', 0o600)).close();
  }

  /** Opens an incomplete file for writing. */
  resume(id: string): Promise<FileHandle> {
    return open(join(this.#path, id + PART), 'r+');
  }

  /** Makes a complete file readable, durably. */
  async finish(id: string): Promise<void> {
    await rename(join(this.#path, id + PART), join(this.#path, id));
    await this.#syncFolder();
  }

  /** `undefined` if it does not exist or is not a regular file. */
  async read(id: string): Promise<FileHandle | undefined> {
    try {
      const handle = await open(join(this.#path, id), READ);
      if ((await handle.stat()).isFile()) return handle;
      await handle.close();
    } catch (error) {
      if (!isNotThere(error)) throw error;
    }
    return undefined;
  }

  /** Removes a file, complete or not. If that fails, the next start removes it. */
  async remove(id: string): Promise<void> {
    for (const name of [id, id + PART]) {
      try {
        await rm(join(this.#path, name), { force: true });
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error;
      }
    }
  }

  async disk(): Promise<Disk> {
    const { bavail, blocks, bsize } = await statfs(this.#path);
    return { free: bavail * bsize, total: blocks * bsize };
  }

  async close(): Promise<void> {
    if (this.#temporary) await rm(this.#path, { recursive: true, force: true });
  }

  /** Windows cannot sync a folder, and keeps the order of its operations anyway. */
  async #syncFolder(): Promise<void> {
    if (process.platform === 'win32') return;
    const folder = await open(this.#path, constants.O_RDONLY);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}

/** A symbolic link counts as missing. */
function isNotThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ELOOP');
}
