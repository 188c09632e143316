/**
 * How the host is doing, for its console: figures of each guest, of all of them together, and of the disk. Numbers and
 * nothing that anybody said.
 */

import type { EndedConnection } from './connection-inspection.ts';

/** How often they are taken, and how many make the last hour. */
export const SAMPLE_INTERVAL_MS = 2_000;
export const SAMPLES_MAX = 1_800;

/** What changes about one guest while nothing happens that anybody would tell. */
export interface TrafficStats {
  /** Of the person. */
  readonly id: string;
  /** Their last sign of life; wall clock, milliseconds since 1970. */
  readonly lastSeen: number;
  /** The median of the last few; left out until one is known. */
  readonly roundTripMs?: number;
  /** What they said since they came. */
  readonly messages: number;
  /** Bytes from them and to them, over all of their connections. */
  readonly received: number;
  readonly sent: number;
}

/** One moment of the last hour. */
export interface Sample {
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  readonly people: number;
  readonly messagesPerSecond: number;
  readonly bytesPerSecond: number;
  /** Over all guests; left out where none is known. */
  readonly roundTrip50?: number;
  readonly roundTrip99?: number;
  /** How late the host was for what it had to do, in milliseconds: the worst of a hundred times. */
  readonly delayMs: number;
}

export interface Share {
  readonly bytes: number;
  readonly max: number;
}

/** What is left out is not kept on the disk. */
export interface StorageUse {
  readonly history?: Share;
  readonly files?: Share;
  /** What the disk has left, in bytes. */
  readonly free?: number;
}

/** As it is now; empty while the host is off. */
export interface TrafficNow {
  readonly figures: readonly TrafficStats[];
  readonly storage: StorageUse;
  /** Connections that ended, the newest first. */
  readonly ended: readonly EndedConnection[];
}

export const NO_TRAFFIC: TrafficNow = { figures: [], storage: {}, ended: [] };

export interface Stats extends TrafficNow {
  readonly sample: Sample;
}
