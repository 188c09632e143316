/**
 * Uploads that are not attached to a message yet. Only their sender sees them, and they are removed after a time
 * without progress.
 */
import { randomBytes } from 'node:crypto';
import { FILES_PER_MESSAGE_MAX } from '../../contract/model/attachment.ts';
import type { ResourceUse } from '../../contract/ipc/network-usage.ts';
import type { FilesFolder } from './files-folder.ts';
import { chooseYielding } from './places.ts';
import type { Account, SpaceRefusal, Space } from './space.ts';
import { NoRoom, IncomingUpload, type Feed } from './upload.ts';

/** Running at the same time. */
const RUNNING_PER_PERSON_MAX = 2;
const RUNNING_MAX = 8;
/** Enough for one message in which each file has a thumbnail. */
const UNPOSTED_PER_PERSON_MAX = 2 * FILES_PER_MESSAGE_MAX;
/** How long an interrupted upload can be resumed. */
const RESUMABLE_MS = 600_000;
/** How long an upload without any bytes is kept. */
const BEGUN_MS = 60_000;
/** How long the sender has to post the message. */
const UNPOSTED_MS = 3_600_000;
const SWEEP_INTERVAL_MS = 15_000;

export type UploadStart =
  | { readonly ok: true; readonly upload: IncomingUpload }
  | { readonly ok: false; readonly code: 'too-many' | SpaceRefusal };

/**
 * `elsewhere`: the offset does not match. `no-room`, `share`: there is no space for the rest, and the upload was
 * removed.
 */
export type Appended = 'appended' | 'elsewhere' | 'too-many' | 'all-busy' | 'gone' | SpaceRefusal;

export class Uploads {
  readonly #folder: FilesFolder;
  readonly #space: Space;
  readonly #changed: () => void;
  readonly #all = new Map<string, IncomingUpload>();
  /** The ids of uploads in pending messages. */
  readonly #lent = new Set<string>();
  readonly #sweep: NodeJS.Timeout;

  /** @param changed called when the space may have changed */
  constructor(folder: FilesFolder, space: Space, changed: () => void) {
    this.#folder = folder;
    this.#space = space;
    this.#changed = changed;
    this.#sweep = setInterval(() => void this.#removeIdle(), SWEEP_INTERVAL_MS);
    this.#sweep.unref();
  }

  /** Number of uploads. */
  get size(): number {
    return this.#all.size;
  }

  /** Begins an upload. This takes no space yet: only bytes that arrive count. */
  async begin(account: Account, name: string, bytes: number): Promise<UploadStart> {
    const hasSpace = await this.#space.checkDisk();
    if (this.#of(account.owner).length >= UNPOSTED_PER_PERSON_MAX) return { ok: false, code: 'too-many' };
    const refusal = hasSpace ? this.#space.refusalOf(account, bytes) : 'no-room';
    if (refusal !== undefined) return { ok: false, code: refusal };
    const id = randomBytes(16).toString('hex');
    const upload = new IncomingUpload({ ...account, id, name, bytes }, this.#folder, this.#space);
    // Registered before the first await, so that uploads begun at once are all counted.
    this.#all.set(id, upload);
    try {
      await upload.begin();
      return { ok: true, upload };
    } catch (error) {
      await this.remove(upload);
      if (error instanceof NoRoom) return { ok: false, code: error.refusal };
      throw error;
    }
  }

  /** Finds an upload of this owner. */
  find(id: string, owner: string): IncomingUpload | undefined {
    const upload = this.#all.get(id);
    return upload?.terms.owner === owner ? upload : undefined;
  }

  /** Appends at the offset, after stopping a previous append to the same upload. */
  async append(upload: IncomingUpload, offset: number, network: string, feed: Feed): Promise<Appended> {
    for (;;) {
      while (upload.running) await upload.halt();
      if (offset !== upload.offset) return 'elsewhere';
      if (this.#all.get(upload.terms.id) !== upload) return 'gone';
      // The response to the last piece was lost.
      if (upload.whole) return 'appended';
      const { owner } = upload.terms;
      const running = this.#running();
      if (running.filter((each) => each.owner === owner).length >= RUNNING_PER_PERSON_MAX) return 'too-many';
      if (running.length < RUNNING_MAX) break;
      const yielding = chooseYielding(running, { owner, network });
      if (yielding === undefined) return 'all-busy';
      await yielding.upload.halt('yields');
    }
    try {
      await upload.append(network, feed);
      return 'appended';
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error;
      await this.remove(upload);
      return error.refusal;
    } finally {
      this.#changed();
    }
  }

  /** Keeps the upload for a pending message, however long the review takes. */
  lend({ terms: { id } }: IncomingUpload): void {
    this.#lent.add(id);
  }

  /** The upload no longer belongs to a pending message. */
  takeBack({ terms: { id } }: IncomingUpload): void {
    this.#lent.delete(id);
  }

  findLent(id: string): IncomingUpload | undefined {
    return this.#lent.has(id) ? this.#all.get(id) : undefined;
  }

  /** Removes an upload that is not wanted or cannot continue. */
  async remove(upload: IncomingUpload): Promise<void> {
    this.#lent.delete(upload.terms.id);
    if (!this.#all.delete(upload.terms.id)) return;
    await upload.remove();
    this.#changed();
  }

  /** Stops and removes the uploads of a person who was removed. */
  async removeOf(owner: string): Promise<void> {
    await Promise.all(this.#of(owner).map((upload) => this.remove(upload)));
  }

  /** The number of running uploads of each network. */
  usage(): ResourceUse {
    const byNetwork = new Map<string, number>();
    for (const { network } of this.#running()) byNetwork.set(network, (byNetwork.get(network) ?? 0) + 1);
    return { most: RUNNING_MAX, byNetwork };
  }

  /** Stops and removes the running uploads of a network. Returns how many there were. */
  async free(network: string): Promise<number> {
    const running = this.#running().filter((each) => each.network === network);
    await Promise.all(running.map(({ upload }) => this.remove(upload)));
    return running.length;
  }

  /** The upload was posted and is no longer tracked here. */
  release(upload: IncomingUpload): void {
    this.#lent.delete(upload.terms.id);
    this.#all.delete(upload.terms.id);
  }

  /** Removes all uploads that were not posted. */
  async close(): Promise<void> {
    clearInterval(this.#sweep);
    await Promise.all([...this.#all.values()].map((upload) => this.remove(upload)));
  }

  #running() {
    const nowMs = performance.now();
    return [...this.#all.values()].flatMap((upload) => {
      const progress = upload.progress(nowMs);
      return progress === undefined ? [] : [{ ...progress, owner: upload.terms.owner, upload }];
    });
  }

  #of(owner: string): IncomingUpload[] {
    return [...this.#all.values()].filter(({ terms }) => terms.owner === owner);
  }

  async #removeIdle(): Promise<void> {
    for (const upload of this.#all.values()) {
      if (!this.#lent.has(upload.terms.id) && upload.idleMs() > idleLimitMs(upload))
        await this.remove(upload);
    }
  }
}

function idleLimitMs({ whole, offset }: IncomingUpload): number {
  if (whole) return UNPOSTED_MS;
  return offset === 0 ? BEGUN_MS : RESUMABLE_MS;
}
