/** What the host found out about whether people can reach it, and why they may not. The words are in `locales/`. */

export type Finding =
  | 'bound'
  | 'unbound'
  | 'reaching'
  | 'reached'
  | 'not-reached'
  | 'network-shared'
  | 'network-unsure'
  | 'firewall-looking'
  | 'firewall-none'
  | 'firewall-unknown'
  | 'firewall-windows'
  | 'firewall-macos'
  | 'firewall-ufw'
  | 'firewall-firewalld'
  | 'firewall-passed'
  | 'announcing'
  | 'announced'
  | 'not-announced'
  | 'visitor-waiting'
  | 'visitor-none'
  | 'visitor-came';

export type ReachabilityVerdict = 'good' | 'waiting' | 'unsure' | 'bad';

export interface ReachabilityFinding {
  readonly finding: Finding;
  readonly verdict: ReachabilityVerdict;
  /** When it was found, where that is of interest; wall clock, milliseconds since 1970. */
  readonly at?: number;
}

/** Why nobody has come. */
export type UnreachableCause = 'unreached' | 'firewall' | 'vpn' | 'isolation' | 'other-network' | 'mobile';

export interface Reachability {
  /** In the order in which they are made. */
  readonly checks: readonly ReachabilityFinding[];
  /** The likeliest first; empty as long as there is nothing to explain. */
  readonly causes: readonly UnreachableCause[];
  /** The link by the name on the network, for those whose device finds names; absent while it is not announced. */
  readonly namedLink?: string;
}
