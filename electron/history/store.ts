/** What the history is stored in, as the history sees it. `MemoryStore` and `SqliteStore` answer the same: see `store.test.ts`. */
import type { Attachment } from '../../contract/model/attachment.ts';
import type { AuditEntry, NumberedAuditEntry } from '../../contract/model/audit-entry.ts';
import type { LogQuery, LogPage } from '../../contract/ipc/log.ts';
import type { Entry, Message } from '../../contract/model/entry.ts';
import type { MissingFile, SalvagedCounts } from '../../contract/model/chat-info.ts';
import type { Page, ReadPosition } from '../../contract/wire/page.ts';
import type { Person } from '../../contract/model/person.ts';
import type { Unsaved } from '../../contract/model/unsaved.ts';
import type { Found } from '../../contract/wire/server-message.ts';
import type { EntryPlace, Ref } from './refs.ts';
import type { RoomEnd } from './room-log.ts';

/** A person as they are known by the proof that they hold. */
export interface KnownPerson {
  readonly proof: string;
  readonly person: Person;
}

/** A room of all; closed ones are not read any more. */
export interface StoredRoom {
  readonly id: string;
  readonly name: string;
  readonly closed: boolean;
}

/** A part of the history to store. Records are stored in the order in which they happened. */
export type StoreRecord =
  /** `age`: when it was said, as `age-clock.ts` counts; what is left out is as old as its time says. */
  | { readonly kind: 'entry'; readonly entry: Entry; readonly age?: number }
  | { readonly kind: 'person'; readonly known: KnownPerson }
  | { readonly kind: 'room'; readonly room: StoredRoom }
  /** What holds until it is taken away, which `undefined` does. */
  | { readonly kind: 'setting'; readonly setting: StoredSetting<string | undefined> }
  | { readonly kind: 'audit'; readonly entry: AuditEntry };

/** A setting, by its kind and name. The value is JSON, which only the part of the program that wrote it reads. */
export interface StoredSetting<V = string> {
  readonly kind: string;
  readonly name: string;
  readonly value: V;
}

/**
 * `whole`: all that was kept is there. `new`: nothing was. `salvaged`: it was damaged, and this is what could be read of
 * it. `damaged`: some of it cannot be read. Only what is whole allows that anything is removed of which it does not tell.
 */
export type Condition = 'whole' | 'new' | 'salvaged' | 'damaged';

/** What came of a history that was damaged. */
export interface RepairReport {
  /** The damaged file was put aside under this name. */
  readonly aside: string;
  /** Left out where nothing in it could be read. */
  readonly salvaged?: SalvagedCounts;
}

type Told = Pick<OpenedStore, 'aside' | 'salvaged' | 'missing'>;

/** What came of it, without the rest of what was there. */
export function repairReportOf({ aside, salvaged, missing }: Told): Told {
  return {
    ...(aside !== undefined && { aside }),
    ...(salvaged && { salvaged }),
    ...(missing && { missing }),
  };
}

/** What was there when the store was opened. */
export interface OpenedStore extends Partial<RepairReport> {
  /** The version of SQLite; left out where there is none. */
  readonly sqlite?: string;
  /** What the history is called. */
  readonly log: string;
  readonly rooms: readonly StoredRoom[];
  /** Who can come back as themselves, the latest last. */
  readonly people: readonly KnownPerson[];
  readonly ends: readonly { readonly room: string; readonly end: RoomEnd }[];
  /** What the last messages are called by their authors' pages, and where they are. */
  readonly refs: readonly (Ref & EntryPlace)[];
  /** The files of the messages that are kept. */
  readonly files: readonly AttachedFile[];
  /** In the order in which they were made. */
  readonly settings: readonly StoredSetting[];
  /** When the last entry was said, as `age-clock.ts` counts, and its time; left out where nothing was said. */
  readonly newest?: { readonly age: number; readonly at: number };
  readonly condition: Condition;
  /** Left out where the folder is new. */
  readonly missing?: MissingFile;
}

export interface AttachedFile extends Attachment {
  /** The id of whoever said the message; empty if that cannot be read. */
  readonly owner: string;
}

export interface SearchQuery {
  /** Already folded. */
  readonly text: string;
  /** One room, or all that this person may read. */
  readonly room?: string;
  readonly person: string;
  readonly before?: number;
}

/** Messages in one answer to a search. */
export const SEARCH_RESULTS_MAX = 50;

/** A part of a search, the newest first. */
export interface SearchStep {
  readonly messages: readonly Message[];
  /** There are more; they come before this. */
  readonly older?: number;
  /** Nobody knows yet whether there are more: the next step begins here. */
  readonly next?: number;
}

/** How many entries are too old, of how many. */
export interface DueDeletion {
  readonly due: number;
  readonly all: number;
}

export type StoreFailure = 'disk-full' | 'failed';

/** Everything rejects with a {@link StoreError}. */
export interface Store {
  /** What is committed is stored when `commit` returns, and it cannot fail: there is nothing to wait for, or to gather. */
  readonly isImmediate: boolean;
  /** All of it, or nothing; resolved when it is stored. */
  commit: (records: readonly StoreRecord[]) => Promise<void>;
  /** `reader`: the id of the person who reads it. */
  page: (room: string, place: ReadPosition, most: number, reader?: string) => Promise<Page>;
  /** One entry, if it is kept. */
  entry: (room: string, seq: number) => Promise<Entry | undefined>;
  /** A page of the entries of all open rooms of all, backwards. */
  log: (asked: LogQuery) => Promise<LogPage>;
  search: (asked: SearchQuery) => Promise<Pick<Found, 'messages' | 'older'>>;
  /** Audit entries, the newest first; those before a number, if that is given. */
  auditEntries: (most: number, before?: number) => Promise<readonly NumberedAuditEntry[]>;
  /** Drops what was said before `age`, as `age-clock.ts` counts, and the oldest past `bytesMax`. */
  prune: (age: number, bytesMax: number) => Promise<void>;
  /** How many entries came before `age`, of how many. */
  due: (age: number) => Promise<DueDeletion>;
  /** What it takes on the disk; `undefined` where that is nothing. */
  bytes: () => Promise<number | undefined>;
  /** The ids of files whose message is gone since this was asked last. */
  filesGone: () => readonly string[] | Promise<readonly string[]>;
  /** What it was given and loses when the program ends, where a disk should have kept that. */
  lost: () => Unsaved;
  close: () => Promise<void>;
}

export class StoreError extends Error {
  readonly failure: StoreFailure;

  constructor(failure: StoreFailure, detail: string) {
    super(detail);
    this.failure = failure;
  }
}

/** How the disk is doing. */
export type Saving =
  | {
      readonly ok: true;
      /** What had waited for too long, and is not kept. */
      readonly lost?: Unsaved;
    }
  | { readonly ok: false; readonly error: StoreError };
