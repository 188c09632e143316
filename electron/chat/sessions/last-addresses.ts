/** The address from which each person connected last. It outlives the connection, so that a ban can still cover it. */
import { networkOf } from '../../limits/network-of.ts';
import type { Origins } from '../model/origins.ts';

/** The oldest makes room. */
const ADDRESSES_MAX = 10_000;

export class LastAddresses implements Origins {
  /** The latest is last. */
  readonly #addresses = new Map<string, string>();

  set(id: string, address: string): void {
    this.#addresses.delete(id);
    this.#addresses.set(id, address);
    const [oldest] = this.#addresses.keys();
    if (this.#addresses.size > ADDRESSES_MAX && oldest !== undefined) this.#addresses.delete(oldest);
  }

  addressOf(id: string): string | undefined {
    return this.#addresses.get(id);
  }

  networkOf(id: string): string | undefined {
    const address = this.#addresses.get(id);
    return address === undefined ? undefined : networkOf(address);
  }
}
