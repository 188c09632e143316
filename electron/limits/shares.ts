/** Counts who holds how many of a limited resource, by network, and chooses who yields when it runs out. */
import { networkOf, widerNetworkOf } from './network-of.ts';

/** The members that may have to yield, oldest first. */
export interface Yielding<Member> {
  readonly members: ReadonlySet<Member>;
  /** Whether their network holds more than the newcomer's would: then even recent members may be displaced. */
  readonly crowding: boolean;
}

export class Shares<Member> {
  readonly #groupOf: (address: string) => string;
  /** In order of arrival. */
  readonly #groups = new Map<Member, string>();
  readonly #members = new Map<string, Set<Member>>();
  readonly #wider = new Map<string, number>();

  /** @param groupOf maps an address to the group it counts for; by default its network */
  constructor(groupOf: (address: string) => string = networkOf) {
    this.#groupOf = groupOf;
  }

  /** Number of members. */
  get size(): number {
    return this.#groups.size;
  }

  /** Adds a member. One that is present already becomes the newest. */
  add(member: Member, address: string): void {
    this.delete(member);
    const group = this.#groupOf(address);
    this.#groups.set(member, group);
    const members = this.#members.get(group) ?? new Set();
    this.#members.set(group, members.add(member));
    this.#count(group, 1);
  }

  delete(member: Member): void {
    const group = this.#groups.get(member);
    if (group === undefined) return;
    this.#groups.delete(member);
    const members = this.#members.get(group);
    members?.delete(member);
    if (members?.size === 0) this.#members.delete(group);
    this.#count(group, -1);
  }

  /** The members of this address's group, oldest first. */
  of(address: string): ReadonlySet<Member> {
    return this.#members.get(this.#groupOf(address)) ?? new Set();
  }

  /** Number of members of each group. */
  counts(): ReadonlyMap<string, number> {
    return new Map([...this.#members].map(([group, { size }]) => [group, size]));
  }

  /** All members, oldest first. */
  all(): Iterable<Member> {
    return this.#groups.keys();
  }

  /**
   * Chooses the group that yields to one more member from this address: the one with the most members; among equals,
   * one of the wider network with the most; among those, the oldest. `undefined` if there are no members.
   */
  yielding(address: string): Yielding<Member> | undefined {
    let found: { readonly group: string; readonly members: ReadonlySet<Member> } | undefined;
    for (const [group, members] of this.#members) {
      const more = members.size - (found?.members.size ?? 0);
      if (found === undefined || more > 0 || (more === 0 && this.#isWider(group, found.group)))
        found = { group, members };
    }
    return found && { members: found.members, crowding: found.members.size > this.of(address).size + 1 };
  }

  #isWider(one: string, other: string): boolean {
    return (this.#wider.get(widerNetworkOf(one)) ?? 0) > (this.#wider.get(widerNetworkOf(other)) ?? 0);
  }

  #count(group: string, change: 1 | -1): void {
    const wider = widerNetworkOf(group);
    const count = (this.#wider.get(wider) ?? 0) + change;
    if (count === 0) this.#wider.delete(wider);
    else this.#wider.set(wider, count);
  }
}
