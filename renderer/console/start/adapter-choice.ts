/** Which adapters to offer, in which order, and which one is selected. */
import { EVERY_NETWORK, type Adapter } from '../../../contract/ipc/adapter.ts';

/** Up to this many adapters, all are shown. */
const SHOWN_WITHOUT_FOLDING_MAX = 3;

export interface Offer {
  readonly shown: readonly Adapter[];
  /** Behind “show more”: virtual adapters and those without an address. */
  readonly folded: readonly Adapter[];
  /** All networks: the last option, always shown. */
  readonly every: readonly Adapter[];
}

/** Whether the server could bind to it. */
export function isUsable(adapter: Adapter): boolean {
  return adapter.addresses.length > 0 || adapter.name === EVERY_NETWORK;
}

/** The wanted adapter if it is usable, else the suggested one, else the first usable one. */
export function chooseAdapter(adapters: readonly Adapter[], wanted: string): Adapter | undefined {
  const usable = adapters.filter(isUsable);
  return (
    usable.find((adapter) => adapter.name === wanted) ??
    usable.find((adapter) => adapter.suggested) ??
    usable.find((adapter) => adapter.name !== EVERY_NETWORK)
  );
}

/** The chosen address if the adapter still has it, else its first. */
export function chosenAddress({ addresses }: Adapter, wanted: string | undefined): string | undefined {
  return addresses.find((address) => address === wanted) ?? addresses[0];
}

/** Keeps the server's order. If there are many, rarely used ones are folded, but never the selected one. */
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
