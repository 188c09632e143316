/** The rooms of all, and whether what is said in them lasts. */
import type { ClockStatus } from './clock.ts';
import type { Retention } from './retention.ts';
import type { Room } from './room.ts';
import type { Unsaved } from './unsaved.ts';

/** Whether what is said reaches the disk, and why not. */
export type PersistenceStatus =
  | {
      readonly kind: 'saved';
      /** A damaged history was put aside under this name. */
      readonly aside?: string;
      /** Left out where nothing in it could be read. */
      readonly salvaged?: SalvagedCounts;
      /** In a folder that was used before, the history or its write-ahead log was not there; nothing was deleted. */
      readonly missing?: MissingFile;
      /** So many files were found that no message names, and are kept. */
      readonly unnamedFiles?: number;
      /** Waited too long for a full disk, and is not kept. */
      readonly lost?: Unsaved;
    }
  /** Nobody named a folder. */
  | { readonly kind: 'memory' }
  /** It goes on in memory and is tried again; nothing that was saved is touched. */
  | {
      readonly kind: 'failing';
      /** `newer`: a newer Porchlight wrote what is there. `no-file`: what is there is no file. Both stay as they are. */
      readonly why: 'disk-full' | 'failed' | 'newer' | 'no-file';
      readonly detail: string;
    };

/** `history`: its file, or all that was in it. `log`: its write-ahead log, which has what was said last. */
export type MissingFile = 'history' | 'log';

/** What was read from a damaged history, and what it tells of that cannot be read. */
export interface SalvagedCounts {
  /** Entries. */
  readonly read: number;
  /** Entries. */
  readonly lost: number;
  /** Bans, mutes, rules of rooms and the like; left out where none is missing. */
  readonly lostSettings?: number;
}

/** The rooms of all, and what becomes of what is said in them. */
export interface ChatInfo {
  readonly rooms: readonly Room[];
  readonly retention: Retention;
  readonly persistence: PersistenceStatus;
  readonly clock: ClockStatus;
}
