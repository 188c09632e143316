/**
 * `app://bundle/`: serves the built console from memory under a strict policy, to the window's own session. That
 * session can load nothing else, neither files nor network addresses.
 */
import { protocol, session, type Session } from 'electron';
import type { Pages } from '../http/pages/pages.ts';

const SCHEME = 'app';
const HOST = 'bundle';
export const CONSOLE_URL = `${SCHEME}://${HOST}/`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  // The window gets its data over IPC.
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Call it once, before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** The session of the window: in memory, and closed to everything but the bundle. */
export function consoleSession(pages: Pages): Session {
  const own = session.fromPartition('console');
  own.protocol.handle(SCHEME, ({ url }) => respond(pages, url));
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocal(url) }));
  return own;
}

/** Whether a URL belongs to the console. */
export function isConsole(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol: scheme, host } = new URL(url);
  return scheme === `${SCHEME}:` && host === HOST;
}

function respond(pages: Pages, url: string): Response {
  const file = isConsole(url) ? pages.get(new URL(url).pathname) : undefined;
  if (file === undefined) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'Content-Type': file.type,
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

const LOCAL_SCHEMES = [`${SCHEME}:`, 'blob:', 'data:', 'devtools:'];

function isLocal(url: string): boolean {
  return URL.canParse(url) && LOCAL_SCHEMES.includes(new URL(url).protocol);
}
