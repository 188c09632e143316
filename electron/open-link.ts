/** Which links of other hosts may be opened in the browser. Pure: it refuses to know who opens them. */
import { isIPv4 } from 'node:net';

const LINK_LENGTH_MAX = 64;

/** The link as it is opened; `undefined` for whatever is not the front page of a host at an IPv4 address. */
export function parseHostLink(raw: unknown): string | undefined {
  if (typeof raw !== 'string' || raw.length > LINK_LENGTH_MAX || !URL.canParse(raw)) return undefined;
  const { protocol, hostname, port } = new URL(raw);
  const link = `http://${hostname}${port === '' ? '' : `:${port}`}`;
  // Nothing but these parts: no path, no account, nothing that a browser and this parser could read in two ways.
  return protocol === 'http:' && isIPv4(hostname) && (raw === link || raw === `${link}:80`)
    ? link
    : undefined;
}
