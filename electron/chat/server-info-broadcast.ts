/** Tells every page of the server: its rooms, the retention, which files it takes, and its fallback link. */
import type { FileTerms } from '../../contract/model/attachment.ts';
import type { Retention } from '../../contract/model/retention.ts';
import type { Files } from '../files/files.ts';
import type { Dispatcher } from './sessions/dispatcher.ts';
import type { People } from './model/people.ts';
import type { StorageStatus } from './storage-status.ts';
import type { RoomViews } from './room-views.ts';

/** What guests should know before they send messages and files. */
export interface ServerTerms {
  readonly retention: Retention;
  readonly files?: FileTerms;
  readonly fallbackLink?: string;
}

export interface ServerInfoBroadcastParts {
  readonly people: People;
  readonly views: RoomViews;
  readonly dispatcher: Dispatcher;
  readonly storageStatus: StorageStatus;
  readonly files?: Pick<Files, 'terms'> | undefined;
}

export class ServerInfoBroadcast {
  readonly #parts: ServerInfoBroadcastParts;
  #fallbackLink: string | undefined;

  constructor(parts: ServerInfoBroadcastParts) {
    this.#parts = parts;
    this.#reserve();
  }

  terms(): ServerTerms {
    const { storageStatus, files } = this.#parts;
    const fallbackLink = this.#fallbackLink;
    return {
      retention: storageStatus.retention(),
      ...(files && { files: files.terms() }),
      ...(fallbackLink !== undefined && { fallbackLink }),
    };
  }

  /** Tells every page how it is now. */
  changed(): void {
    this.#reserve();
    this.#parts.dispatcher.toPages({
      type: 'server-info',
      rooms: this.#parts.views.ofAll(),
      ...this.terms(),
    });
  }

  /** Where the server would be if it lost its address; `undefined` if nowhere. */
  setFallbackLink(link: string | undefined): void {
    if (link === this.#fallbackLink) return;
    this.#fallbackLink = link;
    this.changed();
  }

  /** Reserves the names of rooms, so that nobody takes one. */
  #reserve(): void {
    const { people, views } = this.#parts;
    people.reserve(views.ofAll().map(({ name }) => name));
  }
}
