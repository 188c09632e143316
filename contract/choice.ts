/** What the host chose before switching the light on, read out of what a window sent or a file held. */
import { parsePin } from './pin.ts';
import { isKeepDays, isKeepMegabytes } from './retention.ts';
import { parseRoomName } from './room-name.ts';

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

/** Only one that an adapter has is ever used. */
function isAddressText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= ADDRESS_MAX;
}

const ADAPTER_NAME_MAX = 256;
/** The longest way to write an IPv6 address (RFC 4291 §2.2). */
const ADDRESS_MAX = 45;
