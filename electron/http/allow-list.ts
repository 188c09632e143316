/** Parses the names and origins that the host allows, from what a person types to what browsers send. */
import { domainToASCII } from 'node:url';
import { ALLOWED_MAX, type Allowed, type AllowedItem } from '../../contract/ipc/allowed.ts';
import { parseAuthority } from '../websocket/authority.ts';

/** The Origin that Chromium and some other programs send for a page opened from disk. */
const FILE_ORIGIN = 'file://';
/** The Origin of a page without one: sandboxed, or opened from disk in Firefox or Safari. */
const NO_ORIGIN = 'null';
/** The default ports, which browsers leave out. */
const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
]);
const LENGTH_MAX = 512;

export function parseAllowedItem(kind: AllowedItem['kind'], raw: string): AllowedItem | undefined {
  const value = kind === 'name' ? parseAllowedName(raw) : parseAllowedOrigin(raw);
  return value === undefined ? undefined : { kind, value };
}

/** Parses `NAME[:PORT]`; `undefined` if it is invalid. A trailing dot is dropped: it makes no difference. */
export function parseAllowedName(raw: string): string | undefined {
  const authority = readAuthority(raw.trim());
  if (authority === undefined) return undefined;
  const { name, port } = authority;
  return `${name.replace(/\.$/, '')}${port === undefined ? '' : `:${port}`}`;
}

/** Parses `SCHEME://NAME[:PORT]`, `file://` or `null`; `undefined` if it is invalid. */
export function parseAllowedOrigin(raw: string): string | undefined {
  const text = raw.trim();
  if (text.length > LENGTH_MAX) return undefined;
  if (text.toLowerCase() === NO_ORIGIN) return NO_ORIGIN;
  if (/^file:\/{2,3}$/i.test(text)) return FILE_ORIGIN;
  const [, scheme = '', rest = ''] = /^([a-z][a-z\d+.-]*):\/\/([^/]+)\/?$/i.exec(text) ?? [];
  const authority = readAuthority(rest);
  if (authority === undefined) return undefined;
  const { name, port } = authority;
  const isDefaultPort = DEFAULT_PORTS.get(scheme.toLowerCase()) === port;
  return `${scheme.toLowerCase()}://${name}${port === undefined || isDefaultPort ? '' : `:${port}`}`;
}

/** Parses the lists of a settings file or of the window. Invalid entries and those past the limit are left out. */
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

/** Non-ASCII names are converted to the form that browsers send (RFC 5891). */
function readAuthority(text: string) {
  if (text.length > LENGTH_MAX) return undefined;
  const [, name = '', port = ''] = /^(\[.*\]|[^:]*)((?::.*)?)$/s.exec(text) ?? [];
  const ascii = /^[\x21-\x7e]*$/.test(name) ? name : domainToASCII(name);
  return port === ':' ? undefined : parseAuthority(`${ascii}${port}`);
}
