/**
 * Which requests are for us: a web page elsewhere can make its visitor's browser connect to any address on the
 * network, and by DNS under any name. So the Host must be one of the few that cannot be forged that way, and a
 * browser's Origin must be that same host. It refuses to know paths and methods.
 */

/** Browsers send about twenty. */
const HEADERS_MAX = 64;

/** `undefined` lets the request in. */
export type GuardRefusal = { readonly status: 400 | 403 | 431 } | undefined;

/**
 * The values of `Host` that are ours: the addresses bound, names that no DNS server can give away
 * (`localhost`, RFC 6761 §6.3; `*.local`, RFC 6762 §3), each with our port.
 *
 * @param addresses the addresses that are bound; all of this machine's for every network
 * @param announced the name under which the host is announced, if it is
 */
export function ownHosts(
  addresses: readonly string[],
  hostname: string,
  port: number,
  announced?: string,
): ReadonlySet<string> {
  const names = [...addresses.map(bracketed), `${hostname.toLowerCase().replace(/\.local$/, '')}.local`];
  if (announced !== undefined) names.push(announced);
  if (addresses.some(isLoopback)) names.push('localhost');
  return new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])));
}

/**
 * @param rawHeaders names and values by turns, as they came
 * @param hosts from {@link ownHosts}
 */
export function guard(rawHeaders: readonly string[], hosts: ReadonlySet<string>): GuardRefusal {
  if (rawHeaders.length > HEADERS_MAX * 2) return { status: 431 };
  const host = valuesOf(rawHeaders, 'host');
  // RFC 9112 §3.2: a request without exactly one Host is malformed.
  if (host.length !== 1) return { status: 400 };
  const [name = ''] = host;
  if (!hosts.has(name.toLowerCase())) return { status: 403 };
  const origin = valuesOf(rawHeaders, 'origin');
  // No Origin: no browser, or a browser opening the page itself.
  if (origin.length === 0) return undefined;
  return origin.length === 1 && origin[0]?.toLowerCase() === `http://${name.toLowerCase()}`
    ? undefined
    : { status: 403 };
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

/** An IPv6 address as it stands in a URL (RFC 3986 §3.2.2). */
export function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.flatMap((value, i) =>
    i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name ? [value] : [],
  );
}
