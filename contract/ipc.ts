/**
 * What the console window and the main process say to each other. One line here and one method in the host
 * is all that a new command takes. Everything is plain data that survives a structured clone.
 */
import type { About } from './about.ts';
import type { AppSettings, LimitNow } from './app-settings.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { DeedFormat, DeedPage } from './deed.ts';
import type { Announcement, BanTold, OrderMessage, Preview, RoomRules, Waiting } from './order.ts';
import type { Entry } from './entry.ts';
import type { ErrorCode } from './error-code.ts';
import type { Person } from './person.ts';
import type { Kept } from './retention.ts';
import type { Room } from './room.ts';
import type { ExportChoice, Written } from './export.ts';
import type { LogAsked, LogPage } from './log.ts';
import type { Shortcut } from './shortcut.ts';
import type { Sample, Vitals } from './vitals.ts';
import type { Inspection } from './wiretap.ts';
import type { TextRefusal } from './writing.ts';

export type AdapterKind = 'wifi' | 'ethernet' | 'mobile' | 'vpn' | 'virtual' | 'loopback' | 'other' | 'every';

/** Why an adapter is, or is not, the one suggested; the words are in `words/`. */
export type AdapterReason =
  | 'default-route'
  | 'private-address'
  | 'hotspot'
  | 'mobile'
  | 'virtual'
  | 'host-only'
  | 'vpn'
  | 'self-assigned'
  | 'no-address'
  | 'this-machine'
  | 'public-address'
  | 'every-network';

export interface Adapter {
  /** The operating system's name, e.g. `wlan0` or `Ethernet 2`; `*` stands for every network at once. */
  readonly name: string;
  readonly kind: AdapterKind;
  /** IPv4 first; empty when it has none. The first one is what Start binds unless another is chosen. */
  readonly addresses: readonly string[];
  /** The hardware address, by which one is known again under another name; left out where there is none. */
  readonly mac?: string;
  readonly reason: AdapterReason;
  readonly suggested: boolean;
}

/** What the host chose, and what is remembered. */
export interface Choice {
  /** {@link Adapter.name}; remembered, since addresses change. */
  readonly adapter: string;
  /** Which of its addresses, as long as it has that one; the first if left out. */
  readonly address?: string;
  /** 1–65535 */
  readonly port: number;
  /** The name of the lobby. */
  readonly room: string;
  /** What guests are asked for, see {@link parsePin}; anybody may come in if left out. */
  readonly pin?: string;
  /** Days after which what was said is dropped; 0 drops nothing for its age, and it is 90 if left out. */
  readonly keepDays?: number;
  /** So much is kept on the disk, and past it the oldest is dropped; what the limits say if left out. */
  readonly keepMegabytes?: number;
}

/** Why it is not on, each with its next step in words. */
export type Trouble =
  | {
      readonly code: 'port-busy';
      readonly port: number;
      /** the next free port, if one was found */ readonly free?: number;
    }
  | { readonly code: 'port-forbidden'; readonly port: number }
  | { readonly code: 'address-gone'; readonly address: string }
  | { readonly code: 'adapter-gone'; readonly adapter: string }
  /** Another host has the data folder; `holder` says which, as that one wrote it. */
  | { readonly code: 'folder-in-use'; readonly folder: string; readonly holder: string }
  | { readonly code: 'failed'; readonly detail: string }
  /** It ended by a mistake of its own; `again` says whether it is being started again. */
  | { readonly code: 'broken'; readonly detail: string; readonly again: boolean };

export interface Running {
  readonly kind: 'running';
  /** e.g. `http://192.168.1.20:8080` */
  readonly link: string;
  /** `false` on loopback: nobody else can reach it, and it never becomes a QR code. */
  readonly shareable: boolean;
  readonly adapter: string;
  readonly address: string;
  readonly port: number;
  readonly room: string;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
}

/** On, but nobody can come in: its address is gone. It looks for its network, and runs again by itself. */
export interface Degraded extends Omit<Running, 'kind'> {
  readonly kind: 'degraded';
  readonly trouble: Trouble;
}

/** The light is on. */
export type Lit = Running | Degraded;

export type HostState =
  | { readonly kind: 'stopped'; readonly trouble?: Trouble }
  | { readonly kind: 'starting' }
  | Lit
  | { readonly kind: 'stopping' };

