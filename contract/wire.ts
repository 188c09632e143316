/**
 * What a browser on the network and the host say to each other under the WebSocket subprotocol
 * `porchlight.v1`: every message is one JSON object in one text message. These are its types; what a client
 * sends is read by `client-message.ts`. It refuses to know who is in the room.
 */
import type { Attachment, FileTerms, Uploaded } from './attachment.ts';
import type {
  Announced,
  Awaits,
  Bans,
  Decided,
  HeldBack,
  Order,
  OrderDone,
  OrderMessage,
  Out,
  Preview,
  RoomRules,
  Silenced,
} from './order.ts';
import type { NameRefusal, TextRefusal } from './writing.ts';

/** The WebSocket subprotocol of the full page (RFC 6455 §1.9). */
export const SUBPROTOCOL = 'porchlight.v1';

/** A second path that is for WebSockets alone; `/` serves the page to a browser and upgrades too. */
export const SOCKET_PATH = '/ws';

/** The host sends `beat` this often, so that a page (which cannot see pings) knows the line is alive. */
export const BEAT_INTERVAL_MS = 15_000;

/** A page that heard nothing for this long opens a new connection. */
export const SILENCE_LIMIT_MS = 35_000;

/** Close codes of our own (RFC 6455 §7.4.2 leaves 4000–4999 to applications). */
export const CLOSE = {
  /** The same person came in by another connection, which replaces this one. */
  replaced: 4001,
  /** Whoever keeps order asked them to leave, or did not let them in: `out` says why. */
  thrownOut: 4003,
} as const;

/** The room that everybody is in, and the only one on plain text. */
export const LOBBY = 'lobby';

/** What one `page` brings at the most, and what somebody new is given. */
export const PAGE_ENTRIES_MAX = 50;
export const LAST_ENTRIES_MAX = 100;
/** So many messages at once, and then so many a second: a page that paces itself is refused only in a room of many. */
export const MESSAGE_BURST = 10;
export const MESSAGES_PER_SECOND = 2;
/** How often a page says that its person is writing, at the most; and how long that stays true. */
export const TYPING_INTERVAL_MS = 3_000;
export const TYPING_FADES_MS = 6_000;

export type Role = 'host' | 'moderator' | 'guest';

/** `page` speaks `porchlight.v1`, `plain` the plain-text protocol, `console` is the host's own window. */
export type Via = 'page' | 'plain' | 'console';

