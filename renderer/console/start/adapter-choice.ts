/** Which adapters are offered, in which order, and which one is chosen. It refuses to know how cards look. */
import type { Adapter } from '../../../contract/ipc/adapter.ts';

/** {@link Adapter.name} of the choice that listens on every network at once. */
export const EVERY_NETWORK = '*';

/** With so few there is nothing to fold away. */
const SHOWN_WITHOUT_FOLDING_MAX = 3;

export interface Offer {
  readonly shown: readonly Adapter[];
  /** Behind “show more”: made by software, or without an address. */
  readonly folded: readonly Adapter[];
  /** Every network at once: the last choice, and never folded. */
  readonly every: readonly Adapter[];
}

/** Whether Start could bind it. */
export function isUsable(adapter: Adapter): boolean {
  return adapter.addresses.length > 0 || adapter.name === EVERY_NETWORK;
}

/** The wanted one as long as it is there and usable, else the suggested one, else the first that works. */
export function chooseAdapter(adapters: readonly Adapter[], wanted: string): Adapter | undefined {
  const usable = adapters.filter(isUsable);
  return (
    usable.find((adapter) => adapter.name === wanted) ??
    usable.find((adapter) => adapter.suggested) ??
    usable.find((adapter) => adapter.name !== EVERY_NETWORK)
  );
}

/** The address that was chosen, as long as the adapter has it; else its first. */
export function chosenAddress({ addresses }: Adapter, wanted: string | undefined): string | undefined {
  return addresses.find((address) => address === wanted) ?? addresses[0];
}

/** The host's order; with many, what is rarely wanted is folded. The chosen one never is. */
export function offerAdapters(adapters: readonly Adapter[], chosen: string | undefined): Offer {
  const singles = adapters.filter((adapter) => adapter.name !== EVERY_NETWORK);
  const every = adapters.filter((adapter) => adapter.name === EVERY_NETWORK);
  if (singles.length <= SHOWN_WITHOUT_FOLDING_MAX) return { shown: singles, folded: [], every };
  const isFolded = (adapter: Adapter) =>
    adapter.name !== chosen && !adapter.suggested && (adapter.kind === 'virtual' || !isUsable(adapter));
  return {
    shown: singles.filter((adapter) => !isFolded(adapter)),
    folded: singles.filter(isFolded),
    every,
  };
}
