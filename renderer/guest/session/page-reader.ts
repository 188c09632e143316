/** Requests the pages of the log that the conversation needs, and retries later if the host is busy. */
import type { Read } from '../../../contract/wire/client-message.ts';
import { randomId } from '../connection/random-id.ts';
import type { RoomView } from '../state/room-view.ts';

/** How long to wait after the host was too busy to read. */
const READ_AGAIN_AFTER_MS = 1_000;

export interface PageReaderOptions {
  readonly rooms: () => readonly RoomView[];
  /** Returns `false` if there is no connection. */
  readonly send: (message: Read) => boolean;
  readonly onSent: (room: string, ref: string) => void;
}

export class PageReader {
  readonly #options: PageReaderOptions;
  #pausedUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PageReaderOptions) {
    this.#options = options;
  }

  /** After a reconnect: sends requests again without a delay. */
  renew(): void {
    this.#pausedUntil = 0;
    this.send();
  }

  /**
   * Delays further requests.
   *
   * @param seconds as told by the host
   */
  pause(seconds = 0): void {
    this.#pausedUntil = performance.now() + Math.max(READ_AGAIN_AFTER_MS, seconds * 1_000);
  }

  send(): void {
    this.stop();
    const wait = this.#pausedUntil - performance.now();
    for (const { room, request } of this.#options.rooms()) {
      if (request === undefined || request.ref !== undefined) continue;
      if (wait > 0) {
        this.#timer = setTimeout(() => this.send(), wait);
        return;
      }
      const ref = randomId();
      if (!this.#options.send({ type: 'read', ref, room: room.id, place: request.place })) return;
      this.#options.onSent(room.id, ref);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
