/** Combines the resource usage of each network, the heaviest user first. Pure. */
import {
  NETWORKS_MAX,
  RESOURCES,
  type ResourceCounts,
  type NetworkUsage,
  type Resource,
  type ResourceUse,
  type Usage,
} from '../../../contract/ipc/network-usage.ts';

/** @param people number of people, by network */
export function usageOf(
  used: Readonly<Record<Resource, ResourceUse>>,
  people: ReadonlyMap<string, number>,
): Usage {
  const most = countsOf((resource) => used[resource].most);
  const networks = new Set(RESOURCES.flatMap((resource) => [...used[resource].byNetwork.keys()]));
  const all = [...networks, ...[...people.keys()].filter((network) => !networks.has(network))].map(
    (network): NetworkUsage => ({
      network,
      counts: countsOf((resource) => used[resource].byNetwork.get(network) ?? 0),
      people: people.get(network) ?? 0,
    }),
  );
  all.sort(
    (one, other) => shareOf(other, most) - shareOf(one, most) || (one.network < other.network ? -1 : 1),
  );
  return {
    most,
    taken: countsOf((resource) => sum(used[resource].byNetwork.values())),
    networks: all.slice(0, NETWORKS_MAX),
    others: Math.max(0, all.length - NETWORKS_MAX),
  };
}

/** The largest share that a network has of any resource, from 0 to 1. */
function shareOf({ counts }: NetworkUsage, most: ResourceCounts): number {
  return Math.max(...RESOURCES.map((resource) => counts[resource] / Math.max(1, most[resource])));
}

function countsOf(count: (resource: Resource) => number): ResourceCounts {
  return {
    connections: count('connections'),
    unjoined: count('unjoined'),
    uploads: count('uploads'),
    waiting: count('waiting'),
    forms: count('forms'),
  };
}

function sum(counts: Iterable<number>): number {
  let all = 0;
  for (const count of counts) all += count;
  return all;
}
