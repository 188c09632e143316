/**
 * What the console window and the main process say to each other. One line here and one method in the host
 * is all that a new command takes. Everything is plain data that survives a structured clone. What they speak of has
 * files of its own.
 */
import type { About } from './about.ts';
import type { Adapter } from './adapter.ts';
import type { Access, AllowedItem } from './allowed.ts';
import type { AppSettings, LimitNow } from './app-settings.ts';
import type { StartOptions } from './start-options.ts';
import type { ConnectedPerson } from './connected-person.ts';
import type { PictureBytes } from '../model/attachment.ts';
import type { AuditFormat, AuditPage } from '../model/audit-entry.ts';
import type { Reachability } from './reachability.ts';
import type { EntryBatch } from './entry-batch.ts';
import type { Entry } from '../model/entry.ts';
import type { ErrorCode } from '../model/error-code.ts';
import type { ExportChoice, Written } from './export.ts';
import type { HostState } from './host-state.ts';
import type { ChatInfo } from '../model/chat-info.ts';
import type { LogQuery, LogPage } from './log.ts';
import type { Nearby } from './nearby.ts';
import type { Usage } from './network-usage.ts';
import type { ModerationAction, ModerationOverview } from './moderation-action.ts';
import type { BanInfo, BanPreview, RoomRules } from '../model/moderation.ts';
import type { Overview } from './overview.ts';
import type { RetentionChange } from '../model/retention.ts';
import type { Shortcut } from './shortcut.ts';
import type { Sample, Stats } from './stats.ts';
import type { ConnectionInspection } from './connection-inspection.ts';
import type { StoredFiles } from './stored-files.ts';
import type { TextRefusal } from '../text/writing.ts';

/** What came of saving a file; `unread`: what was to be saved could not be read. */
export type SaveResult = 'saved' | 'cancelled' | 'failed' | 'unread';

/** What only the host itself can be refused. */
export type HostRefusal =
  'not-running' | 'not-remembered' | 'not-a-name' | 'not-an-origin' | 'too-many-allowed';

/** What came of something that the host did. */
export type ActionResult =
  { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode | TextRefusal | HostRefusal };

/** Window → host: name, argument, answer. */
export interface HostCommands {
  overview: (argument: null) => Overview;
  /** The batch of entries is shown, and the next one may come. */
  tookEntries: (argument: null) => null;
  start: (choice: StartOptions) => HostState;
  stop: (argument: null) => HostState;
  /** The last hour, the oldest first. */
  samples: (argument: null) => readonly Sample[];
  /** Their connection; `null` if they have none. Frames are noted as long as this is asked every few seconds. */
  inspect: (person: { readonly id: string }) => ConnectionInspection | null;
  /** `null` if it cannot be read. */
  readLog: (asked: LogQuery) => LogPage | null;
  /** A picture of a message, or its thumbnail; `null` for what is none, or gone. */
  readPicture: (picture: { readonly id: string }) => PictureBytes | null;
  /** Who has how much of the store of files, the most first. */
  storedFiles: (argument: null) => readonly StoredFiles[];
  /** All files of one person, with the messages that carry them. */
  deleteFiles: (person: { readonly id: string }) => ActionResult;
  /** Which networks take up the most; `null` while it is off. */
  networkUsage: (argument: null) => Usage | null;
  /**
   * Closes what nobody has joined by, ends uploads, and declines what waits; if `people` says so, whoever is in from
   * there is asked to leave.
   */
  freeNetwork: (wish: { readonly network: string; readonly people: boolean }) => ActionResult;
  say: (message: { readonly room: string; readonly text: string }) => ActionResult;
  openRoom: (room: { readonly name: string }) => ActionResult;
  renameRoom: (room: { readonly id: string; readonly name: string }) => ActionResult;
  /** Its log stays on the disk, and nobody reads it any more. */
  closeRoom: (room: { readonly id: string }) => ActionResult;
  deleteMessage: (message: { readonly room: string; readonly seq: number }) => ActionResult;
  setRole: (change: { readonly id: string; readonly role: 'moderator' | 'guest' }) => ActionResult;
  /** Mutes, asks to leave, bans, or lifts one of these. */
  order: (act: ModerationAction) => ActionResult;
  /** The rules of a room from now on. */
  setRules: (change: { readonly id: string; readonly rules: RoomRules }) => ActionResult;
  /** Said in the lobby and shown in all rooms; an empty text takes down what is shown. */
  announce: (announcement: { readonly text: string }) => ActionResult;
  /** Another PIN, or none, while it is on: those inside stay, or have to say it. */
  changePin: (change: { readonly pin?: string; readonly throwOut: boolean }) => ActionResult;
  /** Whom a ban would hit; `null` if that person is not known. */
  previewBan: (person: { readonly id: string }) => Omit<BanPreview, 'type' | 'ref'> | null;
  /** The bans in force, the newest first. */
  bans: (argument: null) => readonly BanInfo[];
  /** What was done to keep order, the newest first; `null` if it cannot be read now. */
  deeds: (page: { readonly before?: number }) => AuditPage | null;
  /** All of it as the text of a file; `null` if it cannot be read now. */
  writeDeeds: (file: { readonly format: AuditFormat }) => string | null;
  /** From now on; what is older, or no longer fits, is dropped. What is left out stays. */
  keep: (change: RetentionChange) => ActionResult;
  /** The clock of the computer is right: what is too old by it is dropped, and waits no more. */
  trustClock: (argument: null) => ActionResult;
  /** Holds at once and from now on; what is left out stays. */
  changeSettings: (change: Partial<AppSettings>) => ActionResult;
  limits: (argument: null) => readonly LimitNow[];
  /** Holds at once: a number for each name, or `null` for what is usual. */
  changeLimits: (change: Readonly<Record<string, number | null>>) => ActionResult;
  /** Another name that the host answers to, or another page that may connect, as a person writes it. Remembered. */
  allow: (item: AllowedItem) => ActionResult;
  disallow: (item: AllowedItem) => ActionResult;
  about: (argument: null) => About;
  /** Remembered; the window itself speaks it already. */
  setLanguage: (change: { readonly language: string }) => ActionResult;
}

