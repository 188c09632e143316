/** The files of the chat: those attached to messages, and the limits for new ones. */
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
  /** Of all files. */
  readonly quotaBytes: number;
}

export interface FilesParts {
  /** `undefined` for a temporary folder, which is removed at the end. */
  readonly folder: string | undefined;
  readonly limits: FilesLimits;
  /** The files attached to stored messages. */
  readonly said: readonly SentFile[];
  /** What to do with files that no message refers to. */
  readonly unnamed: UnnamedFiles;
  /** Called when the space for new files has changed noticeably. */
  readonly changed: () => void;
  /** For tests. */
  readonly disk?: ReadDisk;
  readonly pace?: PaceLimits;
}

/** A file of a message, with the id of the person who sent it. */
export interface SentFile extends Attachment {
  readonly owner: string;
}

export type Claimed =
  | { readonly ok: true; readonly files: readonly Attachment[] }
  | { readonly ok: false; readonly code: 'file-gone' | 'thumbnail-invalid' };

type Found =
  | { readonly ok: true; readonly files: readonly Attachment[]; readonly uploads: readonly IncomingUpload[] }
  | Extract<Claimed, { readonly ok: false }>;

/** A file that can be read. The caller closes the handle. */
export interface OpenFile {
  readonly handle: FileHandle;
  readonly name: string;
  readonly bytes: number;
  /** `undefined` for a file that is downloaded rather than shown. */
  readonly type: PictureType | undefined;
}

interface StoredFile extends Account {
  readonly name: string;
  readonly bytes: number;
  /** `unread` for a thumbnail of an earlier run that has not been inspected yet. */
  readonly type: PictureType | undefined | 'unread';
}

export class Files {
  readonly uploads: Uploads;
  readonly pace: PaceLimits;
  /** The ids of files that no message referred to when the folder was opened, and that were kept. */
  readonly unnamed: readonly string[];
  readonly #limits: FilesLimits;
  readonly #folder: FilesFolder;
  readonly #space: Space;
  readonly #stored: Map<string, StoredFile>;
  readonly #notice: TermsNotice;
  /** How many pending messages refer to each upload. */
  readonly #lendCounts = new WeakMap<IncomingUpload, number>();

