/**
 * The files of the house: those that were said, and what may be sent. It refuses to know how they travel, and what was
 * said about them.
 */
import type { FileHandle } from 'node:fs/promises';
import type { Uploaded } from '../../contract/wire/client-message.ts';
import type { Attachment, FileTerms, PictureType } from '../../contract/model/attachment.ts';
import { FilesFolder, type UnnamedFiles } from './files-folder.ts';
import { isThumbnail, readPicture } from './picture.ts';
import { Space, type Account, type ReadDisk } from './space.ts';
import { TermsNotice } from './terms-notice.ts';
import { headOf, type IncomingUpload } from './upload.ts';
import { PACE_DEFAULT, type PaceLimits } from './upload-pace.ts';
import { Uploads } from './uploads.ts';

export interface FilesLimits {
  /** Of one file. */
  readonly bytesMax: number;
  /** Of all. */
  readonly quotaBytes: number;
}

export interface FilesParts {
  /** Removed at the end if left out. */
  readonly folder: string | undefined;
  readonly limits: FilesLimits;
  /** What was said before. */
  readonly said: readonly SentFile[];
  /** What becomes of what nobody said anything about. */
  readonly unnamed: UnnamedFiles;
  /** What may be sent is noticeably more, or less. */
  readonly changed: () => void;
  /** For tests. */
  readonly disk?: ReadDisk;
  readonly pace?: PaceLimits;
}

/** A file of a message, and the id of the person who said it. */
export interface SentFile extends Attachment {
  readonly owner: string;
}

export type Claimed =
  | { readonly ok: true; readonly files: readonly Attachment[] }
  | { readonly ok: false; readonly code: 'file-gone' | 'thumbnail-invalid' };

type Found =
  | { readonly ok: true; readonly files: readonly Attachment[]; readonly uploads: readonly IncomingUpload[] }
  | Extract<Claimed, { readonly ok: false }>;

/** One that can be read; whoever asked for it closes the handle. */
export interface OpenFile {
  readonly handle: FileHandle;
  readonly name: string;
  readonly bytes: number;
  /** `undefined` for whatever is downloaded and not shown. */
  readonly type: PictureType | undefined;
}

interface Kept extends Account {
  readonly name: string;
  readonly bytes: number;
  /** Of a thumbnail from before nobody has looked yet. */
  readonly type: PictureType | undefined | 'unread';
}

export class Files {
  readonly uploads: Uploads;
  readonly pace: PaceLimits;
  /** The ids of files that no message named when they were opened, and that were kept. */
  readonly unnamed: readonly string[];
  readonly #limits: FilesLimits;
  readonly #folder: FilesFolder;
  readonly #space: Space;
  readonly #kept: Map<string, Kept>;
  readonly #notice: TermsNotice;
  /** How many messages wait to be said with each. */
  readonly #lendings = new WeakMap<IncomingUpload, number>();

