/** Checks whether an address is on the same network as one of ours. */
import { BlockList, isIPv4 } from 'node:net';
import type { Interfaces } from './adapters.ts';

/**
 * @param own an address of this machine
 * @param interfaces of this machine
 */
export function isOnLink(address: string, own: string, interfaces: Interfaces): boolean {
  const info = Object.values(interfaces)
    .flatMap((infos = []) => infos)
    .find((each) => each.address === own && each.family === 'IPv4');
  if (info?.cidr == null || !isIPv4(address)) return false;
  const link = new BlockList();
  link.addSubnet(own, Number(info.cidr.split('/')[1]), 'ipv4');
  return link.check(address, 'ipv4');
}
