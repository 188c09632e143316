/** The samples of the last hour, each computed from two counts. Pure. */
import { SAMPLES_MAX, type TrafficStats, type Sample } from '../../../contract/ipc/stats.ts';

/** The totals at one moment. */
export interface Count {
  /** Wall clock, in milliseconds since 1970. */
  readonly at: number;
  readonly messages: number;
  readonly bytes: number;
}

export class Samples {
  #samples: Sample[] = [];
  #before: Count;

  constructor(start: Count) {
    this.#before = start;
  }

  /** Oldest first. */
  list(): readonly Sample[] {
    return this.#samples;
  }

  add(count: Count, figures: readonly TrafficStats[], delayMs: number): Sample {
    const seconds = Math.max(1, count.at - this.#before.at) / 1_000;
    const trips = figures.flatMap(({ roundTripMs = [] }) => roundTripMs).sort((one, other) => one - other);
    const [median, p99] = [percentile(trips, 0.5), percentile(trips, 0.99)];
    const sample: Sample = {
      at: count.at,
      people: figures.length,
      messagesPerSecond: Math.max(0, count.messages - this.#before.messages) / seconds,
      bytesPerSecond: Math.max(0, count.bytes - this.#before.bytes) / seconds,
      ...(median !== undefined && { roundTrip50: median }),
      ...(p99 !== undefined && { roundTrip99: p99 }),
      delayMs,
    };
    this.#before = count;
    this.#samples = [...this.#samples.slice(1 - SAMPLES_MAX), sample];
    return sample;
  }
}

/** @param sorted in ascending order */
function percentile(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
