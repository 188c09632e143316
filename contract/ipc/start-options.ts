/** What the host chose before switching the light on, read out of what a window sent, and of what a file held. */
import { parsePin } from '../model/pin.ts';
import { isRetentionDays, isRetentionMegabytes } from '../model/retention.ts';
import { parseRoomName } from '../model/room-name.ts';

/** What the host chose, and what is remembered. */
export interface StartOptions {
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
  readonly retentionDays?: number;
  /** So much is kept on the disk, and past it the oldest is dropped; what the limits say if left out. */
  readonly retentionMegabytes?: number;
}

export const PORT_DEFAULT = 8080;

/** A port as a person writes it: digits for 1–65535, else `undefined`. */
export function parsePort(raw: string): number | undefined {
  const digits = raw.trim();
  if (!/^\d{1,5}$/.test(digits)) return undefined;
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** A choice out of what the window sent; `undefined` if it is none. */
export function parseStartOptions(raw: unknown): StartOptions | undefined {
  const known = knownOf(raw);
  if (known === undefined) return undefined;
  const read = parseStoredStartOptions(known);
  const isWhole = Object.entries(known).every(([field, value]) => value === undefined || field in read);
  const { adapter, port, room } = read;
  if (!isWhole || adapter === undefined || port === undefined || room === undefined) return undefined;
  return { ...read, adapter, port, room };
}

/** What can be read of a choice that a file held: a part that is damaged costs none of the others. */
export function parseStoredStartOptions(raw: unknown): Partial<StartOptions> {
  const { adapter, address, port, room, pin, retentionDays, retentionMegabytes } = knownOf(raw) ?? {};
  const name = typeof room === 'string' ? parseRoomName(room) : undefined;
  return {
    ...(isText(adapter, ADAPTER_NAME_MAX) && { adapter }),
    ...(isText(address, ADDRESS_MAX) && { address }),
    ...(typeof port === 'number' && parsePort(String(port)) !== undefined && { port }),
    ...(name !== undefined && { room: name }),
    ...(typeof pin === 'string' && parsePin(pin) !== undefined && { pin }),
    ...(isRetentionDays(retentionDays) && { retentionDays }),
    ...(isRetentionMegabytes(retentionMegabytes) && { retentionMegabytes }),
  };
}

type Raw = { readonly [field in keyof StartOptions]?: unknown };

/** Nothing but the fields of a choice. */
function knownOf(raw: unknown): Raw | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { adapter, address, port, room, pin, retentionDays, retentionMegabytes }: Raw = raw;
  return { adapter, address, port, room, pin, retentionDays, retentionMegabytes };
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

const ADAPTER_NAME_MAX = 256;
/** The longest way to write an IPv6 address (RFC 4291 §2.2); only one that an adapter has is ever used. */
const ADDRESS_MAX = 45;
