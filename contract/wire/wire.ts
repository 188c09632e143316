/**
 * What a browser on the network and the host say to each other under the WebSocket subprotocol
 * `porchlight.v1`: every message is one JSON object in one text message. These are the messages; what they are made of
 * has files of its own, and what a client sends is read by `client-message.ts`. It refuses to know who is in the room.
 */
import type { Arrivals } from '../model/arrivals.ts';
import type { FileTerms, Uploaded } from '../model/attachment.ts';
import type { Entry, Message } from '../model/entry.ts';
import type { ErrorCode } from '../model/error-code.ts';
import type {
  Announced,
  PendingAdded,
  BansAnswer,
  PendingRemoved,
  Pending,
  ModerationState,
  ModerationDone,
  ModerationMessage,
  Removed,
  BanPreview,
  Muted,
} from '../model/moderation.ts';
import type { Page, ReadPosition } from './page.ts';
import type { Person, Present } from '../model/person.ts';
import type { Retention } from '../model/retention.ts';
import type { Room } from '../model/room.ts';

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

export interface Welcome {
  readonly type: 'welcome';
  /** Which history this is. Another value than before means that sequence numbers started anew. */
  readonly log: string;
  readonly you: Person;
  /** Proves to a later connection that it is the same person. Keep it in `sessionStorage`. */
  readonly token: string;
  /** Everybody who is here; where `gone` is there, only those of them who changed since {@link Resume.people}. */
  readonly people: readonly Present[];
  /** The ids of those who are here no more since then. */
  readonly gone?: readonly string[];
  /** Stands for what was told of people up to here. The last one that came is given back when the page comes back. */
  readonly peopleVersion?: string;
  readonly rooms: readonly Room[];
  readonly retention: Retention;
  /** Left out where the host takes no files. */
  readonly files?: FileTerms;
  /** Where the host would be if it lost the address it has; left out where it has no other one. */
  readonly fallbackLink?: string;
  /**
   * What follows on directly from `after` in the rooms of `resume`, or, if that is too much, the last page. The lobby
   * is always among them; of the others those that are at hand, and the rest the page reads for itself.
   */
  readonly pages: readonly Page[];
}

/** The answer to `read`. */
export interface PageRead extends Page {
  readonly type: 'page';
  readonly ref: string;
}

/** The answer to `search`: the newest first. */
export interface Found {
  readonly type: 'found';
  readonly ref: string;
  readonly messages: readonly Message[];
  /** Give it back as `before` for older ones; left out when there are none. */
  readonly older?: number;
}

/** The rooms, how long things are kept, what may be sent, or where else the host would be, are others now; two people's own rooms are not among them. */
export interface ServerInfo {
  readonly type: 'server-info';
  readonly rooms: readonly Room[];
  readonly retention: Retention;
  readonly files?: FileTerms;
  readonly fallbackLink?: string;
}

/** Somebody wrote to you alone for the first time, or you to them. */
export interface RoomOpened {
  readonly type: 'room-opened';
  readonly room: Room;
}

export interface TypingNotice {
  readonly type: 'typing';
  readonly room: string;
  readonly id: string;
}

export interface PresenceChanged {
  readonly type: 'presence';
  readonly id: string;
  readonly asleep: boolean;
}

export interface Refusal {
  readonly type: 'error';
  readonly code: ErrorCode;
  /** The `ref` of the message that was refused, if it had one. */
  readonly ref?: string;
  /** For how long, with `pin-wait`, `too-fast`, `rate-limited`, `muted` and `slow-mode`. */
  readonly seconds?: number;
}

export interface Heartbeat {
  readonly type: 'heartbeat';
  readonly peopleVersion?: string;
}

export type ServerMessage =
  | Welcome
  | Entry
  | Arrivals
  | PageRead
  | Found
  | ServerInfo
  | RoomOpened
  | TypingNotice
  | PresenceChanged
  | Removed
  | Muted
  | ModerationState
  | PendingAdded
  | PendingRemoved
  | Pending
  | Announced
  | ModerationDone
  | BanPreview
  | BansAnswer
  | Refusal
  | Heartbeat;

/** Where a page that comes back had got to. */
export interface Resume {
  readonly log: string;
  readonly rooms: readonly { readonly room: string; readonly after: number }[];
  /** The last `peopleVersion` that came, of a page that still has those people. */
  readonly people?: string;
}

export interface Join {
  readonly type: 'join';
  readonly name: string;
  readonly token?: string;
  readonly pin?: string;
  readonly resume?: Resume;
}
export interface Say {
  readonly type: 'message';
  readonly ref: string;
  readonly room: string;
  /** May be empty if there are files. */
  readonly text: string;
  readonly files?: readonly Uploaded[];
  /** The sequence number of the message that it answers. */
  readonly reply?: number;
}
export interface Edit {
  readonly type: 'edit';
  readonly ref: string;
  readonly room: string;
  readonly target: number;
  readonly text: string;
}
export interface Delete {
  readonly type: 'delete';
  readonly ref: string;
  readonly room: string;
  readonly target: number;
}
export interface React {
  readonly type: 'react';
  readonly ref: string;
  readonly room: string;
  readonly target: number;
  readonly emoji: string;
  readonly on: boolean;
}
export interface Read {
  readonly type: 'read';
  readonly ref: string;
  readonly room: string;
  readonly place: ReadPosition;
}
export interface Search {
  readonly type: 'search';
  readonly ref: string;
  readonly text: string;
  /** Everywhere where the person may read, if left out. */
  readonly room?: string;
  readonly before?: number;
}
export interface Typing {
  readonly type: 'typing';
  readonly room: string;
}
/** The page was hidden on a phone, or is seen again. */
export interface Presence {
  readonly type: 'presence';
  readonly asleep: boolean;
}
export interface Rename {
  readonly type: 'rename';
  readonly name: string;
}
/** A goodbye: the person leaves for good, and the host closes the connection with 1000. */
export interface Leave {
  readonly type: 'leave';
}

export type ClientMessage =
  Join | Say | Edit | Delete | React | Read | Search | Typing | Presence | Rename | Leave | ModerationMessage;
