/** What is counted of the guests, each by their id. It refuses to know who they are. */
import type { TrafficStats } from '../../../contract/ipc/stats.ts';
import { TrafficCounter, type CountedConnection } from './traffic-counter.ts';

/** What was counted so far, of all who ever came. */
export interface GuestTraffic {
  readonly messages: number;
  readonly bytes: number;
}

export class TrafficCounters {
  readonly #tallies = new Map<string, TrafficCounter>();
  #messages = 0;
  #bytesOfGone = 0;

  /** Somebody came, or came back. @param now wall clock, milliseconds since 1970 */
  begin(id: string, now: number): void {
    if (!this.#tallies.has(id)) this.#tallies.set(id, new TrafficCounter(now));
  }

  said(id: string): void {
    this.#messages += 1;
    this.#tallies.get(id)?.said();
  }

  /** A connection of theirs is over. */
  over(id: string, line: CountedConnection | undefined): void {
    if (line !== undefined) this.#tallies.get(id)?.over(line);
  }

  /** They left. */
  end(id: string): void {
    this.#bytesOfGone += this.#tallies.get(id)?.bytes ?? 0;
    this.#tallies.delete(id);
  }

  /** @param lineOf the connection that somebody has now */
  look(
    lineOf: (id: string) => CountedConnection | undefined,
    now: number,
  ): { readonly figures: readonly TrafficStats[]; readonly counted: GuestTraffic } {
    const figures = [...this.#tallies].map(([id, tally]) => tally.stats(id, lineOf(id), now));
    const bytes = figures.reduce((sum, { received, sent }) => sum + received + sent, this.#bytesOfGone);
    return { figures, counted: { messages: this.#messages, bytes } };
  }
}
