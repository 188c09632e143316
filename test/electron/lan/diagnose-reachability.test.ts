import { expect, test } from 'vitest';
import type { Finding } from '../../../contract/ipc/reachability.ts';
import {
  diagnoseReachability,
  NO_VISITOR_AFTER_MS,
  type ReachabilityFacts,
} from '../../../electron/lan/diagnose-reachability.ts';

/** Everything works, and no guest has had time to connect. */
const fine: ReachabilityFacts = {
  bound: true,
  kind: 'wifi',
  reason: 'default-route',
  reached: true,
  firewall: 'none',
  announced: 'http://porchlight-ab12.local:8080',
  visitorAt: undefined,
  guests: false,
  shownMs: 0,
};
const nobody: ReachabilityFacts = { ...fine, shownMs: NO_VISITOR_AFTER_MS };

test.each<[string, Partial<ReachabilityFacts>, Finding, string]>([
  ['the address is bound', {}, 'bound', 'good'],
  ['the address is gone', { bound: false }, 'unbound', 'bad'],
  ['its own answer is awaited', { reached: undefined }, 'reaching', 'waiting'],
  ['it got its own answer', {}, 'reached', 'good'],
  ['it got no answer', { reached: false }, 'not-reached', 'bad'],
  ['it got no answer, but another device did', { reached: false, visitorAt: 1 }, 'reached', 'good'],
  ['a network of people', {}, 'network-shared', 'good'],
  ['a VPN', { kind: 'vpn', reason: 'vpn' }, 'network-unsure', 'unsure'],
  ['inside a machine', { kind: 'virtual' }, 'network-unsure', 'unsure'],
  ['nobody knows the network', { kind: undefined, reason: undefined }, 'network-unsure', 'unsure'],
  ['a firewall is looked for', { firewall: undefined }, 'firewall-looking', 'waiting'],
  ['there is a firewall', { firewall: 'ufw' }, 'firewall-ufw', 'unsure'],
  ['there is a firewall that let a visitor in', { firewall: 'ufw', visitorAt: 1 }, 'firewall-passed', 'good'],
  ['no firewall is known', {}, 'firewall-none', 'good'],
  ['nothing is announced yet', { announced: undefined }, 'announcing', 'waiting'],
  ['it could not be announced', { announced: false }, 'not-announced', 'unsure'],
  ['it is announced', {}, 'announced', 'good'],
  ['nobody has come yet', {}, 'visitor-waiting', 'waiting'],
  ['no visitor came for a minute', { shownMs: NO_VISITOR_AFTER_MS }, 'visitor-none', 'unsure'],
])('%s', (_, facts, finding, verdict) => {
  expect(diagnoseReachability({ ...fine, ...facts }).checks).toContainEqual({ finding, verdict });
});

test('the first visitor is reported with the time', () => {
  expect(diagnoseReachability({ ...nobody, visitorAt: 77 }).checks).toContainEqual({
    finding: 'visitor-came',
    verdict: 'good',
    at: 77,
  });
});

test.each<[string, ReachabilityFacts, string[]]>([
  ['there was no time to come', fine, []],
  ['a visitor came', { ...nobody, visitorAt: 1 }, []],
  ['a guest on this computer is present', { ...nobody, guests: true }, []],
  ['the address is gone', { ...nobody, bound: false }, []],
  ['all seems well', nobody, ['other-network', 'isolation', 'mobile']],
  [
    'a firewall is on',
    { ...nobody, firewall: 'windows' },
    ['firewall', 'other-network', 'isolation', 'mobile'],
  ],
  [
    'nobody knows of a firewall',
    { ...nobody, firewall: 'unknown' },
    ['firewall', 'other-network', 'isolation', 'mobile'],
  ],
  [
    'it cannot reach itself',
    { ...nobody, reached: false },
    ['unreached', 'other-network', 'isolation', 'mobile'],
  ],
  ['it is a VPN', { ...nobody, kind: 'vpn', reason: 'vpn' }, ['vpn', 'other-network', 'mobile']],
])('without visitors and with %s, the causes are %j', (_, facts, causes) => {
  expect(diagnoseReachability(facts).causes).toEqual(causes);
});

test('the link with the name is only given once it is announced', () => {
  expect(diagnoseReachability(fine).namedLink).toBe('http://porchlight-ab12.local:8080');
  expect(diagnoseReachability({ ...fine, announced: false }).namedLink).toBeUndefined();
});
