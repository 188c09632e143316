/**
 * The commands that the console window may call, as one table: the schema of the argument, the type of the answer, and how
 * often the window may call it. The names, the types of the bridge, the check of each argument and the pace all follow from
 * it, so a new command is one row here and one method where it is carried out. All of it survives a structured clone.
 */
import * as v from 'valibot';
import type { About } from './about.ts';
import { type LimitNow, parseAppSettings, type AppSettings } from './app-settings.ts';
import type { PictureBytes } from '../model/attachment.ts';
import type { AuditPage } from '../model/audit-entry.ts';
import type { BanInfo, BanPreview, RoomRules } from '../model/moderation.ts';
import { parsePin } from '../model/pin.ts';
import { isRetentionDays, isRetentionMegabytes } from '../model/retention.ts';
import { parseRoomRules } from '../wire/moderation-message.ts';
import type { ConnectionInspection } from './connection-inspection.ts';
import { exportChoice, type Written } from './export.ts';
import type { HostState } from './host-state.ts';
import { parseLogQuery, type LogPage, type LogQuery } from './log.ts';
import { parseModerationAction, type ModerationAction } from './moderation-action.ts';
import type { Usage } from './network-usage.ts';
import { parsedBy } from './parsed-by.ts';
import type { ActionResult, OpenLinkResult, SaveResult } from './results.ts';
import { parseStartOptions, type StartOptions } from './start-options.ts';
import type { StoredFiles } from './stored-files.ts';
import { typeOf, type TypeOf } from '../type-of.ts';

/** `read` returns what there is, `act` changes something, and `dialog` opens a dialog of the system. */
export type CommandPace = 'read' | 'act' | 'dialog';

interface Command {
  readonly argument: v.GenericSchema;
  readonly answer: TypeOf<unknown>;
  readonly pace: CommandPace;
}

const REPORT_UNITS_MAX = 1_000_000;

const nothing = v.null();
const byId = v.object({ id: v.string() });
const auditFormat = v.object({ format: v.picklist(['csv', 'json']) });
const allowedItem = v.object({ kind: v.picklist(['name', 'origin']), value: v.string() });
const retentionChange = v.pipe(
  v.object({
    days: v.exactOptional(v.custom<number>(isRetentionDays)),
    megabytes: v.exactOptional(v.custom<number>(isRetentionMegabytes)),
  }),
  v.check(({ days, megabytes }) => days !== undefined || megabytes !== undefined),
);

