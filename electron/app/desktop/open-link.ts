/** Decides which links may be opened in the browser, and which host the dialog names. Pure. */

/** In UTF-16 units. Longer links are not passed to another program. */
export const LINK_LENGTH_MAX = 2_048;

export interface OpenedLink {
  /** The link to open, as written by the URL parser. */
  readonly href: string;
  /** The host in ASCII, so that lookalike letters show. */
  readonly host: string;
}

/**
 * `undefined` for a link that is not opened: another scheme, credentials in it, too long, or a text that another parser
 * could read differently. It must be written as the parser writes it, except for the slash of a front page.
 */
export function parseLink(raw: unknown): OpenedLink | undefined {
  if (typeof raw !== 'string' || raw.length > LINK_LENGTH_MAX || !URL.canParse(raw)) return undefined;
  const url = new URL(raw);
  const { href, protocol, username, password, host } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  if (username !== '' || password !== '' || host === '') return undefined;
  if (raw !== href && `${raw}/` !== href) return undefined;
  return { href, host };
}
