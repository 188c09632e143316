/** Asks the host for the pages that the conversation wants, and again later if it had no time. */
import type { Read } from '../../../contract/wire/client-message.ts';
import { randomId } from '../connection/random-id.ts';
import type { RoomView } from '../state/room-view.ts';

/** The host had no time to read for us. */
const READ_AGAIN_AFTER_MS = 1_000;

export interface PageReaderOptions {
  readonly rooms: () => readonly RoomView[];
  /** `false` if there is nobody to hear it now. */
  readonly send: (message: Read) => boolean;
  readonly sent: (room: string, ref: string) => void;
}

export class PageReader {
  readonly #options: PageReaderOptions;
  #heldUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PageReaderOptions) {
    this.#options = options;
  }

  /** The host went another way: it has time again. */
  renew(): void {
    this.#heldUntil = 0;
    this.send();
  }

  /** @param seconds for how long the host has no time, if it says so */
  hold(seconds = 0): void {
    this.#heldUntil = performance.now() + Math.max(READ_AGAIN_AFTER_MS, seconds * 1_000);
  }

  send(): void {
    this.stop();
    const wait = this.#heldUntil - performance.now();
    for (const { room, ask } of this.#options.rooms()) {
      if (ask === undefined || ask.ref !== undefined) continue;
      if (wait > 0) {
        this.#timer = setTimeout(() => this.send(), wait);
        return;
      }
      const ref = randomId();
      if (!this.#options.send({ type: 'read', ref, room: room.id, place: ask.place })) return;
      this.#options.sent(room.id, ref);
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
