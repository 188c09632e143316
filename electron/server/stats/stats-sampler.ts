/**
 * Takes the pulse of a house that is open, for a console that is there: every few seconds the figures of everybody, a
 * sample for the plots, and now and then a look at the disk. Without a console nobody makes one.
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
/** Every so many samples. */
const ROUND_TRIP_EVERY = 5;
const DISK_EVERY = 15;

export class StatsSampler {
  readonly #house: ChatService;
  readonly #tell: (vitals: Stats) => void;
  readonly #delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  readonly #samples: Samples;
  readonly #timer: NodeJS.Timeout;
  #storage: StorageUse = {};
  #traffic: TrafficNow = NO_TRAFFIC;
  #beats = 0;

  constructor(house: ChatService, tell: (vitals: Stats) => void) {
    this.#house = house;
    this.#tell = tell;
    this.#samples = new Samples({ at: Date.now(), ...house.connectedPeople.stats().counted });
    this.#delay.enable();
    this.#timer = setInterval(() => this.#beat(), SAMPLE_INTERVAL_MS);
    this.#timer.unref();
    void this.#lookAtDisk();
  }

  /** The oldest first. */
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

  #beat(): void {
    const { connectedPeople } = this.#house;
    const at = Date.now();
    if (this.#beats % ROUND_TRIP_EVERY === 0) connectedPeople.measure();
    if (this.#beats % DISK_EVERY === DISK_EVERY - 1) void this.#lookAtDisk();
    this.#beats += 1;
    const { figures, counted } = connectedPeople.stats();
    // The histogram holds the time from one look to the next, of which the resolution was meant.
    const delayMs = this.#delay.percentile(99) / NANOSECONDS_PER_MS - DELAY_RESOLUTION_MS;
    this.#delay.reset();
    const sample = this.#samples.take({ at, ...counted }, figures, Math.max(0, delayMs));
    this.#traffic = { figures, storage: this.#storage, ended: connectedPeople.inspector.ended() };
    this.#tell({ ...this.#traffic, sample });
  }

  async #lookAtDisk(): Promise<void> {
    try {
      this.#storage = await this.#house.storage();
    } catch {
      // A folder that cannot be asked has nothing to tell; its own trouble is told where it is written to.
      this.#storage = {};
    }
  }
}
