/** The chat itself, which outlives a stop of the server: its people, rooms and history, and how they are stored. */
import { uptime } from 'node:os';
import type { ClockStatus } from '../../contract/model/clock.ts';
import type { ConnectedPerson } from '../../contract/ipc/connected-person.ts';
import type { ChatInfo, PersistenceStatus } from '../../contract/model/chat-info.ts';
import type { LogQuery, LogPage } from '../../contract/ipc/log.ts';
import type { StorageUse } from '../../contract/ipc/stats.ts';
import type { Entry } from '../../contract/model/entry.ts';
import {
  RETENTION_DAYS_DEFAULT,
  isRetentionDays,
  type RetentionChange,
} from '../../contract/model/retention.ts';
import type { Unsaved } from '../../contract/model/unsaved.ts';
import { assembleChat, type ChatParts } from './assemble-chat.ts';
import type { Operator } from './host-actions.ts';
import type { Audience } from './hub.ts';
import { People } from './model/people.ts';
import { RateLimits } from './limits/rate-limits.ts';
import { Rooms } from './model/rooms.ts';
import { parseStoredRules, ROOM_RULES_SETTING } from './room-actions.ts';
import { StorageStatus } from './storage-status.ts';
import { SYSTEM_CLOCK_AND_IDS } from './system-clock-and-ids.ts';
import type { ExportSource } from '../export/exported.ts';
import type { Files } from '../files/files.ts';
import { History } from '../history/history.ts';
import type { CloseResult } from '../history/commit-queue.ts';
import { type RepairReport, type OpenedStore, type Saving, type Store } from '../history/store.ts';

const BYTES_PER_MEGABYTE = 1_048_576;

export interface ChatServiceParts {
  /** The name of the lobby. */
  readonly lobby: string;
  readonly operator: Operator;
  /** Words that nobody may use as a name. */
  readonly reserved: readonly string[];
  readonly store: { readonly store: Store; readonly opened: OpenedStore };
  /** Whether messages are saved, and what was repaired. */
  readonly persistence: PersistenceStatus;
  /** `undefined` where no files can be taken. */
  readonly files: Files | undefined;
  /** The most that the history takes on the disk, until the host chooses. */
  readonly megabytes: number;
  /** For measuring: there are no rate limits. */
  readonly unrestrained: boolean;
  /** Told how many stored rows cannot be read, and are left out. */
  readonly unread: (count: number) => void;
  readonly audience: Audience & {
    readonly chatInfo: () => void;
    readonly persistence: (status: PersistenceStatus) => void;
    /** Of the clock, once the chat is open. */
    readonly clock: (status: ClockStatus) => void;
  };
}

export class ChatService implements Omit<ChatParts, 'moderation'> {
  readonly hub: ChatParts['hub'];
  readonly joins: ChatParts['joins'];
  readonly hostActions: ChatParts['hostActions'];
  readonly roomActions: ChatParts['roomActions'];
  readonly fileActions: ChatParts['fileActions'];
  readonly connectedPeople: ChatParts['connectedPeople'];
  readonly views: ChatParts['views'];
  readonly serverInfo: ChatParts['serverInfo'];
  readonly files: Files | undefined;
  readonly #audience: ChatServiceParts['audience'];
  readonly #moderation: ChatParts['moderation'];
  readonly #people: People;
  readonly #rooms: Rooms;
  readonly #history: History;
  readonly #status: StorageStatus;
  #open = false;

