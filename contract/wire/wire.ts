/** The subprotocol `porchlight.v1`: its paths, paces and close codes. Each message is one JSON object in one text message. */

/** The WebSocket subprotocol of the full page (RFC 6455 §1.9). */
export const SUBPROTOCOL = 'porchlight.v1';

/** A second path that is for WebSockets alone; `/` serves the page to a browser and upgrades too. */
export const SOCKET_PATH = '/ws';

/** The page without script, which needs no WebSocket either. */
export const PLAIN_PATH = '/plain';

/** The host sends `beat` this often, so that a page (which cannot see pings) knows the line is alive. */
export const HEARTBEAT_INTERVAL_MS = 15_000;

/** A page that heard nothing for this long opens a new connection. */
export const SILENCE_LIMIT_MS = 35_000;

/** Close codes of our own (RFC 6455 §7.4.2 leaves 4000–4999 to applications). */
export const CLOSE = {
  /** The same person came in by another connection, which replaces this one. */
  replaced: 4001,
  /** Whoever keeps order asked them to leave, or did not let them in: `out` says why. */
  removed: 4003,
} as const;

/** What one `page` brings at the most, and what somebody new is given. */
export const PAGE_ENTRIES_MAX = 50;
export const LAST_ENTRIES_MAX = 100;
/** So many messages at once, and then so many a second: a page that paces itself is refused only in a room of many. */
export const MESSAGE_BURST = 10;
export const MESSAGES_PER_SECOND = 2;
/** How often a page says that its person is writing, at the most; and how long that stays true. */
export const TYPING_INTERVAL_MS = 3_000;
export const TYPING_FADES_MS = 6_000;
