/** The value of a `Host` header, `NAME[:PORT]` (RFC 9110 §7.2, RFC 3986 §3.2), read strictly. */
import { isIPv4, isIPv6 } from 'node:net';

export interface Authority {
  /** In lower case; an IPv6 address in its brackets. */
  readonly name: string;
  /** 1–65535; `undefined` if it was left out, which stands for the port of the scheme. */
  readonly port: number | undefined;
  /** Whether the name is an IP address, which needs no DNS. */
  readonly kind: 'ipv4' | 'ipv6' | 'name';
}

/** RFC 1035 §2.3.4, with a trailing dot. */
const NAME_LENGTH_MAX = 254;
const PARTS = /^(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{0,5}))?$/i;

/** `undefined` for anything else: user names, paths, lists, spaces, ports out of range. */
export function parseAuthority(value: string): Authority | undefined {
  if (value.length > NAME_LENGTH_MAX + ':65535'.length) return undefined;
  const [, written = '', digits] = PARTS.exec(value) ?? [];
  const name = written.toLowerCase();
  const kind = kindOf(name);
  if (kind === undefined) return undefined;
  if (digits === undefined || digits === '') return { name, kind, port: undefined };
  const port = Number(digits);
  return port >= 1 && port <= 65_535 && !digits.startsWith('0') ? { name, kind, port } : undefined;
}

function kindOf(name: string): Authority['kind'] | undefined {
  if (name === '') return undefined;
  if (name.startsWith('[')) return isIPv6(name.slice(1, -1)) ? 'ipv6' : undefined;
  if (isIPv4(name)) return 'ipv4';
  const labels = name.replace(/\.$/, '').split('.');
  // Browsers take a name that ends in a number for an address, or refuse it (WHATWG URL §3.5).
  if (/^(\d+|0x[\da-f]*)$/.test(labels.at(-1) ?? '')) return undefined;
  return labels.every((label) => label !== '' && label.length <= 63) ? 'name' : undefined;
}