  constructor(parts: ChatServiceParts) {
    const { store, operator, lobby, audience, files, unrestrained } = parts;
    this.#audience = audience;
    this.files = files;
    this.#status = new StorageStatus(parts.persistence, parts.megabytes);
    this.#people = new People(operator.person, store.opened.people, parts.reserved);
    this.#history = this.#openHistory(parts);
    const rules = this.#history.marks(ROOM_RULES_SETTING, parseStoredRules);
    this.#rooms = new Rooms(lobby, store.opened.rooms, rules);
    const foundation = {
      people: this.#people,
      rooms: this.#rooms,
      history: this.#history,
      files,
      limits: new RateLimits(this.#rooms, unrestrained),
      storageStatus: this.#status,
      audience,
      clockAndIds: SYSTEM_CLOCK_AND_IDS,
    };
    const chat = assembleChat(foundation, operator);
    this.hub = chat.hub;
    this.joins = chat.joins;
    this.hostActions = chat.hostActions;
    this.roomActions = chat.roomActions;
    this.fileActions = chat.fileActions;
    this.connectedPeople = chat.connectedPeople;
    this.views = chat.views;
    this.serverInfo = chat.serverInfo;
    this.#moderation = chat.moderation;
    this.#open = true;
  }

  info(): ChatInfo {
    const { persistence, clock } = this.#status;
    return { rooms: this.views.ofAll(), retention: this.#status.retention(), persistence, clock };
  }

  people(): ConnectedPerson[] {
    return this.connectedPeople.list();
  }

  moderationOverview(): ReturnType<ChatParts['moderation']['overview']> {
    return this.#moderation.overview();
  }

  /** How much of the disk is used, and how much is left. */
  async storage(): Promise<StorageUse> {
    const bytes = await this.#history.bytes();
    const files = await this.files?.use();
    const max = this.#status.megabytes * BYTES_PER_MEGABYTE;
    return {
      ...(bytes !== undefined && { history: { bytes, max } }),
      ...(files && { files: { bytes: files.taken, max: files.quota }, free: files.free }),
    };
  }

  /** The history was damaged, and is repaired now. */
  repaired(report: RepairReport): void {
    this.#history.mended();
    this.#setPersistence({ kind: 'saved', ...report });
  }

  /** What there is to export, of one room or of all. */
  exportSource(room: string | undefined): ExportSource {
    return {
      rooms: this.#rooms.list().filter(({ id }) => room === undefined || id === room),
      page: (id, after) => this.#history.page(id, { after }),
      picture: async (id) => (await this.fileActions.picture(id))?.bytes,
    };
  }

  /** The log of the public rooms; `undefined` if it cannot be read. */
  log(asked: LogQuery): Promise<LogPage | undefined> {
    return this.#history.log(asked);
  }

  entries(): Entry[] {
    return this.views.entries();
  }

  /** What is left out stays. @param asked the host chose it now, and knows what is dropped */
  setRetention(
    { days = this.#status.days, megabytes = this.#status.megabytes }: RetentionChange,
    asked = false,
  ): void {
    this.#status.days = days;
    this.#status.megabytes = megabytes;
    this.#history.keep(days, megabytes * BYTES_PER_MEGABYTE, asked);
    this.#infoChanged();
  }

  /** The host says that the clock of the computer is right: what is too old by it is dropped. */
  trustClock(): void {
    this.#history.trustClock();
  }

  /** What would be lost if the program ended now; once it is closed, what is. */
  unsaved(): Unsaved {
    return this.#history.unsaved();
  }

  /** Does not wait for the next try to save what a disk did not take. Resolves with what is left. */
  saveNow(): Promise<Unsaved> {
    return this.#history.saveNow();
  }

  /** Resolves when everything is on the disk, or cannot be brought there. */
  async close(closing?: CloseResult): Promise<void> {
    try {
      await this.#history.close(closing);
    } finally {
      await this.files?.close();
    }
  }

  #openHistory({ store, files, unread }: ChatServiceParts): History {
    return new History({
      now: SYSTEM_CLOCK_AND_IDS.now,
      // It goes on while the computer sleeps, which the monotonic clock does not everywhere.
      elapsed: () => uptime() * 1_000,
      store,
      saving: (saving) => this.#saving(saving),
      unread,
      jumped: (jump) => this.#clockChanged({ ...this.#status.clock, jump }),
      held: (held) => this.#clockChanged({ ...this.#status.clock, held }),
      filesGone: (ids) => void files?.remove(ids),
    });
  }

  #saving(saving: Saving): void {
    this.#setPersistence(
      saving.ok
        ? { kind: 'saved', ...(saving.lost && { lost: saving.lost }) }
        : { kind: 'failing', why: saving.error.failure, detail: saving.error.message },
    );
  }

  #setPersistence(persistence: PersistenceStatus): void {
    this.#status.persistence = persistence;
    this.#audience.persistence(persistence);
    this.#infoChanged();
  }

  #clockChanged(clock: ClockStatus): void {
    this.#status.clock = clock;
    if (!this.#open) return;
    this.#audience.clock(clock);
    this.#audience.chatInfo();
  }

  #infoChanged(): void {
    this.serverInfo.changed();
    this.#audience.chatInfo();
  }
}

/** The days that a command line or a file gives, or the usual number. */
export function daysOr(value: unknown): number {
  return isRetentionDays(value) ? value : RETENTION_DAYS_DEFAULT;
}
