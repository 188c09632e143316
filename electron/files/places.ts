/**
 * Which running upload gives way when all places are taken and another one wants to run: first by network, then by
 * person, then the slowest. It decides, and stops nothing.
 */

/** One that runs. */
export interface Placed {
  readonly owner: string;
  readonly network: string;
  /** How long it has run, in milliseconds. */
  readonly forMs: number;
  /** In bytes a millisecond, since it runs. */
  readonly rate: number;
}

/** Who has as many as the others keeps a place at least so long. */
export const TURN_MS = 5_000;

/**
 * A network gives way to one with fewer running, and within a network a person to one with fewer: at once if it has at
 * least two more, otherwise when the upload had its turn.
 */
export function givesWay<P extends Placed>(
  running: readonly P[],
  { owner, network }: Pick<Placed, 'owner' | 'network'>,
): P | undefined {
  const networks = countBy(running, (each) => each.network);
  const owners = countBy(running, (each) => each.owner);
  const ofNetwork = (each: Pick<Placed, 'network'>) => networks.get(each.network) ?? 0;
  const ofOwner = (each: Pick<Placed, 'owner'>) => owners.get(each.owner) ?? 0;
  const mayGive = (each: P) => {
    const more =
      each.network === network
        ? ofOwner(each) - ofOwner({ owner })
        : ofNetwork(each) - ofNetwork({ network });
    return more >= 2 || (more === 1 && each.forMs >= TURN_MS);
  };
  return running
    .filter(mayGive)
    .toSorted((a, b) => ofNetwork(b) - ofNetwork(a) || ofOwner(b) - ofOwner(a) || a.rate - b.rate)[0];
}

function countBy<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(keyOf(each), (counts.get(keyOf(each)) ?? 0) + 1);
  return counts;
}
