/**
 * Whose doing a guess is taken for: one IPv4 address, or the 64 bits of an IPv6 address that a network gives out,
 * since a device may give itself any of the other 2⁶⁴. It refuses to know sockets.
 */

/** Longer ones are no addresses, and would be kept. */
const ADDRESS_LENGTH_MAX = 64;
const GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * What two addresses share that belong to the same one: `192.0.2.1`, also out of `::ffff:192.0.2.1` and
 * `::ffff:c000:201`, or `2001:db8:0:0::/64`. What is no address stays as it is. (RFC 4291 §2.2, §2.5.5.2)
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.slice(0, ADDRESS_LENGTH_MAX).toLowerCase().split('%');
  if (!plain.includes(':')) return plain;
  const groups = groupsOf(plain);
  if (groups === undefined) return plain;
  const [a, b, c, d, e, mark, high = 0, low = 0] = groups;
  const mapped = [a, b, c, d, e].every((group) => group === 0) && mark === 0xffff;
  if (mapped) return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
  return `${groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/**
 * What many networks of one owner share: `192.0.2.0/24`, or `2001:db8:0::/48`. Takes what {@link networkOf} answers;
 * what is no network stays as it is.
 */
export function widerNetworkOf(network: string): string {
  const [, ipv4] = /^(\d+\.\d+\.\d+)\.\d+$/.exec(network) ?? [];
  if (ipv4 !== undefined) return `${ipv4}.0/24`;
  const [, ipv6] = /^([\da-f]+:[\da-f]+:[\da-f]+):[\da-f]+::\/64$/.exec(network) ?? [];
  return ipv6 === undefined ? network : `${ipv6}::/48`;
}

/** The eight numbers of an IPv6 address; `undefined` if it is none. */
function groupsOf(address: string): readonly number[] | undefined {
  if (!URL.canParse(`http://[${address}]`)) return undefined;
  // A URL knows every spelling and gives back one, without an IPv4 address in it (WHATWG URL, IPv6 serializer).
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const first = numbers(head);
  if (tail === undefined) return first;
  const last = numbers(tail);
  return [...first, ...Array.from({ length: GROUPS - first.length - last.length }, () => 0), ...last];
}

function numbers(groups: string): readonly number[] {
  return groups === '' ? [] : groups.split(':').map((group) => parseInt(group, 16));
}
