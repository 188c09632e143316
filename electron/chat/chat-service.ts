/**
 * The house behind the door: the people, the rooms and the history, which outlive every Stop. It does what the host
 * does in it; it refuses to know networks and windows.
 */
import { createHash, randomBytes } from 'node:crypto';
import { uptime } from 'node:os';
import type { ClockStatus } from '../../contract/model/clock.ts';
import type { ConnectedPerson } from '../../contract/ipc/connected-person.ts';
import type { ChatInfo, PersistenceStatus } from '../../contract/model/chat-info.ts';
import type { ActionResult } from '../../contract/ipc/ipc.ts';
import type { ModerationAction } from '../../contract/ipc/moderation-action.ts';
import { parseRoomName } from '../../contract/model/room-name.ts';
import type { LogQuery, LogPage, LogPosition } from '../../contract/ipc/log.ts';
import type { StoredFiles } from '../../contract/ipc/stored-files.ts';
import type { StorageUse } from '../../contract/ipc/stats.ts';
import type { Entry } from '../../contract/model/entry.ts';
import type { Person } from '../../contract/model/person.ts';
import {
  RETENTION_DAYS_DEFAULT,
  isRetentionDays,
  type Retention,
  type RetentionChange,
} from '../../contract/model/retention.ts';
import { LOBBY } from '../../contract/model/room.ts';
import type { AuditEntry, AuditPage } from '../../contract/model/audit-entry.ts';
import type { RoomRules } from '../../contract/model/moderation.ts';
import { parseRoomRules } from '../../contract/wire/moderation-message.ts';
import type { Unsaved } from '../../contract/model/unsaved.ts';
import { parseText } from '../../contract/text/writing.ts';
import { Hub } from './hub.ts';
import { People } from './model/people.ts';
import { RateLimits } from './limits/rate-limits.ts';
import { Rooms, type RoomState } from './model/rooms.ts';
import { ROOM_RULES_SETTING, type HostActions } from './host-actions.ts';
import type { MessageRefusal } from './message-handler.ts';
import type { ExportSource } from '../export/exported.ts';
import { PICTURE_BYTES_MAX, type PictureBytes } from '../../contract/model/attachment.ts';
import type { Files } from '../files/files.ts';
import { writeWhole } from '../disk/write-whole.ts';
import { History } from '../history/history.ts';
import type { CloseResult } from '../history/commit-queue.ts';
import {
  repairReportOf,
  type RepairReport,
  type OpenedStore,
  type Saving,
  type Store,
} from '../history/store.ts';

/** As many as are ever kept. */
const DEEDS_MAX = 100_000;
const BYTES_PER_MEGABYTE = 1_048_576;

export interface ChatServiceParts {
  /** The name of the lobby. */
  readonly lobby: string;
  /** The host's own person, if somebody sits at a window. */
  readonly person: Person | undefined;
  /** Words that nobody may be called by. */
  readonly reserved: readonly string[];
  /** What whoever keeps the house without a window is called where it is written down what they did. */
  readonly keeperName: string;
  readonly store: { readonly store: Store; readonly opened: OpenedStore } | undefined;
  /** Why there is no store though one was wanted. */
  readonly failing: Extract<PersistenceStatus, { kind: 'failing' }> | undefined;
  /** Left out where no files can be taken. */
  readonly files: Files | undefined;
  /** How much of the history is kept on the disk, until the host chooses. */
  readonly megabytes: number;
  /** For measuring: nobody goes too fast. */
  readonly unrestrained: boolean;
  /** So much of what was kept cannot be read, and is left out. */
  readonly unread: (count: number) => void;
  readonly watch: {
    readonly entries: (entries: readonly Entry[]) => void;
    readonly people: () => void;
    readonly order: () => void;
    readonly house: () => void;
    readonly keeping: (keeping: PersistenceStatus) => void;
    /** Of the clock, once the house is open. */
    readonly clock: (news: ClockStatus) => void;
  };
}

export class ChatService {
  readonly hub: Hub;
  readonly files: Files | undefined;
  readonly #parts: ChatServiceParts;
  readonly #people: People;
  readonly #rooms: Rooms;
  readonly #history: History;
  #keeping: PersistenceStatus;
  #clock: ClockStatus = {};
  #open = false;
  #days = RETENTION_DAYS_DEFAULT;
  #megabytes: number;

