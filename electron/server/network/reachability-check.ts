/**
 * Checks whether guests can reach a running host: collects the facts, and reports the verdict of
 * `diagnose-reachability.ts` when it changes.
 */
import type { Reachability } from '../../../contract/ipc/reachability.ts';
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import type { Running } from '../../../contract/ipc/host-state.ts';
import {
  diagnoseReachability,
  NO_VISITOR_AFTER_MS,
  type ReachabilityFacts,
} from '../../lan/diagnose-reachability.ts';
import type { Firewall } from '../../lan/firewall.ts';
import { getsOwnAnswer } from '../../lan/own-answer.ts';

export interface ReachabilityCheckParts {
  readonly readFirewall: () => Promise<Firewall>;
  readonly changed: (diagnosis: Reachability) => void;
}

/** How many ports of this computer's own connections are remembered. */
const OWN_PORTS_MAX = 16;

const FACTS_UNKNOWN: ReachabilityFacts = {
  bound: true,
  kind: undefined,
  reason: undefined,
  reached: undefined,
  firewall: undefined,
  announced: undefined,
  visitorAt: undefined,
  guests: false,
  shownMs: 0,
};

export class ReachabilityCheck {
  readonly #parts: ReachabilityCheckParts;
  #facts: ReachabilityFacts = FACTS_UNKNOWN;
  #diagnosis: Reachability = diagnoseReachability(FACTS_UNKNOWN);
  /** The link being checked. Answers for an earlier link are ignored. */
  #link: string | undefined;
  /** All addresses of this computer. */
  #ownAddresses: ReadonlySet<string> = new Set();
  #ownPorts: readonly number[] = [];
  #visitorTimer: NodeJS.Timeout | undefined;

  constructor(parts: ReachabilityCheckParts) {
    this.#parts = parts;
  }

  get diagnosis(): Reachability {
    return this.#diagnosis;
  }

  /** The host is running there. A call without changes has no effect. */
  begin({ link, adapter }: Running, adapters: readonly Adapter[]): void {
    this.#ownAddresses = new Set(adapters.flatMap(({ addresses }) => addresses));
    const { kind, reason } = adapters.find(({ name }) => name === adapter) ?? {};
    if (link === this.#link && this.#facts.bound) return;
    const isSameLink = link === this.#link;
    this.#link = link;
    // A visitor through another link does not prove that this one works.
    const visitorAt = isSameLink ? this.#facts.visitorAt : undefined;
    const { firewall, announced, guests } = this.#facts;
    this.#update({
      ...FACTS_UNKNOWN,
      kind,
      reason,
      firewall,
      announced: isSameLink ? announced : undefined,
      visitorAt,
      guests,
    });
    clearTimeout(this.#visitorTimer);
    this.#visitorTimer = setTimeout(
      () => this.#update({ shownMs: NO_VISITOR_AFTER_MS }),
      NO_VISITOR_AFTER_MS,
    );
    void this.#measure(link);
  }

  /** The host's address is gone. */
  lost(): void {
    clearTimeout(this.#visitorTimer);
    this.#update({ bound: false, reached: undefined, shownMs: 0 });
  }

  /** A connection arrived. */
  arrived(address: string, port: number): void {
    if (this.#ownAddresses.has(address)) this.#ownPorts = [...this.#ownPorts.slice(1 - OWN_PORTS_MAX), port];
    else if (this.#facts.visitorAt === undefined) this.#update({ visitorAt: Date.now() });
  }

  /** @param guests whether anyone but the host is present */
  setHasGuests(guests: boolean): void {
    if (this.#link !== undefined && guests !== this.#facts.guests) this.#update({ guests });
  }

  /** @param announced the link with the host's mDNS name, or `false` if it could not be announced */
  announced(announced: string | false): void {
    this.#update({ announced });
  }

  /** The host has stopped. */
  stop(): void {
    clearTimeout(this.#visitorTimer);
    this.#link = undefined;
    this.#facts = FACTS_UNKNOWN;
    this.#diagnosis = diagnoseReachability(FACTS_UNKNOWN);
  }

  async #measure(link: string): Promise<void> {
    const firewall = await this.#parts.readFirewall();
    if (link !== this.#link) return;
    this.#update({ firewall });
    const reached = await getsOwnAnswer(link, (port) => this.#ownPorts.includes(port));
    if (link === this.#link && this.#facts.bound) this.#update({ reached });
  }

  #update(more: Partial<ReachabilityFacts>): void {
    this.#facts = { ...this.#facts, ...more };
    const diagnosis = diagnoseReachability(this.#facts);
    if (JSON.stringify(diagnosis) === JSON.stringify(this.#diagnosis)) return;
    this.#diagnosis = diagnosis;
    this.#parts.changed(diagnosis);
  }
}
