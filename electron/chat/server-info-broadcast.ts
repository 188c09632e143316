/**
 * What everybody is told of the house: its rooms, how long things are kept, what may be sent, and where the host would
 * be if it lost its address. It refuses to know what changed it.
 */
import type { FileTerms } from '../../contract/model/attachment.ts';
import type { Retention } from '../../contract/model/retention.ts';
import type { Files } from '../files/files.ts';
import type { Dispatcher } from './sessions/dispatcher.ts';
import type { People } from './model/people.ts';
import type { RoomViews } from './room-views.ts';

/** What people should know before they write or send. */
export interface ServerTerms {
  readonly retention: Retention;
  readonly files?: FileTerms;
  readonly fallbackLink?: string;
}

interface Parts {
  readonly people: People;
  readonly views: RoomViews;
  readonly delivery: Dispatcher;
  readonly kept: () => Retention;
  readonly files?: Pick<Files, 'terms'> | undefined;
}

export class ServerInfoBroadcast {
  readonly #parts: Parts;
  #fallbackLink: string | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#reserve();
  }

  terms(): ServerTerms {
    const { kept, files } = this.#parts;
    const fallbackLink = this.#fallbackLink;
    return {
      retention: kept(),
      ...(files && { files: files.terms() }),
      ...(fallbackLink !== undefined && { fallbackLink }),
    };
  }

  /** Everybody is told how it is now. */
  changed(): void {
    this.#reserve();
    this.#parts.delivery.toPages({ type: 'server-info', rooms: this.#parts.views.ofAll(), ...this.terms() });
  }

  /** `undefined` if nowhere. */
  moveOtherLink(link: string | undefined): void {
    if (link === this.#fallbackLink) return;
    this.#fallbackLink = link;
    this.changed();
  }

  /** Nobody is called as a room is. */
  #reserve(): void {
    const { people, views } = this.#parts;
    people.reserve(views.ofAll().map(({ name }) => name));
  }
}
