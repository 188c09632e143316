/**
 * Which requests are for us: a web page elsewhere can make its visitor's browser connect to any address on the
 * network, and by DNS under any name. So the Host must be one that nobody's DNS can point at us, or one that whoever
 * runs the host has allowed, and a browser's Origin must be that same host, or allowed too (docs/security.md).
 */
import type { Allowed, AllowedItem } from '../../contract/ipc/allowed.ts';
import { parseAuthority, type Authority } from '../websocket/authority.ts';
import { parseAllowedItem } from './allow-list.ts';

/** Browsers send about twenty. */
const HEADERS_MAX = 64;
/** Of http and https: browsers leave them out. */
const USUAL_PORTS = [80, 443];
/** The address of a socket that is bound to every address: no machine has it (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2). */
const NO_MACHINE = ['0.0.0.0', '[::]', '[::ffff:0:0]'];

/** What the host is called. */
export interface OwnNames {
  /** In lower case, without a port and without a dot at the end. */
  readonly names: ReadonlySet<string>;
  readonly port: number;
  readonly allowed: Allowed;
}

export type Guarded =
  | { readonly ok: true; /** By an origin that was allowed: no page of ours. */ readonly foreign: boolean }
  | {
      readonly ok: false;
      readonly status: 400 | 403 | 431;
      /** What would have to be allowed for it, if that can be. */
      readonly refused?: AllowedItem;
    };

/**
 * The names that no DNS server can give away (`*.local`, RFC 6762 §3). Addresses and names without a dot need no
 * list, see {@link guard}.
 *
 * @param announced the name under which the host is announced, if it is
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

/** @param rawHeaders names and values by turns, as they came */
export function guard(rawHeaders: readonly string[], own: OwnNames): Guarded {
  if (rawHeaders.length > HEADERS_MAX * 2) return { ok: false, status: 431 };
  const [host, ...more] = valuesOf(rawHeaders, 'host');
  // RFC 9112 §3.2: a request without exactly one Host is malformed.
  if (host === undefined || more.length > 0) return { ok: false, status: 400 };
  // Of a request for nobody.
  if (host === '') return { ok: false, status: 403 };
  const authority = parseAuthority(host);
  if (authority === undefined) return { ok: false, status: 400 };
  if (!isOurs(authority, own)) return { ok: false, status: 403, refused: nameToAllow(authority, own) };
  const [origin, ...others] = valuesOf(rawHeaders, 'origin').map((value) => value.toLowerCase());
  // No Origin: no browser, or a browser opening the page itself.
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

/** An IPv6 address as it stands in a URL (RFC 3986 §3.2.2). */
export function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/**
 * Whether a Host is one of ours. Its port says nothing: behind one that is forwarded (docker, ssh -L, a router) it is
 * another than ours, and the Origin has to have the same.
 */
function isOurs(authority: Authority, own: OwnNames): boolean {
  // Nobody asks DNS for an address.
  if (authority.kind !== 'name') return !NO_MACHINE.includes(new URL(`http://${authority.name}`).hostname);
  const name = withoutDot(authority.name);
  // Who runs no top-level domain answers for no name without a dot, such as `localhost`, but on their own network.
  return !name.includes('.') || own.names.has(name) || isAllowedName(authority, own);
}

/** A page of ours that came by an allowed name, maybe through a proxy that speaks https and asks us by another name. */
function isOfAllowedName(origin: string, own: OwnNames): boolean {
  const authority = parseAuthority(/^https?:\/\/(.*)$/s.exec(origin)?.[1] ?? '');
  return authority !== undefined && isAllowedName(authority, own);
}

/** `NAME` holds with our port and with the usual ones, `NAME:PORT` with that port. */
function isAllowedName(asked: Authority, { allowed, port }: OwnNames): boolean {
  return allowed.names.some((each) => {
    const wanted = parseAuthority(each);
    if (wanted?.name !== withoutDot(asked.name)) return false;
    if (asked.port === undefined) return wanted.port === undefined || USUAL_PORTS.includes(wanted.port);
    return wanted.port === undefined
      ? [port, ...USUAL_PORTS].includes(asked.port)
      : asked.port === wanted.port;
  });
}

/** A dot at the end stands for the root (RFC 1034 §3.1), and names the same. */
function withoutDot(name: string): string {
  return name.replace(/\.$/, '');
}

function nameToAllow({ name, port }: Authority, own: OwnNames): AllowedItem {
  const alone = withoutDot(name);
  const isUsual = port === undefined || port === own.port || USUAL_PORTS.includes(port);
  return { kind: 'name', value: isUsual ? alone : `${alone}:${port}` };
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
