/** Reads the names and origins that somebody wants to allow, as a person writes them, into how browsers send them. */
import { domainToASCII } from 'node:url';
import { ALLOWED_MAX, type Allowed, type AllowedItem } from '../../contract/ipc/allowed.ts';
import { parseAuthority } from '../websocket/authority.ts';

/** The origin of a page that was opened from the disk in Chromium, and of some programs. */
const FILE_ORIGIN = 'file://';
/** That of a page that has none of its own: sandboxed, or opened from the disk in Firefox and Safari. */
const NO_ORIGIN = 'null';
/** Left out by browsers. */
const USUAL_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
]);
const LENGTH_MAX = 512;

export function parseAllowedItem(kind: AllowedItem['kind'], raw: string): AllowedItem | undefined {
  const value = kind === 'name' ? parseAllowedName(raw) : parseAllowedOrigin(raw);
  return value === undefined ? undefined : { kind, value };
}

/** `NAME[:PORT]`; `undefined` for what is none. A dot at the end is left out: it names the same. */
export function parseAllowedName(raw: string): string | undefined {
  const authority = readAuthority(raw.trim());
  if (authority === undefined) return undefined;
  const { name, port } = authority;
  return `${name.replace(/\.$/, '')}${port === undefined ? '' : `:${port}`}`;
}

/** `SCHEME://NAME[:PORT]`, `file://` or `null`; `undefined` for what is none. */
export function parseAllowedOrigin(raw: string): string | undefined {
  const written = raw.trim();
  if (written.length > LENGTH_MAX) return undefined;
  if (written.toLowerCase() === NO_ORIGIN) return NO_ORIGIN;
  if (/^file:\/{2,3}$/i.test(written)) return FILE_ORIGIN;
  const [, scheme = '', rest = ''] = /^([a-z][a-z\d+.-]*):\/\/([^/]+)\/?$/i.exec(written) ?? [];
  const authority = readAuthority(rest);
  if (authority === undefined) return undefined;
  const { name, port } = authority;
  const usual = USUAL_PORTS.get(scheme.toLowerCase()) === port;
  return `${scheme.toLowerCase()}://${name}${port === undefined || usual ? '' : `:${port}`}`;
}

/** What stands in a file, or was sent by the window; what is none is left out, and so is what is too many. */
export function parseAllowed(raw: unknown): Allowed {
  const fields: { readonly [field in keyof Allowed]?: unknown } =
    typeof raw === 'object' && raw !== null ? raw : {};
  return {
    names: readAll(fields.names, parseAllowedName),
    origins: readAll(fields.origins, parseAllowedOrigin),
  };
}

function readAll(raw: unknown, parse: (text: string) => string | undefined): readonly string[] {
  if (!Array.isArray(raw)) return [];
  const values = raw.flatMap((each: unknown) => (typeof each === 'string' ? (parse(each) ?? []) : []));
  return [...new Set(values)].slice(0, ALLOWED_MAX);
}

/** Letters of other scripts become what browsers send for them (RFC 5891). */
function readAuthority(written: string) {
  if (written.length > LENGTH_MAX) return undefined;
  const [, name = '', port = ''] = /^(\[.*\]|[^:]*)((?::.*)?)$/s.exec(written) ?? [];
  const ascii = /^[\x21-\x7e]*$/.test(name) ? name : domainToASCII(name);
  return port === ':' ? undefined : parseAuthority(`${ascii}${port}`);
}