  private constructor(
    { limits, pace, changed }: FilesParts,
    folder: FilesFolder,
    space: Space,
    kept: Map<string, Kept>,
    unnamed: readonly string[],
  ) {
    this.unnamed = unnamed;
    this.#limits = limits;
    this.pace = pace ?? PACE_DEFAULT;
    this.#folder = folder;
    this.#space = space;
    this.#kept = kept;
    this.#notice = new TermsNotice(() => this.terms(), changed);
    this.uploads = new Uploads(folder, space, () => this.#notice.check());
  }

  /** Rejects with Node's own error. */
  static async open(parts: FilesParts): Promise<Files> {
    const { folder: path, limits, said, unnamed, disk } = parts;
    const folder = path === undefined ? await FilesFolder.temporary() : await FilesFolder.at(path);
    const known = keptOf(said);
    const { sizes, kept: others } = await folder.sweep(new Set(known.keys()), unnamed);
    const kept = new Map<string, Kept>();
    for (const [id, bytes] of sizes) {
      const file = known.get(id);
      if (file !== undefined) kept.set(id, { ...file, bytes });
    }
    const space = new Space(limits, kept.values(), disk ?? (() => folder.disk()));
    await space.look();
    return new Files(parts, folder, space, kept, others);
  }

  terms(): FileTerms {
    return { bytesMax: this.#limits.bytesMax, bytesLeft: this.#space.left() };
  }

  /** How much of the quota is taken, and what the disk has left. Rejects with Node's own error. */
  async use(): Promise<{ readonly taken: number; readonly quota: number; readonly free: number }> {
    const { free } = await this.#folder.disk();
    return { ...this.#space.use(), free };
  }

  /** What each person has of the store, in bytes, by their id. */
  byOwner(): ReadonlyMap<string, number> {
    return this.#space.byOwner();
  }

  /** They are said now: all of them, or none. */
  claim(owner: string, uploaded: readonly Uploaded[]): Claimed {
    const found = this.#find(owner, uploaded);
    if (!found.ok) return found;
    for (const upload of found.uploads) this.#keep(upload);
    return found;
  }

  /** They wait to be said, and can be read by whoever is told of them: all of them, or none. */
  lend(owner: string, uploaded: readonly Uploaded[]): Claimed {
    const found = this.#find(owner, uploaded);
    if (!found.ok) return found;
    for (const upload of found.uploads) {
      this.#lendings.set(upload, (this.#lendings.get(upload) ?? 0) + 1);
      this.uploads.lend(upload);
    }
    return found;
  }

  /** They are their sender's alone again, but for those that another message waits with; some may be said or gone. */
  takeBack(owner: string, uploaded: readonly Uploaded[]): void {
    const ids = uploaded.flatMap(({ id, thumbnail }) => (thumbnail === undefined ? [id] : [id, thumbnail]));
    for (const id of ids) {
      const upload = this.uploads.find(id, owner);
      if (upload === undefined) continue;
      const left = (this.#lendings.get(upload) ?? 1) - 1;
      this.#lendings.set(upload, left);
      if (left === 0) this.uploads.takeBack(upload);
    }
  }

  #find(owner: string, uploaded: readonly Uploaded[]): Found {
    const claimed: IncomingUpload[] = [];
    const files: Attachment[] = [];
    for (const { id, thumbnail } of uploaded) {
      const upload = this.#whole(id, owner);
      if (upload === undefined) return { ok: false, code: 'file-gone' };
      const { picture, terms } = upload;
      const { name, bytes } = terms;
      claimed.push(upload);
      if (thumbnail === undefined) {
        files.push({ id, name, bytes, ...(picture && { picture }) });
        continue;
      }
      const small = this.#whole(thumbnail, owner);
      if (small === undefined) return { ok: false, code: 'file-gone' };
      const fits = small.picture !== undefined && isThumbnail(small.picture, small.terms.bytes);
      if (picture === undefined || !fits) return { ok: false, code: 'thumbnail-invalid' };
      claimed.push(small);
      files.push({ id, name, bytes, picture: { ...picture, thumbnail } });
    }
    return { ok: true, files, uploads: claimed };
  }

  /** `undefined` if there is none such, or it is its sender's alone. */
  async read(id: string): Promise<OpenFile | undefined> {
    const kept = this.#kept.get(id) ?? this.#lent(id);
    const handle = kept && (await this.#folder.read(id));
    if (kept === undefined || handle === undefined) return undefined;
    const { name, bytes } = kept;
    const type = kept.type === 'unread' ? readPicture(await headOf(handle), bytes)?.type : kept.type;
    if (!this.#kept.has(id) && this.#lent(id) === undefined) {
      // Its message went while it was looked at.
      await handle.close();
      return undefined;
    }
    if (kept.type === 'unread') this.#kept.set(id, { ...kept, type });
    return { handle, name, bytes, type };
  }

  /** No message has them any more. */
  async remove(ids: readonly string[]): Promise<void> {
    // None can be read from now on, however long the disk takes for each.
    const removed = ids.flatMap((id) => {
      const kept = this.#kept.get(id);
      return kept !== undefined && this.#kept.delete(id) ? [{ id, kept }] : [];
    });
    for (const { id, kept } of removed) {
      await this.#folder.remove(id);
      this.#space.release(kept, kept.bytes);
    }
    this.#notice.check();
  }

  /** Nothing that this person sent is kept any more, said or not. */
  async removeOf(owner: string): Promise<void> {
    const own = [...this.#kept].filter(([, kept]) => kept.owner === owner);
    await this.remove(own.map(([id]) => id));
    await this.uploads.removeOf(owner);
  }

  /** What may be sent is another amount now. */
  limitsMoved(): void {
    this.#notice.tell();
  }

  /** What was not said is gone, and what may not outlive the host. */
  async close(): Promise<void> {
    this.#notice.stop();
    await this.uploads.close();
    this.#notice.stop();
    await this.#folder.close();
  }

  #whole(id: string, owner: string): IncomingUpload | undefined {
    const upload = this.uploads.find(id, owner);
    return upload?.whole === true ? upload : undefined;
  }

  /** One that waits to be said. */
  #lent(id: string): Kept | undefined {
    const upload = this.uploads.findLent(id);
    return upload && keptFrom(upload);
  }

  #keep(upload: IncomingUpload): void {
    this.#kept.set(upload.terms.id, keptFrom(upload));
    this.uploads.release(upload);
  }
}

/** Written out, so that all are of one shape: what is made by `...` has one each, three times as large. */
function keptFrom({ terms: { name, bytes, owner, network }, picture }: IncomingUpload): Kept {
  return { name, bytes, owner, network, type: picture?.type };
}

/** The ids of an attachment: of itself, and of its thumbnail. */
function keptOf(said: readonly SentFile[]): Map<string, Kept> {
  const kept = new Map<string, Kept>();
  for (const { id, name, bytes, picture, owner } of said) {
    kept.set(id, { name, bytes, owner, type: picture?.type });
    if (picture?.thumbnail !== undefined)
      kept.set(picture.thumbnail, { name, bytes: 0, owner, type: 'unread' });
  }
  return kept;
}