  constructor(parts: ChatServiceParts) {
    this.#parts = parts;
    this.files = parts.files;
    const { store, person, lobby, watch, failing, files, unrestrained } = parts;
    this.#megabytes = parts.megabytes;
    this.#keeping = store
      ? { kind: 'saved', ...repairReportOf(store.opened), ...unnamedOf(files) }
      : (failing ?? { kind: 'memory' });
    this.#people = new People(person, store?.opened.people ?? [], parts.reserved);
    this.#history = new History({
      id: randomBytes(8).toString('hex'),
      now: () => Date.now(),
      // It goes on while the computer sleeps, which the other one does not everywhere.
      elapsed: () => uptime() * 1_000,
      ...(store && { store }),
      unkept: failing !== undefined,
      saving: (saving) => this.#saving(saving),
      unread: parts.unread,
      jumped: (jump) => this.#clockChanged({ ...this.#clock, jump }),
      held: (held) => this.#clockChanged({ ...this.#clock, held }),
      filesGone: (ids) => void files?.remove(ids),
    });
    const rules = this.#history.marks(ROOM_RULES_SETTING, rulesOf);
    this.#rooms = new Rooms(lobby, store?.opened.rooms ?? [], rules);
    this.hub = new Hub({
      people: this.#people,
      rooms: this.#rooms,
      history: this.#history,
      files,
      restraints: new RateLimits((room) => this.#rooms.has(room), unrestrained),
      kept: () => this.#kept(),
      audience: watch,
      chance: {
        proofOf: (token) => createHash('sha256').update(token).digest('base64url'),
        identity: () => ({ id: freshId(), token: randomBytes(16).toString('hex') }),
        now: () => Date.now(),
        elapsed: () => performance.now(),
      },
    });
    this.#open = true;
  }

  house(): ChatInfo {
    return {
      rooms: this.hub.views.ofAll(),
      retention: this.#kept(),
      persistence: this.#keeping,
      clock: this.#clock,
    };
  }

  people(): ConnectedPerson[] {
    return this.hub.people();
  }

  /** What is kept on the disk, and what that has left. */
  async storage(): Promise<StorageUse> {
    const bytes = await this.#history.bytes();
    const files = await this.files?.use();
    return {
      ...(bytes !== undefined && { history: { bytes, max: this.#megabytes * BYTES_PER_MEGABYTE } }),
      ...(files && { files: { bytes: files.taken, max: files.quota }, free: files.free }),
    };
  }

  /** The history was damaged, and is mended since. */
  mended(mended: RepairReport): void {
    this.#history.mended();
    this.#tellKeeping({ kind: 'saved', ...mended });
  }

  /** What there is to export, of one room or of all. */
  exportSource(room: string | undefined): ExportSource {
    return {
      rooms: this.#rooms.list().filter(({ id }) => room === undefined || id === room),
      page: (id, after) => this.#history.page(id, { after }),
      picture: async (id) => (await this.picture(id))?.bytes,
    };
  }

  /** `null` for what is no picture, or gone. */
  async picture(id: string): Promise<PictureBytes | null> {
    const file = await this.files?.read(id);
    if (file === undefined) return null;
    try {
      if (file.type === undefined || file.bytes > PICTURE_BYTES_MAX) return null;
      return { type: file.type, bytes: await file.handle.readFile() };
    } finally {
      await file.handle.close();
    }
  }

  /** Writes a file of a message; `false` if it is gone. Rejects with Node's own error. */
  async saveFile(id: string, path: string): Promise<boolean> {
    const file = await this.files?.read(id);
    if (file === undefined) return false;
    try {
      await writeWhole(file.handle.createReadStream({ autoClose: false }), path);
      return true;
    } finally {
      await file.handle.close();
    }
  }

  /** What was said in the rooms of all; `undefined` if it cannot be read. */
  log(asked: LogQuery): Promise<LogPage | undefined> {
    return this.#history.log(asked, (room) => this.#rooms.has(room));
  }

  entries(): Entry[] {
    return this.hub.views.entries();
  }

  /** Whoever sits at the window is called so from now on. */
  callHost(name: string): void {
    const { person } = this.#parts;
    if (person !== undefined) this.hub.callHost(person.id, name);
  }

  /** The lobby is called so from now on. */
  nameLobby(name: string): void {
    if (this.#rooms.list()[0]?.name !== name) this.#changed(this.#rooms.rename(LOBBY, name));
  }

  /** What is left out stays. @param asked somebody chose so now, and knows what goes */
  keep({ days = this.#days, megabytes = this.#megabytes }: RetentionChange, asked = false): void {
    this.#days = days;
    this.#megabytes = megabytes;
    this.#history.keep(days, megabytes * BYTES_PER_MEGABYTE, asked);
    this.#houseChanged();
  }

  /** Somebody says that the clock of the computer is right: what is too old by it waits no more. */
  trustClock(): void {
    this.#history.trustClock();
  }

  say(room: string, raw: unknown): Promise<ActionResult> {
    const text = parseText(raw);
    if (!text.ok) return Promise.resolve({ ok: false, code: text.error });
    return this.#do({ type: 'message', ref: randomBytes(8).toString('hex'), room, text: text.value });
  }

  deleteMessage(room: string, target: number): Promise<ActionResult> {
    return this.#do({ type: 'delete', ref: '', room, target });
  }

  /** Who has how much of the store of files, the most first. */
  storedFiles(): StoredFiles[] {
    const all = [...(this.files?.byOwner() ?? [])].map(([id, bytes]) => {
      const name = this.#people.known(id)?.name;
      return { id, bytes, ...(name !== undefined && { name }) };
    });
    return all.sort((a, b) => b.bytes - a.bytes);
  }

  /**
   * Deletes the messages of this person that have files, in the rooms of all, and frees what else they have: in rooms of
   * two their messages stay, without the files.
   */
  async deleteFilesOf(id: string): Promise<ActionResult> {
    for (let before: LogPosition | undefined, more = true; more;) {
      const page = await this.log({ person: id, kind: 'files', ...(before && { before }) });
      if (page === undefined) return { ok: false, code: 'read-failed' };
      for (const entry of page.entries) {
        const deleted = done(await this.hub.hostActions.remove(this.#keeper(), entry.room, entry.seq));
        // Somebody else was faster.
        if (!deleted.ok && deleted.code !== 'message-gone') return deleted;
      }
      before = page.older;
      more = before !== undefined;
    }
    await this.hub.settled();
    await this.files?.removeOf(id);
    return { ok: true };
  }

  /** What waits of a network is declined, and if `people` says so, whoever is in from there is asked to leave. */
  free(network: string, people: boolean): ReturnType<HostActions['free']> {
    return this.hub.hostActions.free(this.#keeper(), network, people);
  }

  openRoom(raw: string): ActionResult {
    const name = parseRoomName(raw);
    if (name === undefined) return { ok: false, code: 'bad-field' };
    return this.#changed(this.#rooms.open(`r${randomBytes(4).toString('hex')}`, name));
  }

  renameRoom(id: string, raw: string): ActionResult {
    const name = parseRoomName(raw);
    if (name === undefined) return { ok: false, code: 'bad-field' };
    return this.#changed(this.#rooms.rename(id, name));
  }

  closeRoom(id: string): ActionResult {
    return this.#changed(this.#rooms.close(id));
  }

  setRole(id: string, role: 'moderator' | 'guest'): ActionResult {
    const { person } = this.#parts;
    return person === undefined
      ? { ok: false, code: 'not-running' }
      : done(this.hub.hostActions.setRole(person.id, id, role));
  }

  async order(act: ModerationAction): Promise<ActionResult> {
    const { person } = this.#parts;
    if (person === undefined) return { ok: false, code: 'not-running' };
    return done(await this.hub.hostActions.keepOrder(person.id, act));
  }

  /** Whether anybody but the host can let through what waits. */
  hasModerator(): boolean {
    return this.#people.hasModerator();
  }

  setRules(id: string, rules: RoomRules): ActionResult {
    const by = this.#parts.person?.id ?? '';
    if (!this.hub.hostActions.setRules(by, id, rules)) return { ok: false, code: 'room-gone' };
    this.#parts.watch.house();
    return { ok: true };
  }

  /** An empty text takes down what is shown. */
  async announce(raw: string): Promise<ActionResult> {
    const { person } = this.#parts;
    if (person === undefined) return { ok: false, code: 'not-running' };
    if (raw.trim() === '') return done(await this.hub.hostActions.announce(person.id, undefined));
    const text = parseText(raw);
    if (!text.ok) return { ok: false, code: text.error };
    return done(await this.hub.hostActions.announce(person.id, text.value));
  }

  /** Another PIN is asked for; who is in stays, or says it to come in again. */
  pinChanged(throwOut: boolean): void {
    const by = this.#parts.person?.id ?? '';
    this.hub.hostActions.record(by, { what: 'pin', to: throwOut ? 'removed' : 'kept' });
    if (throwOut) this.hub.hostActions.askPinAnew();
  }

  /** What was done to keep order, the newest first; `undefined` if it cannot be read now. */
  async deeds(most: number, before?: number): Promise<AuditPage | undefined> {
    const deeds = await this.#history.deeds(most + 1, before);
    return deeds && { entries: deeds.slice(0, most), more: deeds.length > most };
  }

  /** All of it, the newest first; `undefined` if it cannot be read now. */
  async allDeeds(): Promise<readonly AuditEntry[] | undefined> {
    return (await this.#history.deeds(DEEDS_MAX))?.map(({ entry: deed }) => deed);
  }

  /** What would be lost if the program ended now; once it is closed, what is. */
  unsaved(): Unsaved {
    return this.#history.unsaved();
  }

  /** Does not wait for the next try to save what a disk did not take. Resolves with what is left. */
  saveNow(): Promise<Unsaved> {
    return this.#history.saveNow();
  }

  /** Resolves when all that was said is on the disk, or cannot be brought there. */
  async close(closing?: CloseResult): Promise<void> {
    try {
      await this.#history.close(closing);
    } finally {
      await this.files?.close();
    }
  }

  async #do(message: Parameters<HostActions['handle']>[1]): Promise<ActionResult> {
    const { person } = this.#parts;
    if (person === undefined) return { ok: false, code: 'not-running' };
    return done(await this.hub.hostActions.handle(person.id, message));
  }

  /** Whoever keeps the house: at the window they are in it, at a terminal they are not. */
  #keeper(): Person {
    const { person, keeperName } = this.#parts;
    return (
      (person && this.#people.get(person.id)) ?? { id: '', name: keeperName, role: 'host', via: 'console' }
    );
  }

  #changed(room: RoomState | undefined): ActionResult {
    if (!this.hub.hostActions.roomChanged(room)) return { ok: false, code: 'room-gone' };
    this.#parts.watch.house();
    return { ok: true };
  }

  #kept(): Retention {
    const saved = this.#keeping.kind === 'saved';
    const megabytes = this.#megabytes;
    return { saved, ...(this.#days > 0 && { days: this.#days }), ...(saved && { megabytes }) };
  }

  #saving(saving: Saving): void {
    this.#tellKeeping(
      saving.ok
        ? { kind: 'saved', ...(saving.lost && { lost: saving.lost }) }
        : { kind: 'failing', why: saving.error.failure, detail: saving.error.message },
    );
  }

  #tellKeeping(keeping: PersistenceStatus): void {
    this.#keeping = keeping;
    this.#parts.watch.keeping(keeping);
    this.#houseChanged();
  }

  #clockChanged(news: ClockStatus): void {
    this.#clock = news;
    if (!this.#open) return;
    this.#parts.watch.clock(news);
    this.#parts.watch.house();
  }

  #houseChanged(): void {
    this.hub.houseChanged();
    this.#parts.watch.house();
  }
}

/** What a command line or a file said about days, or what is usual. */
export function daysOr(value: unknown): number {
  return isRetentionDays(value) ? value : RETENTION_DAYS_DEFAULT;
}

/** How many files there are that no message names. */
function unnamedOf(files: Files | undefined): { readonly unnamedFiles?: number } {
  const unnamedFiles = files?.unnamed.length ?? 0;
  return unnamedFiles > 0 ? { unnamedFiles } : {};
}

/** A room, and what holds in it. */
function rulesOf(value: unknown, room: string): readonly [string, RoomRules] | undefined {
  const rules = parseRoomRules(value);
  return rules && [room, rules];
}

function done(refused: MessageRefusal): ActionResult {
  if (refused === undefined) return { ok: true };
  return { ok: false, code: typeof refused === 'string' ? refused : refused.code };
}

/**
 * One of so many that no two people are ever given the same, also not somebody who is long forgotten. With base 36 it is
 * as short as letters of one case make it: a list of a thousand people is sent to each of them.
 */
function freshId(): string {
  return randomBytes(8).readBigUInt64BE().toString(36);
}
