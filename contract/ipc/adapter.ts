/** The ways onto the network that this machine has, and why one of them is suggested. */

export type AdapterKind = 'wifi' | 'ethernet' | 'mobile' | 'vpn' | 'virtual' | 'loopback' | 'other' | 'every';

/** Why an adapter is, or is not, the one suggested; the words are in `locales/`. */
export type AdapterReason =
  | 'default-route'
  | 'private-address'
  | 'hotspot'
  | 'mobile'
  | 'virtual'
  | 'host-only'
  | 'vpn'
  | 'self-assigned'
  | 'no-address'
  | 'this-machine'
  | 'public-address'
  | 'every-network';

/** {@link Adapter.name} of the option to listen on all networks. The host chooses it; it is never suggested. */
export const EVERY_NETWORK = '*';

export interface Adapter {
  /** The operating system's name, e.g. `wlan0` or `Ethernet 2`; {@link EVERY_NETWORK} stands for all networks. */
  readonly name: string;
  readonly kind: AdapterKind;
  /** IPv4 first; empty when it has none. The first one is what Start binds unless another is chosen. */
  readonly addresses: readonly string[];
  /** The hardware address, by which one is known again under another name; left out where there is none. */
  readonly mac?: string;
  readonly reason: AdapterReason;
  readonly suggested: boolean;
}
