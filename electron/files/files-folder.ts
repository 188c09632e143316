/**
 * The folder that the files lie in, each under an id of its own and never under a name that somebody sent. One that is
 * not whole yet has another name. It refuses to know whose they are.
 */
import { constants } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Disk } from './space.ts';

/** On Windows there is no O_NOFOLLOW, and to make a link takes rights that nobody else has. */
const READ = constants.O_RDONLY | constants.O_NOFOLLOW;
const ID = /^[\da-f]{32}$/;
const PART = '.part';
/** Whole or not. */
const OURS = /^[\da-f]{32}(?:\.part)?$/;

/** What becomes of files that nobody asks for. */
export type UnnamedFiles =
  /** It is not known whether they are asked for. */
  { readonly kind: 'keep' } | { readonly kind: 'remove'; readonly but: ReadonlySet<string> };

export interface Swept {
  /** How many bytes each has that is asked for, by its id. */
  readonly sizes: ReadonlyMap<string, number>;
  /** The ids of those that nobody asks for, where that is no reason to remove them. */
  readonly kept: readonly string[];
}

export class FilesFolder {
  readonly #path: string;
  readonly #temporary: boolean;

  private constructor(path: string, temporary: boolean) {
    this.#path = path;
    this.#temporary = temporary;
  }

  /** Made if need be, for its owner alone. */
  static async at(path: string): Promise<FilesFolder> {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return new FilesFolder(path, false);
  }

  /** Gone when it is closed. */
  static async temporary(): Promise<FilesFolder> {
    return new FilesFolder(await mkdtemp(join(tmpdir(), 'porchlight-files-')), true);
  }

  /** Removes what nobody asks for, as far as that may be. What has another name than ours is somebody else's. */
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

  /** A new one, which nobody can read yet. Rejects with Node's own error. */
  async begin(id: string): Promise<void> {
    await (await open(join(this.#path, id + PART), 'wx', 0o600)).close();
  }

  /** To go on writing where it ends. */
  resume(id: string): Promise<FileHandle> {
    return open(join(this.#path, id + PART), 'r+');
  }

  /** It is whole: from now on it can be read, after a power cut too. */
  async finish(id: string): Promise<void> {
    await rename(join(this.#path, id + PART), join(this.#path, id));
    await this.#syncFolder();
  }

  /** `undefined` if it is not there, or no file. */
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

  /** Whole or not. What cannot be removed now is at the next start: nobody asks for it then. */
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

  /** Windows cannot, and keeps the order by itself. */
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

/** A link is as good as nothing. */
function isNotThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ELOOP');
}
