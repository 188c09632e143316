/** Which links may be opened in the browser, and what is told before. Pure: it refuses to know who opens them. */
import { isIPv4 } from 'node:net';

/** In UTF-16 units: no more is passed to another program. */
export const LINK_LENGTH_MAX = 2_048;

export interface OpenedLink {
  /** As it is opened: written by the one parser there is, and by nobody else. */
  readonly href: string;
  /** Where it leads, in ASCII: letters that only look alike show. */
  readonly host: string;
  /** The front page of a host at an IPv4 address, which is all that the list of hosts nearby has. */
  readonly isHost: boolean;
}

/**
 * `undefined` for whatever is not opened: other schemes, an account in it, too long, and each text that a second parser
 * could read otherwise. It must stand as the parser writes it, but for the slash of a front page.
 */
export function parseLink(raw: unknown): OpenedLink | undefined {
  if (typeof raw !== 'string' || raw.length > LINK_LENGTH_MAX || !URL.canParse(raw)) return undefined;
  const url = new URL(raw);
  const { href, protocol, username, password, host, hostname, pathname, search, hash } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  if (username !== '' || password !== '' || hostname === '') return undefined;
  if (raw !== href && `${raw}/` !== href) return undefined;
  const isFront = pathname === '/' && search === '' && hash === '';
  return { href, host, isHost: protocol === 'http:' && isIPv4(hostname) && isFront };
}
