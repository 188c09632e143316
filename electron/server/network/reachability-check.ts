/**
 * Finds out whether people can reach the host, as long as it is on: gathers the facts, and tells what they mean
 * whenever that changes. It refuses to judge them.
 */
import type { Reachability } from '../../../contract/ipc/reachability.ts';
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import type { Running } from '../../../contract/ipc/host-state.ts';
import { judgeReachability, NOBODY_AFTER_MS, type ReachabilityFacts } from '../../lan/judge-reachability.ts';
import type { Firewall } from '../../lan/firewall.ts';
import { getsOwnAnswer } from '../../lan/own-answer.ts';

export interface ReachabilityCheckParts {
  readonly readFirewall: () => Promise<Firewall>;
  readonly changed: (diagnosis: Reachability) => void;
}

/** Of connections that this computer made to itself, so many ports are remembered. */
const OWN_PORTS_MAX = 16;

const NOTHING_YET: ReachabilityFacts = {
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
  #facts: ReachabilityFacts = NOTHING_YET;
  #diagnosis: Reachability = judgeReachability(NOTHING_YET);
  /** Where it looks now; an answer that was asked for elsewhere is none. */
  #link: string | undefined;
  /** All addresses of this computer. */
  #own: ReadonlySet<string> = new Set();
  #ownPorts: readonly number[] = [];
  #patience: NodeJS.Timeout | undefined;

  constructor(parts: ReachabilityCheckParts) {
    this.#parts = parts;
  }

  get diagnosis(): Reachability {
    return this.#diagnosis;
  }

  /** The host is on there; told again when nothing has changed, it goes on. */
  begin({ link, adapter }: Running, adapters: readonly Adapter[]): void {
    this.#own = new Set(adapters.flatMap(({ addresses }) => addresses));
    const { kind, reason } = adapters.find(({ name }) => name === adapter) ?? {};
    if (link === this.#link && this.#facts.bound) return;
    const again = link === this.#link;
    this.#link = link;
    // Who came by another link does not show that this one leads in.
    const visitorAt = again ? this.#facts.visitorAt : undefined;
    const { firewall, announced, guests } = this.#facts;
    this.#learn({
      ...NOTHING_YET,
      kind,
      reason,
      firewall,
      announced: again ? announced : undefined,
      visitorAt,
      guests,
    });
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#learn({ shownMs: NOBODY_AFTER_MS }), NOBODY_AFTER_MS);
    void this.#ask(link);
  }

  /** Its address is gone. */
  lost(): void {
    clearTimeout(this.#patience);
    this.#learn({ bound: false, reached: undefined, shownMs: 0 });
  }

  /** A connection came. */
  arrived(address: string, port: number): void {
    if (this.#own.has(address)) this.#ownPorts = [...this.#ownPorts.slice(1 - OWN_PORTS_MAX), port];
    else if (this.#facts.visitorAt === undefined) this.#learn({ visitorAt: Date.now() });
  }

  /** @param guests whether anybody but the host is in */
  peopled(guests: boolean): void {
    if (this.#link !== undefined && guests !== this.#facts.guests) this.#learn({ guests });
  }

  /** @param announced the link by the name of the host, or `false` where names cannot be told */
  announced(announced: string | false): void {
    this.#learn({ announced });
  }

  /** The host is off: nothing is found out any more. */
  stop(): void {
    clearTimeout(this.#patience);
    this.#link = undefined;
    this.#facts = NOTHING_YET;
    this.#diagnosis = judgeReachability(NOTHING_YET);
  }

  async #ask(link: string): Promise<void> {
    const firewall = await this.#parts.readFirewall();
    if (link !== this.#link) return;
    this.#learn({ firewall });
    const reached = await getsOwnAnswer(link, (port) => this.#ownPorts.includes(port));
    if (link === this.#link && this.#facts.bound) this.#learn({ reached });
  }

  #learn(more: Partial<ReachabilityFacts>): void {
    this.#facts = { ...this.#facts, ...more };
    const diagnosis = judgeReachability(this.#facts);
    if (JSON.stringify(diagnosis) === JSON.stringify(this.#diagnosis)) return;
    this.#diagnosis = diagnosis;
    this.#parts.changed(diagnosis);
  }
}
