/** What networks take up of what there is only so much of, for the console and the terminal. */

/**
 * `connections` are all of them, `unjoined` those that nobody has joined by, `uploads` those that run, `waiting` messages
 * that wait to be let through, `forms` sessions of the page without script.
 */
export const RESOURCES = ['connections', 'unjoined', 'uploads', 'waiting', 'forms'] as const;
export type Resource = (typeof RESOURCES)[number];

export type ResourceCounts = Readonly<Record<Resource, number>>;

/** One resource: how many of it there are, and how many of those each network has. */
export interface ResourceUse {
  readonly most: number;
  readonly byNetwork: ReadonlyMap<string, number>;
}

export interface NetworkUsage {
  /** An IPv4 address, or the first 64 bits of IPv6 addresses, such as `2001:db8:0:0::/64`. */
  readonly network: string;
  readonly counts: ResourceCounts;
  /** How many people are in from there. */
  readonly people: number;
}

export interface Usage {
  /** How many there are. */
  readonly most: ResourceCounts;
  /** How many are taken, by all networks together. */
  readonly taken: ResourceCounts;
  /** Those that take up the most, at the most {@link NETWORKS_MAX}. */
  readonly networks: readonly NetworkUsage[];
  /** How many others take up something. */
  readonly others: number;
}

export const NETWORKS_MAX = 50;

/** What was given back. */
export interface FreedCounts {
  /** Connections that nobody had joined by. */
  readonly connections: number;
  readonly uploads: number;
  /** Messages that waited, and are declined. */
  readonly waiting: number;
  /** Who was asked to leave. */
  readonly people: number;
}