/** Window → main process: what only it can do. */
export interface DesktopCommands {
  /** Puts the link into the clipboard; `false` when there is none. */
  copyLink: (argument: null) => boolean;
  /** Asks where, and saves what was done to keep order there. */
  saveDeeds: (file: { readonly format: AuditFormat }) => SaveResult;
  /** Asks where to, and writes what was said there. */
  exportLog: (choice: ExportChoice) => Written;
  /** Asks where to, and writes a file of a message there. */
  saveFile: (file: { readonly id: string; readonly name: string }) => Written;
  /** Asks where to, and writes the report there. */
  saveReport: (report: string) => Written;
  /** Says goodbye to everybody, and ends the app. */
  quit: (argument: null) => null;
  /** Opens a link in the browser, after a question of the system. */
  openLink: (wish: { readonly link: string }) => OpenLinkResult;
  /** Whether the window is to fill the screen; answers with what was asked for. */
  fullScreen: (wish: { readonly on: boolean }) => boolean;
}

/** `refused` for what is no link to the web, while a question is open, and for a second one within a second. */
export type OpenLinkResult = 'opened' | 'declined' | 'refused';

/** Whatever the window may ask for. */
export interface ConsoleCommands extends HostCommands, DesktopCommands {}

/** Main process → window. */
export interface DesktopEvents {
  /** Whether the computer is kept from falling asleep. */
  awake: boolean;
  /** Somebody closes the window while so many guests are here, and there is no tray: it is for them to say so again. */
  closing: number;
  /** Chosen in the menu. */
  shortcut: Shortcut;
}

/** Whatever the window hears of. */
export interface ConsoleEvents extends WindowEvents, DesktopEvents {}

/** Of what the host tells, the stream comes in batches that the window says it has taken (`tookEntries`). */
export interface WindowEvents extends Omit<HostEvents, 'entries'> {
  entries: EntryBatch;
}

/** `state`, `adapters`, `people` are snapshots; `entries` is the only stream. */
export interface HostEvents {
  state: HostState;
  adapters: readonly Adapter[];
  people: readonly ConnectedPerson[];
  house: ChatInfo;
  settings: AppSettings;
  /** What is allowed, and what was refused. */
  access: Access;
  /** Whether people can come in, as far as it is known. */
  diagnosis: Reachability;
  nearby: readonly Nearby[];
  order: ModerationOverview;
  /** Every few seconds while it is on. */
  vitals: Stats;
  /** New entries, in order. */
  entries: readonly Entry[];
}

export type HostCommandName = keyof HostCommands;
export type DesktopCommandName = keyof DesktopCommands;
export type CommandName = keyof ConsoleCommands;
export type HostEventName = keyof HostEvents;
export type EventName = keyof ConsoleEvents;

export const HOST_COMMAND_NAMES = [
  'overview',
  'tookEntries',
  'start',
  'stop',
  'samples',
  'readLog',
  'inspect',
  'readPicture',
  'storedFiles',
  'deleteFiles',
  'networkUsage',
  'freeNetwork',
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
  'trustClock',
  'changeSettings',
  'limits',
  'changeLimits',
  'allow',
  'disallow',
  'about',
  'setLanguage',
] as const satisfies readonly HostCommandName[];
export const DESKTOP_COMMAND_NAMES = [
  'copyLink',
  'saveDeeds',
  'exportLog',
  'saveFile',
  'saveReport',
  'quit',
  'openLink',
  'fullScreen',
] as const satisfies readonly DesktopCommandName[];
export const COMMAND_NAMES = [...HOST_COMMAND_NAMES, ...DESKTOP_COMMAND_NAMES];
export const EVENT_NAMES = [
  'state',
  'adapters',
  'people',
  'house',
  'settings',
  'access',
  'diagnosis',
  'nearby',
  'order',
  'vitals',
  'entries',
  'awake',
  'closing',
  'shortcut',
] as const satisfies readonly EventName[];

/**
 * What a call is answered with; the bridge gives the value, or rejects with the code. `refused` is who may not ask at
 * all, `failed` what the command itself made nothing of.
 */
export type CallAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'refused' | 'too-often' | 'failed' };

/** What the preload script puts on the console's `window.host`. */
export interface HostBridge {
  call<C extends CommandName>(
    command: C,
    argument: Parameters<ConsoleCommands[C]>[0],
  ): Promise<ReturnType<ConsoleCommands[C]>>;
  /** Returns its own unsubscribe. */
  on<E extends EventName>(event: E, listener: (value: ConsoleEvents[E]) => void): () => void;
}
