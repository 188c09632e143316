/** The headers of a handshake as they may be shown and saved: of a header that could carry a secret, only that it was there. */

/** Whatever is not here is hidden: cookies, tokens, the key, and what nobody has heard of yet. */
const HARMLESS = new Set([
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

/** @param raw names and values by turns, as they came */
export function shownHeaders(raw: readonly string[]): string {
  const lines: string[] = [];
  for (let i = 0; i + 1 < raw.length && lines.length < LINES_MAX; i += 2) {
    const [name = '', value = ''] = [raw[i], raw[i + 1]];
    const shown = HARMLESS.has(name.toLowerCase()) ? value : `(${value.length})`;
    lines.push(`${name}: ${shown}`.slice(0, LINE_MAX));
  }
  return lines.join('\n');
}
