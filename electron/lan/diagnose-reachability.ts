/**
 * Judges from the collected facts whether guests can reach the host: facts in, a list of checks and likely causes out.
 * Pure.
 */
import type { UnreachableCause, ReachabilityFinding, Reachability } from '../../contract/ipc/reachability.ts';
import type { AdapterKind, AdapterReason } from '../../contract/ipc/adapter.ts';
import type { Firewall } from './firewall.ts';

/** The time for a guest to take out a phone and scan the code. */
export const NO_VISITOR_AFTER_MS = 60_000;

export interface ReachabilityFacts {
  readonly bound: boolean;
  readonly kind: AdapterKind | undefined;
  readonly reason: AdapterReason | undefined;
  /** Whether the host could reach itself at its own address; `undefined` until that is known. */
  readonly reached: boolean | undefined;
  /** `undefined` until it has been detected. */
  readonly firewall: Firewall | undefined;
  /** The link with the mDNS name once it is announced; `false` if that failed. */
  readonly announced: string | false | undefined;
  /** When the first other device connected; wall clock. */
  readonly visitorAt: number | undefined;
  /** Whether any guest is present, including guests on this computer. */
  readonly guests: boolean;
  /** How long the link has been visible. */
  readonly shownMs: number;
}

export function diagnoseReachability(facts: ReachabilityFacts): Reachability {
  const { announced } = facts;
  return {
    // Without an address the other checks make no sense.
    checks: (facts.bound ? CHECKS : [bound]).map((check) => check(facts)),
    causes: causesOf(facts),
    ...(typeof announced === 'string' && { namedLink: announced }),
  };
}

function bound({ bound: isBound }: ReachabilityFacts): ReachabilityFinding {
  return isBound ? { finding: 'bound', verdict: 'good' } : { finding: 'unbound', verdict: 'bad' };
}

function reached({ reached: isReached, visitorAt }: ReachabilityFacts): ReachabilityFinding {
  if (isReached === true || visitorAt !== undefined) return { finding: 'reached', verdict: 'good' };
  return isReached === undefined
    ? { finding: 'reaching', verdict: 'waiting' }
    : { finding: 'not-reached', verdict: 'bad' };
}

const SHARED: ReadonlySet<AdapterReason | undefined> = new Set([
  'default-route',
  'private-address',
  'hotspot',
  'every-network',
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
  return shownMs < NO_VISITOR_AFTER_MS
    ? { finding: 'visitor-waiting', verdict: 'waiting' }
    : { finding: 'visitor-none', verdict: 'unsure' };
}

const CHECKS = [bound, reached, network, firewall, announcement, visitor];

function causesOf({
  bound: isBound,
  reached: isReached,
  firewall: found,
  kind,
  visitorAt,
  guests,
  shownMs,
}: ReachabilityFacts): UnreachableCause[] {
  if (!isBound || visitorAt !== undefined || guests || shownMs < NO_VISITOR_AFTER_MS) return [];
  const causes: UnreachableCause[] = [];
  if (isReached === false) causes.push('unreached');
  if (kind === 'vpn') causes.push('vpn');
  if (found !== 'none') causes.push('firewall');
  causes.push('other-network');
  // Even a wired network may have an access point behind it.
  if (kind !== 'vpn') causes.push('isolation');
  causes.push('mobile');
  return causes;
}
