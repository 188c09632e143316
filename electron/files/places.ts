/**
 * Chooses which running upload yields its slot when all are in use: by network first, then by person, then the slowest.
 * It only decides; the caller stops the upload.
 */

/** A running upload. */
export interface RunningUpload {
  readonly owner: string;
  readonly network: string;
  /** How long it has been running, in milliseconds. */
  readonly forMs: number;
  /** Average speed in bytes per millisecond. */
  readonly rate: number;
}

/** An upload keeps its slot at least this long against a network or person with one fewer running. */
export const TURN_MS = 5_000;

/**
 * A network yields to one with fewer running uploads, and within a network a person yields to one with fewer: at once
 * if it has at least 2 more, otherwise after {@link TURN_MS}. Returns `undefined` if none has to yield.
 */
export function chooseYielding<P extends RunningUpload>(
  running: readonly P[],
  { owner, network }: Pick<RunningUpload, 'owner' | 'network'>,
): P | undefined {
  const networks = countBy(running, (each) => each.network);
  const owners = countBy(running, (each) => each.owner);
  const ofNetwork = (each: Pick<RunningUpload, 'network'>) => networks.get(each.network) ?? 0;
  const ofOwner = (each: Pick<RunningUpload, 'owner'>) => owners.get(each.owner) ?? 0;
  const mayYield = (each: P) => {
    const more =
      each.network === network
        ? ofOwner(each) - ofOwner({ owner })
        : ofNetwork(each) - ofNetwork({ network });
    return more >= 2 || (more === 1 && each.forMs >= TURN_MS);
  };
  return running
    .filter(mayYield)
    .toSorted((a, b) => ofNetwork(b) - ofNetwork(a) || ofOwner(b) - ofOwner(a) || a.rate - b.rate)[0];
}

function countBy<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return counts;
}