  private constructor(
    { limits, pace, changed }: FilesParts,
    folder: FilesFolder,
    space: Space,
    stored: Map<string, StoredFile>,
    unnamed: readonly string[],
  ) {
    this.unnamed = unnamed;
    this.#limits = limits;
    this.pace = pace ?? PACE_DEFAULT;
    this.#folder = folder;
    this.#space = space;
    this.#stored = stored;
    this.#notice = new TermsNotice(() => this.terms(), changed);
    this.uploads = new Uploads(folder, space, () => this.#notice.check());
  }

  /** Rejects with Node's own error. */
  static async open(parts: FilesParts): Promise<Files> {
    const { folder: path, limits, said, unnamed, disk } = parts;
    const folder = path === undefined ? await FilesFolder.temporary() : await FilesFolder.at(path);
    const known = storedOf(said);
    const { sizes, kept: others } = await folder.sweep(new Set(known.keys()), unnamed);
    const stored = new Map<string, StoredFile>();
    for (const [id, bytes] of sizes) {
      const file = known.get(id);
      if (file !== undefined) stored.set(id, { ...file, bytes });
    }
    const space = new Space(limits, stored.values(), disk ?? (() => folder.disk()));
    await space.checkDisk();
    return new Files(parts, folder, space, stored, others);
  }

  terms(): FileTerms {
    return { bytesMax: this.#limits.bytesMax, bytesLeft: this.#space.left() };
  }

  /** The used part of the quota and the free space of the disk, in bytes. Rejects with Node's own error. */
  async use(): Promise<{ readonly taken: number; readonly quota: number; readonly free: number }> {
    const { free } = await this.#folder.disk();
    return { ...this.#space.use(), free };
  }

  /** The bytes stored by each person, by id. */
  byOwner(): ReadonlyMap<string, number> {
    return this.#space.byOwner();
  }

  /** Attaches uploads to a posted message: all of them, or none. */
  claim(owner: string, uploaded: readonly Uploaded[]): Claimed {
    const found = this.#find(owner, uploaded);
    if (!found.ok) return found;
    for (const upload of found.uploads) this.#store(upload);
    return found;
  }

  /** Attaches uploads to a pending message, so that its reviewers can read them: all of them, or none. */
  lend(owner: string, uploaded: readonly Uploaded[]): Claimed {
    const found = this.#find(owner, uploaded);
    if (!found.ok) return found;
    for (const upload of found.uploads) {
      this.#lendCounts.set(upload, (this.#lendCounts.get(upload) ?? 0) + 1);
      this.uploads.lend(upload);
    }
    return found;
  }

  /**
   * Detaches uploads from a pending message. They are visible to their sender only again, unless another pending
   * message has them. Some may already be posted or removed.
   */
  takeBack(owner: string, uploaded: readonly Uploaded[]): void {
    const ids = uploaded.flatMap(({ id, thumbnail }) => (thumbnail === undefined ? [id] : [id, thumbnail]));
    for (const id of ids) {
      const upload = this.uploads.find(id, owner);
      if (upload === undefined) continue;
      const left = (this.#lendCounts.get(upload) ?? 1) - 1;
      this.#lendCounts.set(upload, left);
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

  /** `undefined` if there is no such file, or only its sender may see it. */
  async read(id: string): Promise<OpenFile | undefined> {
    const stored = this.#stored.get(id) ?? this.#lent(id);
    const handle = stored && (await this.#folder.read(id));
    if (stored === undefined || handle === undefined) return undefined;
    const { name, bytes } = stored;
    const type = stored.type === 'unread' ? readPicture(await headOf(handle), bytes)?.type : stored.type;
    if (!this.#stored.has(id) && this.#lent(id) === undefined) {
      // Its message was deleted meanwhile.
      await handle.close();
      return undefined;
    }
    if (stored.type === 'unread') this.#stored.set(id, { ...stored, type });
    return { handle, name, bytes, type };
  }

  /** Removes the files of deleted messages. */
  async remove(ids: readonly string[]): Promise<void> {
    // From here on none of them can be read, however long the disk takes to remove each.
    const removed = ids.flatMap((id) => {
      const stored = this.#stored.get(id);
      return stored !== undefined && this.#stored.delete(id) ? [{ id, stored }] : [];
    });
    for (const { id, stored } of removed) {
      await this.#folder.remove(id);
      this.#space.release(stored, stored.bytes);
    }
    this.#notice.check();
  }

  /** Removes everything this person sent, posted or not. */
  async removeOf(owner: string): Promise<void> {
    const own = [...this.#stored].filter(([, stored]) => stored.owner === owner);
    await this.remove(own.map(([id]) => id));
    await this.uploads.removeOf(owner);
  }

  /** The limits were changed. */
  limitsMoved(): void {
    this.#notice.announce();
  }

  /** Removes uploads that were not posted, and the temporary folder. */
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

  /** An upload that belongs to a pending message. */
  #lent(id: string): StoredFile | undefined {
    const upload = this.uploads.findLent(id);
    return upload && storedFrom(upload);
  }

  #store(upload: IncomingUpload): void {
    this.#stored.set(upload.terms.id, storedFrom(upload));
    this.uploads.release(upload);
  }
}

/**
 * The object is written out so that all have one hidden class: spread objects get one each and take three times the
 * memory.
 */
function storedFrom({ terms: { name, bytes, owner, network }, picture }: IncomingUpload): StoredFile {
  return { name, bytes, owner, network, type: picture?.type };
}

/** Includes an entry for each thumbnail. */
function storedOf(said: readonly SentFile[]): Map<string, StoredFile> {
  const stored = new Map<string, StoredFile>();
  for (const { id, name, bytes, picture, owner } of said) {
    stored.set(id, { name, bytes, owner, type: picture?.type });
    if (picture?.thumbnail !== undefined)
      stored.set(picture.thumbnail, { name, bytes: 0, owner, type: 'unread' });
  }
  return stored;
}