/** The light is on in this state; `undefined` if it is not. */
export function litIn(state: HostState): Lit | undefined {
  return state.kind === 'running' || state.kind === 'degraded' ? state : undefined;
}

/** Whether what is said reaches the disk, and why not. */
export type Keeping =
  | {
      readonly kind: 'saved';
      /** A damaged history was put aside under this name. */ readonly aside?: string;
    }
  /** Nobody named a folder. */
  | { readonly kind: 'memory' }
  /** It goes on in memory and is tried again; nothing that was saved is touched. */
  | { readonly kind: 'failing'; readonly why: 'disk-full' | 'failed'; readonly detail: string };

/** The rooms of all, and what becomes of what is said in them. */
export interface House {
  readonly rooms: readonly Room[];
  readonly kept: Kept;
  readonly keeping: Keeping;
}

/** One row of the console's table of people. */
export interface Connected extends Person {
  /** e.g. `192.168.1.31`, without the port */
  readonly address: string;
  /** The browser's own description of itself (User-Agent), empty when it sent none. */
  readonly userAgent: string;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
  readonly asleep: boolean;
  /** They may say nothing: for so many seconds from now, or until it is lifted. */
  readonly muted?: { readonly seconds?: number };
}

/** Another host on the same network, as it calls itself. */
export interface Nearby {
  readonly name: string;
  readonly link: string;
}

/** Everything that a console needs when it opens. */
export interface Overview {
  readonly state: HostState;
  readonly adapters: readonly Adapter[];
  readonly choice: Choice;
  readonly diagnosis: Diagnosis;
  readonly nearby: readonly Nearby[];
  /** What the window is to speak; BCP 47. */
  readonly language: string;
  readonly settings: AppSettings;
  /** The settings file could not be read: it was put aside under this name, and what is usual holds. */
  readonly settingsAside?: string;
  readonly people: readonly Connected[];
  readonly house: House;
  readonly order: OrderNow;
  /** The last entries of each room, room after room, each in order. */
  readonly entries: readonly Entry[];
}

/** What came of saving a file; `unread`: what was to be saved could not be read. */
export type Saved = 'saved' | 'cancelled' | 'failed' | 'unread';

/** What came of something that the host did. */
export type Done =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: ErrorCode | TextRefusal | 'not-running' | 'not-remembered' };

/** What the host does to keep order. What is done off the network has a `ref` besides, to be answered by. */
export type OrderAct = Unanswered<Exclude<OrderMessage, { type: 'preview' | 'bans' }>>;
type Unanswered<M> = M extends OrderMessage ? Omit<M, 'ref'> : never;

/** How order stands: what waits to be let through, and what is announced. */
export interface OrderNow {
  readonly waiting: readonly Waiting[];
  readonly announcement?: Announcement;
}

/** How long, and how much, is kept. */
export interface Retention {
  /** 0 drops nothing for its age. */
  readonly days?: number;
  readonly megabytes?: number;
}