export interface Person {
  /** Short and stable for as long as the person's token is; shown beside the name and seeds the colour. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly via: Via;
}

/** Somebody who is here; `asleep` while their phone is locked. */
export interface Present extends Person {
  readonly asleep?: true;
}

export interface Room {
  /** {@link LOBBY}, one the host opened, or two people's own: see `privateRoom`. */
  readonly id: string;
  /** Empty for two people's own room. */
  readonly name: string;
  /** The other one, in two people's own room. */
  readonly with?: Person;
  /** The sequence number of its last entry, 0 before the first. */
  readonly latest: number;
  /** Left out where everybody may write as they like. */
  readonly rules?: RoomRules;
}

/** How long the host keeps what is said. */
export interface Kept {
  /** `false`: only until the host ends. */
  readonly saved: boolean;
  /** Days; left out where nothing is dropped for its age. */
  readonly days?: number;
  /** Past so many the oldest is dropped; left out where it is not saved. */
  readonly megabytes?: number;
}

/** What every entry of a room's ordered log carries. */
interface Stamp {
  readonly room: string;
  /** Position in the room's log: 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** The host's wall clock in milliseconds since 1970, for display only. Never decreases along `seq`. */
  readonly at: number;
}

/** The message that another one answers, as it read then; empty if it was deleted since. */
export interface Quote {
  readonly seq: number;
  readonly from: Person;
  /** Its beginning; empty if it was deleted. */
  readonly text: string;
}

export interface Reaction {
  readonly emoji: string;
  /** The ids of those who gave it, in order. */
  readonly by: readonly string[];
}

/** A message as it reads now: what changed it since is in it already, up to the entry `changed`. */
export interface Message extends Stamp {
  readonly type: 'message';
  readonly from: Person;
  /** Empty if it was deleted, or says nothing but its files. */
  readonly text: string;
  readonly files?: readonly Attachment[];
  /** The id that the author's page gave to it: seeing it come back is the acknowledgement. */
  readonly ref?: string;
  readonly reply?: Quote;
  /** The host said it to all rooms. */
  readonly announcement?: true;
  /** The ids of the people that it names with an @. */
  readonly mentions?: readonly string[];
  readonly reactions?: readonly Reaction[];
  readonly edited?: true;
  readonly deleted?: true;
  /** The sequence number of the last entry that changed it. */
  readonly changed?: number;
}
export interface Joined extends Stamp {
  readonly type: 'joined';
  readonly person: Person;
}
export interface Left extends Stamp {
  readonly type: 'left';
  readonly person: Person;
  /** `true`: they said goodbye. `false`: the connection was lost and did not come back. */
  readonly goodbye: boolean;
  /** They were asked to leave. */
  readonly removed?: true;
}
export interface Renamed extends Stamp {
  readonly type: 'renamed';
  /** Already under the new name. */
  readonly person: Person;
  readonly before: string;
}
/** What changes an earlier message of the same room. */
interface Change extends Stamp {
  readonly target: number;
  readonly by: Person;
  readonly ref?: string;
}
export interface Edited extends Change {
  readonly type: 'edited';
  readonly text: string;
  readonly mentions?: readonly string[];
}
export interface Deleted extends Change {
  readonly type: 'deleted';
}
export interface Reacted extends Change {
  readonly type: 'reacted';
  readonly emoji: string;
  /** `false` takes it back. */
  readonly on: boolean;
}

/** One line of a room's ordered log; the room is a fold of these. */
export type Entry = Message | Joined | Left | Renamed | Edited | Deleted | Reacted;

type Unstamped<E> = E extends Entry ? Omit<E, 'seq' | 'at'> : never;
/** An entry before the log gave it its place and time. */
export type Draft = Unstamped<Entry>;

/** A stretch of one room's log, in order and without a gap. */
export interface Page {
  readonly room: string;
  readonly entries: readonly Entry[];
  /** Nothing older is kept. */
  readonly first: boolean;
  /** Nothing newer was there when it was read. */
  readonly last: boolean;
}

export interface Welcome {
  readonly type: 'welcome';
  /** Which history this is. Another value than before means that sequence numbers started anew. */
  readonly log: string;
  readonly you: Person;
  /** Proves to a later connection that it is the same person. Keep it in `sessionStorage`. */
  readonly token: string;
  readonly people: readonly Present[];
  readonly rooms: readonly Room[];
  readonly kept: Kept;
  /** Left out where the host takes no files. */
  readonly files?: FileTerms;
  /** Where the host would be if it lost the address it has; left out where it has no other one. */
  readonly otherLink?: string;
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
export interface HouseChanged {
  readonly type: 'house';
  readonly rooms: readonly Room[];
  readonly kept: Kept;
  readonly files?: FileTerms;
  readonly otherLink?: string;
}

/** Somebody wrote to you alone for the first time, or you to them. */
export interface RoomOpened {
  readonly type: 'room';
  readonly room: Room;
}

export interface SomebodyTypes {
  readonly type: 'typing';
  readonly room: string;
  readonly id: string;
}

export interface PresenceChanged {
  readonly type: 'presence';
  readonly id: string;
  readonly asleep: boolean;
}

export type ErrorCode =
  | 'bad-json'
  | 'unknown-type'
  | 'bad-field'
  | 'forged'
  | 'not-joined'
  | 'already-joined'
  | 'name-taken'
  | 'name-reserved'
  | 'pin-required'
  | 'pin-wrong'
  | 'pin-wait'
  | 'too-fast'
  | 'muted'
  | 'room-gone'
  | 'person-gone'
  | 'message-gone'
  | 'not-yours'
  | 'query-empty'
  | 'too-many'
  | 'not-read'
  | 'file-gone'
  | 'thumbnail-unfit'
  | 'silenced'
  | 'not-allowed'
  | 'name-barred'
  | 'bans-full'
  | 'read-only'
  | 'slow'
  | 'declined'
  | 'waiting-full'
  | 'looked-at'
  | NameRefusal
  | TextRefusal;

export interface Refusal {
  readonly type: 'error';
  readonly code: ErrorCode;
  /** The `ref` of the message that was refused, if it had one. */
  readonly ref?: string;
  /** For how long, with `pin-wait`, `too-fast`, `muted`, `silenced` and `slow`. */
  readonly seconds?: number;
}

export interface Beat {
  readonly type: 'beat';
}

export type ServerMessage =
  | Welcome
  | Entry
  | PageRead
  | Found
  | HouseChanged
  | RoomOpened
  | SomebodyTypes
  | PresenceChanged
  | Out
  | Silenced
  | Order
  | Awaits
  | Decided
  | HeldBack
  | Announced
  | OrderDone
  | Preview
  | Bans
  | Refusal
  | Beat;

/** Where a page that comes back had got to. */
export interface Resume {
  readonly log: string;
  readonly rooms: readonly { readonly room: string; readonly after: number }[];
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
/** Where in a room to read: before or after an entry, around one, or around the first one of a time. */
export type Place =
  | { readonly before: number }
  | { readonly after: number }
  | { readonly around: number }
  /** Milliseconds since 1970. */
  | { readonly since: number };
export interface Read {
  readonly type: 'read';
  readonly ref: string;
  readonly room: string;
  readonly place: Place;
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
  Join | Say | Edit | Delete | React | Read | Search | Typing | Presence | Rename | Leave | OrderMessage;

/** The room of two people, whoever of them asks for it. */
export function privateRoom(one: string, other: string): string {
  return [one, other].sort().join('+');
}

/** The two whose room it is; `undefined` for a room of all. */
export function privatePair(room: string): readonly [string, string] | undefined {
  // Asked for every message, nearly always of a room of all.
  if (!room.includes('+')) return undefined;
  const [one, other, more] = room.split('+');
  return one === undefined || other === undefined || more !== undefined ? undefined : [one, other];
}
