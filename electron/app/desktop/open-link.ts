/** Which links may be opened in the browser, and what is told before. Pure: it refuses to know who opens them. */

/** In UTF-16 units: no more is passed to another program. */
export const LINK_LENGTH_MAX = 2_048;

export interface OpenedLink {
  /** As it is opened: written by the one parser there is, and by nobody else. */
  readonly href: string;
  /** Where it leads, in ASCII: letters that only look alike show. */
  readonly host: string;
}

/**
 * `undefined` for whatever is not opened: other schemes, an account in it, too long, and each text that a second parser
 * could read otherwise. It must stand as the parser writes it, but for the slash of a front page.
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
