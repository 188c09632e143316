/** Counts the traffic of all guests, by their ids. */
import type { TrafficStats } from '../../../contract/ipc/stats.ts';
import { TrafficCounter, type CountedConnection } from './traffic-counter.ts';

/** What was counted so far, of all who ever came. */
export interface GuestTraffic {
  readonly messages: number;
  readonly bytes: number;
}

export class TrafficCounters {
  readonly #counters = new Map<string, TrafficCounter>();
  #messages = 0;
  #bytesOfGone = 0;

  /** A guest joined, or came back. @param now wall clock, milliseconds since 1970 */
  begin(id: string, now: number): void {
    if (!this.#counters.has(id)) this.#counters.set(id, new TrafficCounter(now));
  }

  said(id: string): void {
    this.#messages += 1;
    this.#counters.get(id)?.said();
  }

  /** A connection of theirs is over. */
  over(id: string, connection: CountedConnection | undefined): void {
    if (connection !== undefined) this.#counters.get(id)?.over(connection);
  }

  /** They left. */
  end(id: string): void {
    this.#bytesOfGone += this.#counters.get(id)?.bytes ?? 0;
    this.#counters.delete(id);
  }

  /** @param connectionOf the connection that a guest has now */
  stats(
    connectionOf: (id: string) => CountedConnection | undefined,
    now: number,
  ): { readonly figures: readonly TrafficStats[]; readonly counted: GuestTraffic } {
    const figures = [...this.#counters].map(([id, counter]) => counter.stats(id, connectionOf(id), now));
    const bytes = figures.reduce((sum, { received, sent }) => sum + received + sent, this.#bytesOfGone);
    return { figures, counted: { messages: this.#messages, bytes } };
  }
}
