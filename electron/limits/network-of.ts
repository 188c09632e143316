/**
 * Maps an address to the network that is held responsible for it: one IPv4 address, or the 64-bit prefix of an IPv6
 * address, since a device may choose any of the other 2⁶⁴ addresses itself.
 */

/** A longer string is not an address and would be stored. */
const ADDRESS_LENGTH_MAX = 64;
const GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * Returns the same string for all addresses of a network: `192.0.2.1`, also for `::ffff:192.0.2.1` and
 * `::ffff:c000:201`, or `2001:db8:0:0::/64`. Other strings are returned as they are (RFC 4291 §2.2, §2.5.5.2).
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.slice(0, ADDRESS_LENGTH_MAX).toLowerCase().split('%');
  if (!plain.includes(':')) return plain;
  const groups = groupsOf(plain);
  if (groups === undefined) return plain;
  const [a, b, c, d, e, marker, high = 0, low = 0] = groups;
  const mapped = [a, b, c, d, e].every((group) => group === 0) && marker === 0xffff;
  if (mapped) return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
  return `${groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/**
 * Returns a prefix that many networks of one owner share: `192.0.2.0/24`, or `2001:db8:0::/48`. Takes a result of
 * {@link networkOf}; other strings are returned as they are.
 */
export function widerNetworkOf(network: string): string {
  const [, ipv4] = /^(\d+\.\d+\.\d+)\.\d+$/.exec(network) ?? [];
  if (ipv4 !== undefined) return `${ipv4}.0/24`;
  const [, ipv6] = /^([\da-f]+:[\da-f]+:[\da-f]+):[\da-f]+::\/64$/.exec(network) ?? [];
  return ipv6 === undefined ? network : `${ipv6}::/48`;
}

/** The 8 groups of an IPv6 address; `undefined` if it is not one. */
function groupsOf(address: string): readonly number[] | undefined {
  if (!URL.canParse(`http://[${address}]`)) return undefined;
  // A URL accepts every notation and returns the canonical one, without an embedded IPv4 address (WHATWG URL, IPv6
  // serializer).
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const first = numbers(head);
  if (tail === undefined) return first;
  const last = numbers(tail);
  return [...first, ...Array.from({ length: GROUPS - first.length - last.length }, () => 0), ...last];
}

function numbers(groups: string): readonly number[] {
  return groups === '' ? [] : groups.split(':').map((group) => parseInt(group, 16));
}