/** Carried out by the host, on its thread. */
const HOST_COMMANDS = {
  /** The event `snapshot` follows, in its place among the other events. */
  subscribe: { argument: nothing, answer: typeOf<null>(), pace: 'read' },
  /** The batch of entries is shown, and the next one may come. */
  entriesShown: { argument: nothing, answer: typeOf<null>(), pace: 'read' },
  start: {
    argument: parsedBy<StartOptions>(parseStartOptions),
    answer: typeOf<HostState>(),
    pace: 'act',
  },
  stop: { argument: nothing, answer: typeOf<HostState>(), pace: 'act' },
  /** `null` if it cannot be read. */
  readLog: { argument: parsedBy<LogQuery>(parseLogQuery), answer: typeOf<LogPage | null>(), pace: 'read' },
  /** The connection of a person; `null` if they have none. Frames are recorded while this is called every few seconds. */
  inspect: { argument: byId, answer: typeOf<ConnectionInspection | null>(), pace: 'read' },
  /** A picture of a message, or its thumbnail; `null` if it is no picture, or gone. */
  readPicture: { argument: byId, answer: typeOf<PictureBytes | null>(), pace: 'read' },
  /** How much of the file storage each person uses, the most first. */
  storedFiles: { argument: nothing, answer: typeOf<readonly StoredFiles[]>(), pace: 'read' },
  /** All files of one person, with the messages that carry them. */
  deleteFiles: { argument: byId, answer: typeOf<ActionResult>(), pace: 'act' },
  /** The networks that use the most; `null` while the host is off. */
  networkUsage: { argument: nothing, answer: typeOf<Usage | null>(), pace: 'read' },
  /**
   * Closes the connections of a network by which nobody has joined, ends its uploads, and rejects its pending messages.
   * With `people`, the people who joined from there are asked to leave.
   */
  freeNetwork: {
    argument: v.object({ network: v.string(), people: v.boolean() }),
    answer: typeOf<ActionResult>(),
    pace: 'act',
  },
  postMessage: {
    argument: v.object({ room: v.string(), text: v.string() }),
    answer: typeOf<ActionResult>(),
    pace: 'act',
  },
  openRoom: { argument: v.object({ name: v.string() }), answer: typeOf<ActionResult>(), pace: 'act' },
  renameRoom: {
    argument: v.object({ id: v.string(), name: v.string() }),
    answer: typeOf<ActionResult>(),
    pace: 'act',
  },
  /** Its log stays on the disk, but cannot be read any more. */
  closeRoom: { argument: byId, answer: typeOf<ActionResult>(), pace: 'act' },
  deleteMessage: {
    argument: v.object({ room: v.string(), seq: v.number() }),
    answer: typeOf<ActionResult>(),
    pace: 'act',
  },
  setRole: {
    argument: v.object({ id: v.string(), role: v.picklist(['moderator', 'guest']) }),
    answer: typeOf<ActionResult>(),
    pace: 'act',
  },
  moderate: {
    argument: parsedBy<ModerationAction>(parseModerationAction),
    answer: typeOf<ActionResult>(),
    pace: 'act',
  },
  /** The rules of a room from now on. */
  setRules: {
    argument: v.object({ id: v.string(), rules: parsedBy<RoomRules>(parseRoomRules) }),
    answer: typeOf<ActionResult>(),
    pace: 'act',
  },
  /** Posted in the lobby and shown in all rooms; an empty text removes the current announcement. */
  announce: { argument: v.object({ text: v.string() }), answer: typeOf<ActionResult>(), pace: 'act' },
  /** Another PIN, or none, while the host is on. With `removePeople`, everyone inside has to enter the new one. */
  changePin: {
    argument: v.object({ pin: v.exactOptional(parsedBy<string>(readPin)), removePeople: v.boolean() }),
    answer: typeOf<ActionResult>(),
    pace: 'act',
  },
  /** The people whom a ban would hit; `null` if that person is not known. */
  previewBan: { argument: byId, answer: typeOf<Omit<BanPreview, 'type' | 'ref'> | null>(), pace: 'read' },
  /** The bans in force, the newest first. */
  bans: { argument: nothing, answer: typeOf<readonly BanInfo[]>(), pace: 'read' },
  /** The newest first; `null` if it cannot be read now. */
  auditLog: {
    argument: v.object({ before: v.exactOptional(v.number()) }),
    answer: typeOf<AuditPage | null>(),
    pace: 'read',
  },
  /** All of it as the text of a file; `null` if it cannot be read now. */
  auditLogText: { argument: auditFormat, answer: typeOf<string | null>(), pace: 'read' },
  /** Older messages, and those that no longer fit, are deleted. A field that is left out stays as it is. */
  setRetention: { argument: retentionChange, answer: typeOf<ActionResult>(), pace: 'act' },
  /** The clock of the computer is right: messages that are too old by it are deleted without further delay. */
  trustClock: { argument: nothing, answer: typeOf<ActionResult>(), pace: 'act' },
  /** In force at once; a field that is left out, or that is wrong, stays as it is. */
  changeSettings: {
    argument: parsedBy<Partial<AppSettings>>(parseAppSettings),
    answer: typeOf<ActionResult>(),
    pace: 'act',
  },
  limits: { argument: nothing, answer: typeOf<readonly LimitNow[]>(), pace: 'read' },
  /** In force at once: a number for each name, or `null` for the default. */
  changeLimits: {
    argument: v.record(v.string(), v.nullable(v.number())),
    answer: typeOf<ActionResult>(),
    pace: 'act',
  },
  /** Another name that the host answers to, or another page that may connect, as a person writes it. Remembered. */
  allow: { argument: allowedItem, answer: typeOf<ActionResult>(), pace: 'act' },
  disallow: { argument: allowedItem, answer: typeOf<ActionResult>(), pace: 'act' },
  about: { argument: nothing, answer: typeOf<About>(), pace: 'read' },
  /** Remembered; the window itself speaks it already. */
  setLanguage: { argument: v.object({ language: v.string() }), answer: typeOf<ActionResult>(), pace: 'act' },
} as const satisfies Record<string, Command>;

