/**
 * What is counted of one guest, over all connections that they have had. Pure: whoever has the connection says what
 * passed over it.
 */
import type { TrafficStats } from '../../../contract/ipc/stats.ts';

/** So many of the last round trips make one figure. */
const TRIPS_MAX = 5;

/** What a connection says of itself. */
export interface CountedConnection {
  readonly bytes: { readonly received: number; readonly sent: number };
  readonly roundTripMs: number | undefined;
}

export class TrafficCounter {
  #messages = 0;
  /** Of connections that are over. */
  #received = 0;
  #sent = 0;
  #lastSeen: number;
  /** When it was last looked at: what came since is a sign of life. */
  #receivedBefore = 0;
  #trips: number[] = [];

  /** @param now wall clock, milliseconds since 1970 */
  constructor(now: number) {
    this.#lastSeen = now;
  }

  /** Over connections that are over. */
  get bytes(): number {
    return this.#received + this.#sent;
  }

  said(): void {
    this.#messages += 1;
  }

  /** A connection of theirs is over. */
  over({ bytes }: CountedConnection): void {
    this.#received += bytes.received;
    this.#sent += bytes.sent;
    this.#receivedBefore = 0;
  }

  /** Looks at the connection that they have now, if they have one. */
  stats(id: string, line: CountedConnection | undefined, now: number): TrafficStats {
    const { received, sent } = line?.bytes ?? { received: 0, sent: 0 };
    if (received > this.#receivedBefore) this.#lastSeen = now;
    this.#receivedBefore = received;
    this.#note(line?.roundTripMs);
    const roundTripMs = middle(this.#trips);
    return {
      ...{ id, lastSeen: this.#lastSeen, messages: this.#messages },
      ...{ received: this.#received + received, sent: this.#sent + sent },
      ...(roundTripMs !== undefined && { roundTripMs }),
    };
  }

  /** The same figure twice is one measurement that was looked at twice. */
  #note(roundTripMs: number | undefined): void {
    if (roundTripMs === undefined || roundTripMs === this.#trips.at(-1)) return;
    this.#trips = [...this.#trips.slice(1 - TRIPS_MAX), roundTripMs];
  }
}

function middle(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[values.length >> 1];
}
