/**
 * Formats the headers of a handshake for display and export. Values that could be secret are replaced by their length.
 */

/** All other values are hidden: cookies, tokens, the key, and unknown headers. */
const VISIBLE = new Set([
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'host',
  'origin',
  'pragma',
  'sec-websocket-extensions',
  'sec-websocket-protocol',
  'sec-websocket-version',
  'upgrade',
  'user-agent',
]);
const LINE_MAX = 300;
const LINES_MAX = 32;

/**
 * Returns one line for each header.
 *
 * @param raw alternating names and values, as received
 */
export function shownHeaders(raw: readonly string[]): string {
  const lines: string[] = [];
  for (let i = 0; i + 1 < raw.length && lines.length < LINES_MAX; i += 2) {
    const [name = '', value = ''] = [raw[i], raw[i + 1]];
    const shown = VISIBLE.has(name.toLowerCase()) ? value : `(${value.length})`;
    lines.push(`${name}: ${shown}`.slice(0, LINE_MAX));
  }
  return lines.join('\n');
}
