/**
 * The limits that one host keeps, and how far whoever runs it may move them. The command line, the settings file and
 * the console have one parser, this one; past a ceiling nobody gets, since there a limit protects nobody any more.
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
  /** How many files and sockets the system allows, if that is what there are fewer sockets for. */
  readonly openFilesMax?: number;
}

/** What is open beside the sockets of guests: the program's own files, pipes, and sockets on their way out. */
const FILES_RESERVED = 64;
const BYTES_PER_MEGABYTE = 1_048_576;

export interface LimitRange {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly unit: 'connections' | 'bytes' | 'megabytes' | 'seconds';
}

/** By the names that people write. Only whole numbers. */
export const RANGES = {
  sockets: connections(CONNECTION_LIMITS_DEFAULT.socketsMax, 8, 16_384),
  'sockets-per-address': connections(CONNECTION_LIMITS_DEFAULT.socketsPerAddressMax, 8, 4_096),
  pending: connections(CONNECTION_LIMITS_DEFAULT.pendingMax, 4, 256),
  'pending-per-address': connections(CONNECTION_LIMITS_DEFAULT.pendingPerAddressMax, 1, 256),
  // The longest text that the page sends is half of the least.
  'message-bytes': bytes(CONNECTION_DEFAULT.messageBytesMax, 32_768, 1_048_576),
  'message-seconds': seconds(CONNECTION_DEFAULT.messageTimeoutMs, 1, 60),
  'backlog-bytes': bytes(CONNECTION_DEFAULT.backlogBytesMax, 262_144, 16_777_216),
  'backlog-bytes-in-all': bytes(CONNECTION_DEFAULT.backlogBytesTotalMax, 4_194_304, 268_435_456),
  'stall-seconds': seconds(CONNECTION_DEFAULT.stallTimeoutMs, 1, 60),
  'dead-after-seconds': seconds(CONNECTION_DEFAULT.deadAfterMs, 5, 60),
  // Past it the oldest is dropped.
  'history-megabytes': megabytes(RETENTION_MEGABYTES_DEFAULT, 1, RETENTION_MEGABYTES_MAX),
  'file-bytes': bytes(104_857_600, 65_536, 4_294_967_296),
  // Past it no more is taken: what people sent is not dropped for what others send.
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

/** Reads an object of names and numbers. What is wrong is refused each by itself, and the rest is chosen. */
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

/** What was chosen, and for the rest what is usual. */
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
      // Asked as early as ever, in proportion: whoever has less time to answer is asked sooner.
      pingAfterMs: (deadAfterMs * CONNECTION_DEFAULT.pingAfterMs) / CONNECTION_DEFAULT.deadAfterMs,
    },
  };
}

/** Moves limits that are in use: whoever holds a part of them reads it anew each time. */
export function moveLimits(used: HostLimits, next: HostLimits): void {
  Object.assign(used.crowd, next.crowd);
  Object.assign(used.connection, next.connection);
  Object.assign(used.files, next.files);
  Object.assign(used, { historyMegabytes: next.historyMegabytes, openFilesMax: next.openFilesMax });
}

export const HOST_LIMITS_DEFAULT: HostLimits = hostLimits(new Map());

/** For measuring on loopback: no limit on connections. */
export function liftConnectionLimits(limits: HostLimits): HostLimits {
  return { ...limits, crowd: CONNECTION_LIMITS_OFF };
}

/** No more sockets than the system has room for. */
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
