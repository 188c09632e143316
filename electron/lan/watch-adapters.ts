/** Notices that a network came, went, or changed its address. No system tells Node, so it looks now and then. */
import type { Adapter } from '../../contract/ipc/adapter.ts';

const LOOK_EVERY_MS = 1_000;

export interface WatchParts {
  readonly read: () => Promise<Adapter[]>;
  /** After each look, however little is new. */
  readonly looked: (adapters: readonly Adapter[]) => Promise<void>;
  /** Networks could not be listed, or what was made of them failed; it goes on looking. */
  readonly failed: (error: unknown) => void;
}

export class AdapterWatch {
  readonly #parts: WatchParts;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Doing it twice does no harm. */
  start(): void {
    this.#timer ??= setInterval(() => void this.look(), LOOK_EVERY_MS);
  }

  /** Looks at once, as after a computer woke. Never rejects. */
  look(): Promise<void> {
    // A slow system must not be asked twice at once.
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  /** Resolves when nothing is looked at any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#looking;
  }

  async #look(): Promise<void> {
    try {
      await this.#parts.looked(await this.#parts.read());
    } catch (error) {
      this.#parts.failed(error);
    }
  }
}
