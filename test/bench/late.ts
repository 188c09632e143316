/** How late things were, as three figures. */

/** In milliseconds. */
export interface Late {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export function lateOf(samples: readonly number[]): Late {
  const sorted = [...samples].sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}
