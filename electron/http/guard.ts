/**
 * Decides which requests are for us. A web page elsewhere can make its visitor's browser connect to any address on the
 * network, and through DNS under any name. So the Host must be a name that DNS cannot point at us or that the host has
 * allowed, and a browser's Origin must match the Host or be allowed too (docs/security.md).
 */
import type { Allowed, AllowedItem } from '../../contract/ipc/allowed.ts';
import { parseAuthority, type Authority } from '../websocket/authority.ts';
import { parseAllowedItem } from './allow-list.ts';

/** Browsers send about 20. */
const HEADERS_MAX = 64;
/** The default ports of http and https, which browsers leave out. */
const DEFAULT_PORTS = [80, 443];
/** The wildcard addresses: no machine has them (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2). */
const WILDCARDS = ['0.0.0.0', '[::]', '[::ffff:0:0]'];

/** The names that this host answers to. */
export interface OwnNames {
  /** In lower case, without port and trailing dot. */
  readonly names: ReadonlySet<string>;
  readonly port: number;
  readonly allowed: Allowed;
}

export type Guarded =
  | {
      readonly ok: true;
      /** Admitted by an allowed origin, so not a page of ours. */ readonly foreign: boolean;
    }
  | {
      readonly ok: false;
      readonly status: 400 | 403 | 431;
      /** The item that would have to be allowed, if there is one. */
      readonly refused?: AllowedItem;
    };

/**
 * Collects the names that no DNS server controls (`*.local`, RFC 6762 §3). Addresses and names without a dot need no
 * list, see {@link guard}.
 *
 * @param announced mDNS names of the host, if it is announced
 */
export function ownNames(
  hostname: string,
  port: number,
  allowed: Allowed,
  announced: readonly string[] = [],
): OwnNames {
  const names = new Set([`${hostname.toLowerCase().replace(/\.local$/, '')}.local`]);
  for (const name of announced) names.add(name.toLowerCase());
  return { names, port, allowed };
}

/**
 * Checks the Host and Origin of a request.
 *
 * @param rawHeaders alternating names and values, as received
 */
export function guard(rawHeaders: readonly string[], own: OwnNames): Guarded {
  if (rawHeaders.length > HEADERS_MAX * 2) return { ok: false, status: 431 };
  const [host, ...more] = valuesOf(rawHeaders, 'host');
  // RFC 9112 §3.2: a request without exactly one Host is malformed.
  if (host === undefined || more.length > 0) return { ok: false, status: 400 };
  // The request has an empty authority.
  if (host === '') return { ok: false, status: 403 };
  const authority = parseAuthority(host);
  if (authority === undefined) return { ok: false, status: 400 };
  if (!isOwnHost(authority, own)) return { ok: false, status: 403, refused: nameToAllow(authority, own) };
  const [origin, ...others] = valuesOf(rawHeaders, 'origin').map((value) => value.toLowerCase());
  // Without Origin it is not a browser, or a browser opening the page itself.
  if (origin === undefined) return { ok: true, foreign: false };
  if (others.length > 0) return { ok: false, status: 403 };
  if (origin === `http://${host.toLowerCase()}` || isOfAllowedName(origin, own))
    return { ok: true, foreign: false };
  return own.allowed.origins.includes(origin)
    ? { ok: true, foreign: true }
    : { ok: false, status: 403, ...originToAllow(origin) };
}

export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

/** Formats an address for a URL: IPv6 in brackets (RFC 3986 §3.2.2). */
export function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/**
 * Whether a Host is one of ours. The port does not matter: behind a port forward (docker, ssh -L, a router) it differs
 * from ours, and the Origin has to match it.
 */
function isOwnHost(authority: Authority, own: OwnNames): boolean {
  // An address involves no DNS.
  if (authority.kind !== 'name') return !WILDCARDS.includes(new URL(`http://${authority.name}`).hostname);
  const name = withoutDot(authority.name);
  // An attacker's DNS cannot answer for a name without a dot, such as `localhost`, except on the attacker's own network
  // or as the owner of a top-level domain.
  return !name.includes('.') || own.names.has(name) || isAllowedName(authority, own);
}

/**
 * Whether a page of ours was loaded under an allowed name, possibly through a proxy that speaks https and forwards
 * under another name.
 */
function isOfAllowedName(origin: string, own: OwnNames): boolean {
  const authority = parseAuthority(/^https?:\/\/(.*)$/s.exec(origin)?.[1] ?? '');
  return authority !== undefined && isAllowedName(authority, own);
}

/** `NAME` matches our port and the default ports, `NAME:PORT` that port. */
function isAllowedName(authority: Authority, { allowed, port }: OwnNames): boolean {
  return allowed.names.some((each) => {
    const wanted = parseAuthority(each);
    if (wanted?.name !== withoutDot(authority.name)) return false;
    if (authority.port === undefined) return wanted.port === undefined || DEFAULT_PORTS.includes(wanted.port);
    return wanted.port === undefined
      ? [port, ...DEFAULT_PORTS].includes(authority.port)
      : authority.port === wanted.port;
  });
}

/** A trailing dot denotes the DNS root (RFC 1034 §3.1) and does not change the name. */
function withoutDot(name: string): string {
  return name.replace(/\.$/, '');
}

function nameToAllow({ name, port }: Authority, own: OwnNames): AllowedItem {
  const bare = withoutDot(name);
  const isDefaultPort = port === undefined || port === own.port || DEFAULT_PORTS.includes(port);
  return { kind: 'name', value: isDefaultPort ? bare : `${bare}:${port}` };
}

function originToAllow(origin: string): { readonly refused?: AllowedItem } {
  const refused = parseAllowedItem('origin', origin);
  return refused === undefined ? {} : { refused };
}

function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.flatMap((value, i) =>
    i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name ? [value] : [],
  );
}