/** Window → host: name, argument, answer. */
export interface HostCommands {
  overview: (argument: null) => Overview;
  start: (choice: Choice) => HostState;
  stop: (argument: null) => HostState;
  /** The last hour, the oldest first. */
  samples: (argument: null) => readonly Sample[];
  /** Their connection; `null` if they have none. Frames are noted as long as this is asked every few seconds. */
  inspect: (person: { readonly id: string }) => Inspection | null;
  /** `null` if it cannot be read. */
  readLog: (asked: LogAsked) => LogPage | null;
  say: (message: { readonly room: string; readonly text: string }) => Done;
  openRoom: (room: { readonly name: string }) => Done;
  renameRoom: (room: { readonly id: string; readonly name: string }) => Done;
  /** Its log stays on the disk, and nobody reads it any more. */
  closeRoom: (room: { readonly id: string }) => Done;
  deleteMessage: (message: { readonly room: string; readonly seq: number }) => Done;
  setRole: (change: { readonly id: string; readonly role: 'moderator' | 'guest' }) => Done;
  /** Mutes, asks to leave, bans, or lifts one of these. */
  order: (act: OrderAct) => Done;
  /** The rules of a room from now on. */
  setRules: (change: { readonly id: string; readonly rules: RoomRules }) => Done;
  /** Said in the lobby and shown in all rooms; an empty text takes down what is shown. */
  announce: (announcement: { readonly text: string }) => Done;
  /** Another PIN, or none, while it is on: those inside stay, or have to say it. */
  changePin: (change: { readonly pin?: string; readonly throwOut: boolean }) => Done;
  /** Whom a ban would hit; `null` if that person is not known. */
  previewBan: (person: { readonly id: string }) => Omit<Preview, 'type' | 'ref'> | null;
  /** The bans in force, the newest first. */
  bans: (argument: null) => readonly BanTold[];
  /** What was done to keep order, the newest first; `null` if it cannot be read now. */
  deeds: (page: { readonly before?: number }) => DeedPage | null;
  /** All of it as the text of a file; `null` if it cannot be read now. */
  writeDeeds: (file: { readonly format: DeedFormat }) => string | null;
  /** From now on; what is older, or no longer fits, is dropped. What is left out stays. */
  keep: (change: Retention) => Done;
  /** Holds at once and from now on; what is left out stays. */
  changeSettings: (change: Partial<AppSettings>) => Done;
  limits: (argument: null) => readonly LimitNow[];
  /** Holds at once: a number for each name, or `null` for what is usual. */
  changeLimits: (change: Readonly<Record<string, number | null>>) => Done;
  about: (argument: null) => About;
  /** Remembered; the window itself speaks it already. */
  setLanguage: (change: { readonly language: string }) => Done;
}

/** Window → main process: what only it can do. */
export interface DeskCommands {
  /** Puts the link into the clipboard; `false` when there is none. */
  copyLink: (argument: null) => boolean;
  /** Asks where, and saves what was done to keep order there. */
  saveDeeds: (file: { readonly format: DeedFormat }) => Saved;
  /** Asks where to, and writes what was said there. */
  exportLog: (choice: ExportChoice) => Written;
  /** Asks where to, and writes the report there. */
  saveReport: (report: string) => Written;
  /** Says goodbye to everybody, and ends the app. */
  quit: (argument: null) => null;
  /** Opens a link in the browser, after a question of the system unless it is the front page of a host. */
  openLink: (wish: { readonly link: string }) => Opened;
  /** Whether the window is to fill the screen; answers with what was asked for. */
  fullScreen: (wish: { readonly on: boolean }) => boolean;
}

/** `refused` for what is no link to the web, while a question is open, and for a second one within a second. */
export type Opened = 'opened' | 'declined' | 'refused';

/** Whatever the window may ask for. */
export interface ConsoleCommands extends HostCommands, DeskCommands {}

/** Main process → window. */
export interface DeskEvents {
  /** Whether the computer is kept from falling asleep. */
  awake: boolean;
  /** Somebody closes the window while so many guests are here, and there is no tray: it is for them to say so again. */
  closing: number;
  /** Chosen in the menu. */
  shortcut: Shortcut;
}

/** Whatever the window hears of. */
export interface ConsoleEvents extends HostEvents, DeskEvents {}

/** Host → window. `state`, `adapters`, `people` are snapshots; `entries` is the only stream. */
export interface HostEvents {
  state: HostState;
  adapters: readonly Adapter[];
  people: readonly Connected[];
  house: House;
  settings: AppSettings;
  /** Whether people can come in, as far as it is known. */
  diagnosis: Diagnosis;
  nearby: readonly Nearby[];
  order: OrderNow;
  /** Every few seconds while it is on. */
  vitals: Vitals;
  /** New entries in order, in batches. */
  entries: readonly Entry[];
}

export type HostCommandName = keyof HostCommands;
export type DeskCommandName = keyof DeskCommands;
export type CommandName = keyof ConsoleCommands;
export type HostEventName = keyof HostEvents;
export type EventName = keyof ConsoleEvents;

