/** What facts mean for whoever wants to come in: facts in, a list of checks and likely causes out. Pure. */
import type { UnreachableCause, ReachabilityFinding, Reachability } from '../../contract/ipc/reachability.ts';
import type { AdapterKind, AdapterReason } from '../../contract/ipc/adapter.ts';
import type { Firewall } from './firewall.ts';

/** So long people are given to take out a phone and scan a code. */
export const NOBODY_AFTER_MS = 60_000;

export interface ReachabilityFacts {
  readonly bound: boolean;
  readonly kind: AdapterKind | undefined;
  readonly reason: AdapterReason | undefined;
  /** Whether the host got its own answer by its own address; `undefined` as long as it waits for it. */
  readonly reached: boolean | undefined;
  /** `undefined` as long as it is looked for. */
  readonly firewall: Firewall | undefined;
  /** The link by its name, once it is announced; `false` if it could not be. */
  readonly announced: string | false | undefined;
  /** When the first device from outside came; wall clock. */
  readonly visitorAt: number | undefined;
  /** Whether anybody but the host is in, be it from this very computer. */
  readonly guests: boolean;
  /** How long the link has been shown. */
  readonly shownMs: number;
}

export function judgeReachability(facts: ReachabilityFacts): Reachability {
  const { announced } = facts;
  return {
    // Without an address there is nothing else to find out.
    checks: (facts.bound ? CHECKS : [bound]).map((check) => check(facts)),
    causes: causesOf(facts),
    ...(typeof announced === 'string' && { namedLink: announced }),
  };
}

function bound({ bound: is }: ReachabilityFacts): ReachabilityFinding {
  return is ? { finding: 'bound', verdict: 'good' } : { finding: 'unbound', verdict: 'bad' };
}

function reached({ reached: is, visitorAt }: ReachabilityFacts): ReachabilityFinding {
  if (is === true || visitorAt !== undefined) return { finding: 'reached', verdict: 'good' };
  return is === undefined
    ? { finding: 'reaching', verdict: 'waiting' }
    : { finding: 'not-reached', verdict: 'bad' };
}

const SHARED: ReadonlySet<AdapterReason | undefined> = new Set([
  ...(['default-route', 'private-address', 'hotspot', 'every-network'] as const),
]);

function network({ reason, kind, visitorAt }: ReachabilityFacts): ReachabilityFinding {
  const shared = (SHARED.has(reason) && kind !== 'virtual') || visitorAt !== undefined;
  return shared
    ? { finding: 'network-shared', verdict: 'good' }
    : { finding: 'network-unsure', verdict: 'unsure' };
}

function firewall({ firewall: found, visitorAt }: ReachabilityFacts): ReachabilityFinding {
  if (visitorAt !== undefined) return { finding: 'firewall-passed', verdict: 'good' };
  if (found === undefined) return { finding: 'firewall-looking', verdict: 'waiting' };
  return { finding: `firewall-${found}`, verdict: found === 'none' ? 'good' : 'unsure' };
}

function announcement({ announced }: ReachabilityFacts): ReachabilityFinding {
  if (announced === undefined) return { finding: 'announcing', verdict: 'waiting' };
  return announced === false
    ? { finding: 'not-announced', verdict: 'unsure' }
    : { finding: 'announced', verdict: 'good' };
}

function visitor({ visitorAt, shownMs }: ReachabilityFacts): ReachabilityFinding {
  if (visitorAt !== undefined) return { finding: 'visitor-came', verdict: 'good', at: visitorAt };
  return shownMs < NOBODY_AFTER_MS
    ? { finding: 'visitor-waiting', verdict: 'waiting' }
    : { finding: 'visitor-none', verdict: 'unsure' };
}

const CHECKS = [bound, reached, network, firewall, announcement, visitor];

function causesOf({
  bound: isBound,
  reached: is,
  firewall: found,
  kind,
  visitorAt,
  guests,
  shownMs,
}: ReachabilityFacts): UnreachableCause[] {
  if (!isBound || visitorAt !== undefined || guests || shownMs < NOBODY_AFTER_MS) return [];
  const causes: UnreachableCause[] = [];
  if (is === false) causes.push('unreached');
  if (kind === 'vpn') causes.push('vpn');
  if (found !== 'none') causes.push('firewall');
  causes.push('other-network');
  // By cable there may be an access point behind it all the same.
  if (kind !== 'vpn') causes.push('isolation');
  causes.push('mobile');
  return causes;
}
