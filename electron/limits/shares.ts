/**
 * Who holds how many of something scarce, counted by network, and who gives way when there are no more. It knows
 * neither what is shared nor how old anybody's share is.
 */
import { networkOf, widerNetworkOf } from './network-of.ts';

/** Those who give way to one more, the oldest first. */
export interface Yielding<Member> {
  readonly members: ReadonlySet<Member>;
  /** Whether their network holds more than that of the newcomer would: then none of them has a claim to stay. */
  readonly crowding: boolean;
}

export class Shares<Member> {
  readonly #groupOf: (address: string) => string;
  /** In the order in which they came. */
  readonly #groups = new Map<Member, string>();
  readonly #members = new Map<string, Set<Member>>();
  readonly #wider = new Map<string, number>();

  /** @param groupOf whose share an address counts for; by default that of its network */
  constructor(groupOf: (address: string) => string = networkOf) {
    this.#groupOf = groupOf;
  }

  /** All shares. */
  get size(): number {
    return this.#groups.size;
  }

  /** Adds a member; one that is a member already becomes the newest. */
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

  /** Those who count together with this address, the oldest first. */
  of(address: string): ReadonlySet<Member> {
    return this.#members.get(this.#groupOf(address)) ?? new Set();
  }

  /** How many members each group has. */
  counts(): ReadonlyMap<string, number> {
    return new Map([...this.#members].map(([group, { size }]) => [group, size]));
  }

  /** All members, the oldest first. */
  all(): Iterable<Member> {
    return this.#groups.keys();
  }

  /**
   * Who gives way to one more from this address: the network with the most members; of several with as many, one out of
   * the wider network with the most; of several of those, the one that has been here longest. `undefined` if nobody is
   * a member.
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
