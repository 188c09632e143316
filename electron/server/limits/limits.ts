/**
 * The configurable limits of a host and their ranges. The command line, the settings file and the console all use this
 * parser. The maximum is fixed: beyond it a limit no longer protects anyone.
 */
import type { LimitName } from '../../../contract/ipc/app-settings.ts';
import { RETENTION_MEGABYTES_DEFAULT, RETENTION_MEGABYTES_MAX } from '../../../contract/model/retention.ts';
import type { FilesLimits } from '../../files/files.ts';
import {
  CONNECTION_LIMITS_DEFAULT,
  CONNECTION_LIMITS_OFF,
  type ConnectionLimitValues,
} from '../../http/connection-limits.ts';
import {
  WEBSOCKET_LIMITS_DEFAULT as CONNECTION_DEFAULT,
  type WebSocketLimits as ConnectionLimits,
} from '../../websocket/limits.ts';

export interface HostLimits {
  readonly crowd: ConnectionLimitValues;
  readonly connection: ConnectionLimits;
  readonly historyMegabytes: number;
  readonly files: FilesLimits;
  /** The system's limit on open files and sockets, if it reduced the number of sockets. */
  readonly openFilesMax?: number;
}

/** Open files other than guests' sockets: the program's own files, pipes, and outgoing sockets. */
const FILES_RESERVED = 64;
const BYTES_PER_MEGABYTE = 1_048_576;

export interface LimitRange {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly unit: 'connections' | 'bytes' | 'megabytes' | 'seconds';
}

/** By the names that users type. Whole numbers only. */
export const RANGES = {
  sockets: connections(CONNECTION_LIMITS_DEFAULT.socketsMax, 8, 16_384),
  'sockets-per-address': connections(CONNECTION_LIMITS_DEFAULT.socketsPerAddressMax, 8, 4_096),
  pending: connections(CONNECTION_LIMITS_DEFAULT.pendingMax, 4, 256),
  'pending-per-address': connections(CONNECTION_LIMITS_DEFAULT.pendingPerAddressMax, 1, 256),
  // The longest text that the page sends is half of the minimum.
  'message-bytes': bytes(CONNECTION_DEFAULT.messageBytesMax, 32_768, 1_048_576),
  'message-seconds': seconds(CONNECTION_DEFAULT.messageTimeoutMs, 1, 60),
  'backlog-bytes': bytes(CONNECTION_DEFAULT.backlogBytesMax, 262_144, 16_777_216),
  'backlog-bytes-in-all': bytes(CONNECTION_DEFAULT.backlogBytesTotalMax, 4_194_304, 268_435_456),
  'stall-seconds': seconds(CONNECTION_DEFAULT.stallTimeoutMs, 1, 60),
  'dead-after-seconds': seconds(CONNECTION_DEFAULT.deadAfterMs, 5, 60),
  // Past it, the oldest messages are deleted.
  'history-megabytes': megabytes(RETENTION_MEGABYTES_DEFAULT, 1, RETENTION_MEGABYTES_MAX),
  'file-bytes': bytes(104_857_600, 65_536, 4_294_967_296),
  // Past it, uploads are refused: files of some people are not deleted for those of others.
  'files-megabytes': megabytes(5_120, 1, 10_485_760),
} satisfies Record<LimitName, LimitRange>;

export type ChosenLimits = ReadonlyMap<LimitName, number>;

export type LimitRefusal =
  | { readonly code: 'unknown'; readonly name: string }
  | { readonly code: 'out-of-range'; readonly name: LimitName }
  | { readonly code: 'no-limits' };

export interface ParsedLimits {
  readonly chosen: ChosenLimits;
  readonly refused: readonly LimitRefusal[];
}

/** Parses an object of names and numbers. Invalid entries are reported one by one; the others are used. */
export function parseLimits(raw: unknown): ParsedLimits {
  const chosen = new Map<LimitName, number>();
  if (raw === undefined) return { chosen, refused: [] };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { chosen, refused: [{ code: 'no-limits' }] };
  const refused: LimitRefusal[] = [];
  for (const [name, value] of Object.entries<unknown>({ ...raw })) {
    if (!isLimitName(name)) refused.push({ code: 'unknown', name });
    else if (!isWithin(value, RANGES[name])) refused.push({ code: 'out-of-range', name });
    else chosen.set(name, value);
  }
  return { chosen, refused };
}

/** Fills in the defaults. */
export function hostLimits(chosen: ChosenLimits): HostLimits {
  const limit = (name: LimitName) => chosen.get(name) ?? RANGES[name].usual;
  const deadAfterMs = limit('dead-after-seconds') * 1_000;
  return {
    crowd: {
      socketsMax: limit('sockets'),
      socketsPerAddressMax: limit('sockets-per-address'),
      pendingMax: limit('pending'),
      pendingPerAddressMax: limit('pending-per-address'),
    },
    historyMegabytes: limit('history-megabytes'),
    files: { bytesMax: limit('file-bytes'), quotaBytes: limit('files-megabytes') * BYTES_PER_MEGABYTE },
    connection: {
      ...CONNECTION_DEFAULT,
      messageBytesMax: limit('message-bytes'),
      messageTimeoutMs: limit('message-seconds') * 1_000,
      backlogBytesMax: limit('backlog-bytes'),
      backlogBytesTotalMax: limit('backlog-bytes-in-all'),
      stallTimeoutMs: limit('stall-seconds') * 1_000,
      deadAfterMs,
      // The ping interval stays in proportion to the timeout.
      pingAfterMs: (deadAfterMs * CONNECTION_DEFAULT.pingAfterMs) / CONNECTION_DEFAULT.deadAfterMs,
    },
  };
}

/** Updates limits in place: their users read them on each use. */
export function moveLimits(current: HostLimits, next: HostLimits): void {
  Object.assign(current.crowd, next.crowd);
  Object.assign(current.connection, next.connection);
  Object.assign(current.files, next.files);
  Object.assign(current, { historyMegabytes: next.historyMegabytes, openFilesMax: next.openFilesMax });
}

export const HOST_LIMITS_DEFAULT: HostLimits = hostLimits(new Map());

/** No limits on connections, for measurements on loopback. */
export function liftConnectionLimits(limits: HostLimits): HostLimits {
  return { ...limits, crowd: CONNECTION_LIMITS_OFF };
}

/** Reduces the number of sockets to what the system allows. */
export function withinSystem(limits: HostLimits, openFilesMax: number | undefined): HostLimits {
  if (openFilesMax === undefined) return limits;
  const socketsMax = Math.max(1, openFilesMax - FILES_RESERVED);
  if (limits.crowd.socketsMax <= socketsMax) return limits;
  return { ...limits, crowd: { ...limits.crowd, socketsMax }, openFilesMax };
}

function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(RANGES, name);
}

function isWithin(value: unknown, { least, most }: LimitRange): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function connections(usual: number, least: number, most: number): LimitRange {
  return { usual, least, most, unit: 'connections' };
}

function bytes(usual: number, least: number, most: number): LimitRange {
  return { usual, least, most, unit: 'bytes' };
}

function megabytes(usual: number, least: number, most: number): LimitRange {
  return { usual, least, most, unit: 'megabytes' };
}

function seconds(usualMs: number, least: number, most: number): LimitRange {
  return { usual: usualMs / 1_000, least, most, unit: 'seconds' };
}
