/**
 * Samples a running chat for the console every few seconds: the statistics of each person, one sample for the charts,
 * and at longer intervals the use of the disk. It runs only while a console is open.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import {
  NO_TRAFFIC,
  SAMPLE_INTERVAL_MS,
  type Sample,
  type StorageUse,
  type Stats,
  type TrafficNow,
} from '../../../contract/ipc/stats.ts';
import type { ChatService } from '../../chat/chat-service.ts';
import { Samples } from './samples.ts';

const DELAY_RESOLUTION_MS = 20;
const NANOSECONDS_PER_MS = 1e6;
/** In samples. */
const ROUND_TRIP_EVERY = 5;
const DISK_EVERY = 15;

export class StatsSampler {
  readonly #chat: ChatService;
  readonly #publish: (stats: Stats) => void;
  readonly #delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  readonly #samples: Samples;
  readonly #timer: NodeJS.Timeout;
  #storage: StorageUse = {};
  #traffic: TrafficNow = NO_TRAFFIC;
  #ticks = 0;

  constructor(chat: ChatService, publish: (stats: Stats) => void) {
    this.#chat = chat;
    this.#publish = publish;
    this.#samples = new Samples({ at: Date.now(), ...chat.connectedPeople.stats().counted });
    this.#delay.enable();
    this.#timer = setInterval(() => this.#tick(), SAMPLE_INTERVAL_MS);
    this.#timer.unref();
    void this.#measureStorage();
  }

  /** Oldest first. */
  samples(): readonly Sample[] {
    return this.#samples.list();
  }

  /** As it was told last. */
  traffic(): TrafficNow {
    return this.#traffic;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#delay.disable();
  }

  #tick(): void {
    const { connectedPeople } = this.#chat;
    const at = Date.now();
    if (this.#ticks % ROUND_TRIP_EVERY === 0) connectedPeople.measure();
    if (this.#ticks % DISK_EVERY === DISK_EVERY - 1) void this.#measureStorage();
    this.#ticks += 1;
    const { figures, counted } = connectedPeople.stats();
    // The histogram measures the whole interval between two timer events; the resolution is the intended part of it.
    const delayMs = this.#delay.percentile(99) / NANOSECONDS_PER_MS - DELAY_RESOLUTION_MS;
    this.#delay.reset();
    const sample = this.#samples.add({ at, ...counted }, figures, Math.max(0, delayMs));
    this.#traffic = { figures, storage: this.#storage, ended: connectedPeople.inspector.ended() };
    this.#publish({ ...this.#traffic, sample });
  }

  async #measureStorage(): Promise<void> {
    try {
      this.#storage = await this.#chat.storage();
    } catch {
      // Without the numbers there is nothing to show; problems with the folder are reported where it is written.
      this.#storage = {};
    }
  }
}
