/** Detects that a network appeared, disappeared or changed its address. Node has no event for that, so it polls. */
import type { Adapter } from '../../contract/ipc/adapter.ts';

const POLL_INTERVAL_MS = 1_000;

export interface WatchParts {
  readonly read: () => Promise<Adapter[]>;
  /** Called after each poll, even if nothing changed. */
  readonly looked: (adapters: readonly Adapter[]) => Promise<void>;
  /** Listing the networks or handling them failed; polling continues. */
  readonly failed: (error: unknown) => void;
}

export class AdapterWatch {
  readonly #parts: WatchParts;
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> | undefined;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Calling it again has no effect. */
  start(): void {
    this.#timer ??= setInterval(() => void this.look(), POLL_INTERVAL_MS);
  }

  /** Polls now, for example after a sleep. Never rejects. */
  look(): Promise<void> {
    // Do not start a second poll on a slow system.
    this.#polling ??= this.#poll().finally(() => (this.#polling = undefined));
    return this.#polling;
  }

  /** Resolves when the last poll has ended. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#polling;
  }

  async #poll(): Promise<void> {
    try {
      await this.#parts.looked(await this.#parts.read());
    } catch (error) {
      this.#parts.failed(error);
    }
  }
}
