/** What the host can do with the files of messages: see who stored them, read, save and delete them. */
import type { HostRefusal } from '../../contract/ipc/results.ts';
import type { LogPosition } from '../../contract/ipc/log.ts';
import type { StoredFiles } from '../../contract/ipc/stored-files.ts';
import { PICTURE_BYTES_MAX, type PictureBytes } from '../../contract/model/attachment.ts';
import type { ErrorCode } from '../../contract/model/error-code.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { writeWhole } from '../disk/write-whole.ts';
import type { Files } from '../files/files.ts';
import type { History } from '../history/history.ts';
import type { HostActions } from './host-actions.ts';
import type { Hub } from './hub.ts';
import type { People } from './model/people.ts';
import type { Rooms } from './model/rooms.ts';

export interface FileActionsParts {
  /** Left out where no files are taken. */
  readonly files: Files | undefined;
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: Pick<History, 'log'>;
  readonly hostActions: Pick<HostActions, 'deleteAsOperator'>;
  readonly hub: Pick<Hub, 'settled'>;
}

export class FileActions {
  readonly #parts: FileActionsParts;

  constructor(parts: FileActionsParts) {
    this.#parts = parts;
  }

  /** How many bytes each person has stored, the most first. */
  storedFiles(): StoredFiles[] {
    const { files, people } = this.#parts;
    const all = [...(files?.byOwner() ?? [])].map(([id, bytes]) => {
      const name = people.known(id)?.name;
      return { id, bytes, ...(name !== undefined && { name }) };
    });
    return all.sort((a, b) => b.bytes - a.bytes);
  }

  /**
   * Deletes the messages of this person that have files, and frees all their files. Their private messages stay, without
   * the files.
   */
  async deleteFilesOf(id: string): Promise<Result<undefined, ErrorCode | HostRefusal>> {
    const { files, history, hostActions, hub } = this.#parts;
    for (let before: LogPosition | undefined, more = true; more;) {
      const asked = { person: id, kind: 'files', ...(before && { before }) } as const;
      const page = await history.log(asked);
      if (page === undefined) return fail('read-failed');
      for (const entry of page.entries) {
        const deleted = await hostActions.deleteAsOperator(entry.room, entry.seq);
        // Another moderator may have been faster.
        if (!deleted.ok && deleted.error !== 'message-gone') return deleted;
      }
      before = page.older;
      more = before !== undefined;
    }
    await hub.settled();
    await files?.removeOf(id);
    return ok(undefined);
  }

  /** `null` for a file that is not a picture, or gone. */
  async picture(id: string): Promise<PictureBytes | null> {
    const file = await this.#parts.files?.read(id);
    if (file === undefined) return null;
    try {
      if (file.type === undefined || file.bytes > PICTURE_BYTES_MAX) return null;
      return { type: file.type, bytes: await file.handle.readFile() };
    } finally {
      await file.handle.close();
    }
  }

  /** Writes a file of a message to a path; `false` if it is gone. Rejects with Node's own error. */
  async save(id: string, path: string): Promise<boolean> {
    const file = await this.#parts.files?.read(id);
    if (file === undefined) return false;
    try {
      await writeWhole(file.handle.createReadStream({ autoClose: false }), path);
      return true;
    } finally {
      await file.handle.close();
    }
  }
}