export const HOST_COMMAND_NAMES = [
  'overview',
  'start',
  'stop',
  'samples',
  'readLog',
  'inspect',
  'say',
  'openRoom',
  'renameRoom',
  'closeRoom',
  'deleteMessage',
  'setRole',
  'order',
  'setRules',
  'announce',
  'changePin',
  'previewBan',
  'bans',
  'deeds',
  'writeDeeds',
  'keep',
  'changeSettings',
  'limits',
  'changeLimits',
  'about',
  'setLanguage',
] as const satisfies readonly HostCommandName[];
export const DESK_COMMAND_NAMES = [
  'copyLink',
  'saveDeeds',
  'exportLog',
  'saveReport',
  'quit',
  'openLink',
  'fullScreen',
] as const satisfies readonly DeskCommandName[];
export const COMMAND_NAMES = [...HOST_COMMAND_NAMES, ...DESK_COMMAND_NAMES];
export const EVENT_NAMES = [
  'state',
  'adapters',
  'people',
  'house',
  'settings',
  'diagnosis',
  'nearby',
  'order',
  'vitals',
  'entries',
  'awake',
  'closing',
  'shortcut',
] as const satisfies readonly EventName[];

/** What the preload script puts on the console's `window.host`. */
export interface HostBridge {
  call<C extends CommandName>(
    command: C,
    argument: Parameters<ConsoleCommands[C]>[0],
  ): Promise<ReturnType<ConsoleCommands[C]>>;
  /** Returns its own unsubscribe. */
  on<E extends EventName>(event: E, listener: (value: ConsoleEvents[E]) => void): () => void;
}

/** The longest name of a room, in UTF-16 units. */
export const ROOM_NAME_MAX = 64;
export const PORT_DEFAULT = 8080;

/** A port as a person writes it: digits for 1–65535, else `undefined`. */
export function parsePort(raw: string): number | undefined {
  const digits = raw.trim();
  if (!/^\d{1,5}$/.test(digits)) return undefined;
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** A choice out of what the window sent or a file held; `undefined` if it is none. */
export function parseChoice(raw: unknown): Choice | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const fields: { [field in keyof Choice]?: unknown } = raw;
  const { adapter, address, port, room, pin, keepDays, keepMegabytes } = fields;
  if (typeof adapter !== 'string' || adapter === '' || adapter.length > ADAPTER_NAME_MAX) return undefined;
  if (address !== undefined && !isAddressText(address)) return undefined;
  if (typeof port !== 'number' || parsePort(String(port)) === undefined) return undefined;
  const name = typeof room === 'string' ? parseRoomName(room) : undefined;
  if (name === undefined) return undefined;
  if (pin !== undefined && (typeof pin !== 'string' || parsePin(pin) === undefined)) return undefined;
  if (keepDays !== undefined && !isKeepDays(keepDays)) return undefined;
  if (keepMegabytes !== undefined && !isKeepMegabytes(keepMegabytes)) return undefined;
  return {
    ...{ adapter, port, room: name },
    ...(address !== undefined && { address }),
    ...(pin !== undefined && { pin }),
    ...(keepDays !== undefined && { keepDays }),
    ...(keepMegabytes !== undefined && { keepMegabytes }),
  };
}

/** A PIN as a person writes it: 6 to 12 digits, blanks and dashes aside; else `undefined`. */
export function parsePin(raw: string): string | undefined {
  const digits = raw.replace(/[\s-]/g, '');
  return /^\d{6,12}$/.test(digits) ? digits : undefined;
}

export const KEEP_DAYS_DEFAULT = 90;
export const KEEP_DAYS_MAX = 3_650;

/** Days as a person writes them; `undefined` if they are none. */
export function parseKeepDays(raw: string): number | undefined {
  const days = /^\d{1,4}$/.test(raw.trim()) ? Number(raw) : undefined;
  return isKeepDays(days) ? days : undefined;
}

/** Whether it is a number of days for which things can be kept; 0 stands for without end. */
export function isKeepDays(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= KEEP_DAYS_MAX;
}

export const KEEP_MEGABYTES_DEFAULT = 512;
export const KEEP_MEGABYTES_MAX = 102_400;

/** Whether it is a number of megabytes that the history may take on the disk. */
export function isKeepMegabytes(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= KEEP_MEGABYTES_MAX;
}

/** A room's name without blank edges; `undefined` if it is empty or too long. */
export function parseRoomName(raw: string): string | undefined {
  const name = raw.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return name === '' || name.length > ROOM_NAME_MAX ? undefined : name;
}

/** Only one that an adapter has is ever used. */
function isAddressText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= ADDRESS_MAX;
}

const ADAPTER_NAME_MAX = 256;
/** The longest way to write an IPv6 address (RFC 4291 §2.2). */
const ADDRESS_MAX = 45;