/** Carried out by the main process itself. */
const DESKTOP_COMMANDS = {
  /** Copies the link to the clipboard; `false` when there is none. */
  copyLink: { argument: nothing, answer: typeOf<boolean>(), pace: 'act' },
  /** Asks where to save the audit log, and saves it there. */
  saveAuditLog: { argument: auditFormat, answer: typeOf<SaveResult>(), pace: 'dialog' },
  /** Asks where to save the messages, and saves them there. */
  exportLog: { argument: exportChoice, answer: typeOf<Written>(), pace: 'dialog' },
  /** Asks where to save a file of a message, and saves it there. */
  saveFile: {
    argument: v.object({ id: v.string(), name: v.string() }),
    answer: typeOf<Written>(),
    pace: 'dialog',
  },
  /** Asks where to save the report on a connection, and saves it there. */
  saveReport: {
    argument: v.pipe(v.string(), v.maxLength(REPORT_UNITS_MAX)),
    answer: typeOf<Written>(),
    pace: 'dialog',
  },
  /** Says goodbye to everybody, and ends the app. */
  quit: { argument: nothing, answer: typeOf<ActionResult>(), pace: 'act' },
  /** Opens a link in the browser, after a question of the system, which has a pace of its own. */
  openLink: { argument: v.object({ link: v.string() }), answer: typeOf<OpenLinkResult>(), pace: 'act' },
  /** Whether the window is to fill the screen; returns the value that was asked for. */
  fullScreen: { argument: v.object({ on: v.boolean() }), answer: typeOf<boolean>(), pace: 'act' },
} as const satisfies Record<string, Command>;

const COMMANDS = { ...HOST_COMMANDS, ...DESKTOP_COMMANDS };

export type HostCommandName = keyof typeof HOST_COMMANDS;
export type DesktopCommandName = keyof typeof DESKTOP_COMMANDS;
export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS).filter(isCommand);

/** As the window passes it. */
export type SentArguments = { readonly [C in CommandName]: v.InferInput<(typeof COMMANDS)[C]['argument']> };
/** Once it is checked. */
export type Arguments = { readonly [C in CommandName]: v.InferOutput<(typeof COMMANDS)[C]['argument']> };
export type Answers = {
  readonly [C in CommandName]: (typeof COMMANDS)[C]['answer'] extends TypeOf<infer A> ? A : never;
};

/** The commands as they are carried out: each gets an argument that was checked. */
export type CommandHandlers<C extends CommandName> = {
  readonly [name in C]: (argument: Arguments[name]) => Answers[name] | Promise<Answers[name]>;
};

export function isHostCommand(name: string): name is HostCommandName {
  return Object.hasOwn(HOST_COMMANDS, name);
}

export function isDesktopCommand(name: string): name is DesktopCommandName {
  return Object.hasOwn(DESKTOP_COMMANDS, name);
}

export function paceOf(name: CommandName): CommandPace {
  return COMMANDS[name].pace;
}

/** Throws TypeError for an argument that the window would not send. */
export function parseArgument<C extends CommandName>(name: C, raw: unknown): Arguments[C] {
  const schemas: {
    readonly [name in CommandName]: { readonly argument: v.GenericSchema<unknown, Arguments[name]> };
  } = COMMANDS;
  const parsed = v.safeParse(schemas[name].argument, raw);
  if (!parsed.success) throw new TypeError(`not an argument of ${name}`);
  return parsed.output;
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

function readPin(raw: unknown): string | undefined {
  return typeof raw === 'string' ? parsePin(raw) : undefined;
}
