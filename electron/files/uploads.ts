/**
 * What people have sent and not said yet: whole or not, each is its sender's alone, until it is said or was forgotten
 * for too long. It refuses to know requests and messages.
 */
import { randomBytes } from 'node:crypto';
import { FILES_PER_MESSAGE_MAX } from '../../contract/model/attachment.ts';
import type { ResourceUse } from '../../contract/ipc/network-usage.ts';
import type { FilesFolder } from './files-folder.ts';
import { givesWay } from './places.ts';
import type { Account, SpaceRefusal, Space } from './space.ts';
import { NoRoom, IncomingUpload, type Feed } from './upload.ts';

/** At the same time. */
const RUNNING_PER_PERSON_MAX = 2;
const RUNNING_MAX = 8;
/** What one message may have, each with its thumbnail. */
const UNSAID_PER_PERSON_MAX = 2 * FILES_PER_MESSAGE_MAX;
/** So long an upload that was cut can go on. */
const RESUMABLE_MS = 600_000;
/** So long one is known of which nothing has come. */
const BEGUN_MS = 60_000;
/** So long somebody may write what goes with it. */
const UNSAID_MS = 3_600_000;
const SWEEP_INTERVAL_MS = 15_000;

export type UploadStart =
  | { readonly ok: true; readonly upload: IncomingUpload }
  | { readonly ok: false; readonly code: 'too-many' | SpaceRefusal };

/** `elsewhere`: what is here ends at another place. `no-room`, `share`: there is no room for the rest, and it was removed. */
export type Appended = 'appended' | 'elsewhere' | 'too-many' | 'all-busy' | 'gone' | SpaceRefusal;

export class Uploads {
  readonly #folder: FilesFolder;
  readonly #space: Space;
  readonly #changed: () => void;
  readonly #all = new Map<string, IncomingUpload>();
  /** The ids of those that wait to be said. */
  readonly #lent = new Set<string>();
  readonly #sweep: NodeJS.Timeout;

  /** @param changed there is more room, or less */
  constructor(folder: FilesFolder, space: Space, changed: () => void) {
    this.#folder = folder;
    this.#space = space;
    this.#changed = changed;
    this.#sweep = setInterval(() => void this.#forgetIdle(), SWEEP_INTERVAL_MS);
    this.#sweep.unref();
  }

  /** How many there are. */
  get size(): number {
    return this.#all.size;
  }

  /** No room is taken for it yet: only what arrives counts. */
  async begin(account: Account, name: string, bytes: number): Promise<UploadStart> {
    const enough = await this.#space.look();
    if (this.#of(account.owner).length >= UNSAID_PER_PERSON_MAX) return { ok: false, code: 'too-many' };
    const refusal = enough ? this.#space.refusalOf(account, bytes) : 'no-room';
    if (refusal !== undefined) return { ok: false, code: refusal };
    const id = randomBytes(16).toString('hex');
    const upload = new IncomingUpload({ ...account, id, name, bytes }, this.#folder, this.#space);
    // Before anything is waited for: who begins many at once has that many.
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

  /** Only its owner's. */
  find(id: string, owner: string): IncomingUpload | undefined {
    const upload = this.#all.get(id);
    return upload?.terms.owner === owner ? upload : undefined;
  }

  /** Brings more of it, from where it is; whoever else does stops. */
  async append(upload: IncomingUpload, offset: number, network: string, feed: Feed): Promise<Appended> {
    for (;;) {
      while (upload.running) await upload.halt();
      if (offset !== upload.offset) return 'elsewhere';
      if (this.#all.get(upload.terms.id) !== upload) return 'gone';
      // The answer to its last piece was lost.
      if (upload.whole) return 'appended';
      const { owner } = upload.terms;
      const running = this.#running();
      if (running.filter((each) => each.owner === owner).length >= RUNNING_PER_PERSON_MAX) return 'too-many';
      if (running.length < RUNNING_MAX) break;
      const loser = givesWay(running, { owner, network });
      if (loser === undefined) return 'all-busy';
      await loser.upload.halt('gives-way');
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

  /** It waits to be said, however long that takes. */
  lend({ terms: { id } }: IncomingUpload): void {
    this.#lent.add(id);
  }

  /** It waits no more. */
  takeBack({ terms: { id } }: IncomingUpload): void {
    this.#lent.delete(id);
  }

  findLent(id: string): IncomingUpload | undefined {
    return this.#lent.has(id) ? this.#all.get(id) : undefined;
  }

  /** It is not wanted, or cannot go on. */
  async remove(upload: IncomingUpload): Promise<void> {
    this.#lent.delete(upload.terms.id);
    if (!this.#all.delete(upload.terms.id)) return;
    await upload.remove();
    this.#changed();
  }

  /** Whoever sent them is out: what is on its way stops, and nothing of it stays. */
  async removeOf(owner: string): Promise<void> {
    await Promise.all(this.#of(owner).map((upload) => this.remove(upload)));
  }

  /** How many of those that run each network has. */
  usage(): ResourceUse {
    const byNetwork = new Map<string, number>();
    for (const { network } of this.#running()) byNetwork.set(network, (byNetwork.get(network) ?? 0) + 1);
    return { most: RUNNING_MAX, byNetwork };
  }

  /** Those that a network brings stop, and nothing of them stays. Answers how many that were. */
  async free(network: string): Promise<number> {
    const running = this.#running().filter((each) => each.network === network);
    await Promise.all(running.map(({ upload }) => this.remove(upload)));
    return running.length;
  }

  /** It is said now, and not its sender's any more. */
  release(upload: IncomingUpload): void {
    this.#lent.delete(upload.terms.id);
    this.#all.delete(upload.terms.id);
  }

  /** Nothing that was not said stays. */
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

  async #forgetIdle(): Promise<void> {
    for (const upload of this.#all.values()) {
      if (!this.#lent.has(upload.terms.id) && upload.idleMs() > keptMs(upload)) await this.remove(upload);
    }
  }
}

function keptMs({ whole, offset }: IncomingUpload): number {
  if (whole) return UNSAID_MS;
  return offset === 0 ? BEGUN_MS : RESUMABLE_MS;
}
