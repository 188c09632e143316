/** One line of a torture report: what was tried, what was measured, and what was wanted. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly wanted: string;
  readonly ok: boolean;
}

/** What a scenario may use. */
export interface Bench {
  /** An empty folder, gone when the scenario ends. */
  readonly folder: string;
  /** Says how far it got. */
  readonly say: (line: string) => void;
  /** Rounds, minutes and the like, as `--NAME NUMBER` on the command line. */
  readonly option: (name: string, standard: number) => number;
}

export interface Scenario {
  readonly title: string;
  /** Debian packages that it runs with. */
  readonly packages?: readonly string[];
  /** Whether it mounts file systems or makes network namespaces. */
  readonly root?: true;
  readonly run: (bench: Bench) => Promise<readonly Figure[]>;
}

/** A count of which none is allowed. */
export function none(what: string, count: number, of?: number): Figure {
  const measured = of === undefined ? String(count) : `${count} of ${of}`;
  return { what, measured, wanted: '0', ok: count === 0 };
}

/** A count of which all are wanted. */
export function all(what: string, count: number, of: number): Figure {
  return { what, measured: `${count} of ${of}`, wanted: String(of), ok: count === of };
}

/** A number, with its unit, that may not be larger. */
export function atMost(what: string, value: number, most: number, unit: string): Figure {
  return { what, measured: `${round(value)} ${unit}`, wanted: `at most ${most} ${unit}`, ok: value <= most };
}

/** The value below which a share of all values lies, from 0 to 1; `NaN` of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10;
}
