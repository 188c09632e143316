/** What the host fills in before the light goes on, and whether it can. It refuses to know how fields look. */
import { parsePort, type StartOptions } from '../../../contract/ipc/start-options.ts';
import { parsePin } from '../../../contract/model/pin.ts';
import { RETENTION_DAYS_DEFAULT } from '../../../contract/model/retention.ts';
import { parseRoomName } from '../../../contract/model/room-name.ts';

/** As typed. */
export interface StartFormValues {
  readonly adapter: string;
  /** Which of its addresses; the first if left out. */
  readonly address?: string;
  readonly port: string;
  readonly room: string;
  /** Empty if anybody may come in. */
  readonly pin: string;
  /** 0 keeps without end. */
  readonly retentionDays: number;
  /** Chosen while the light is on. */
  readonly retentionMegabytes?: number;
}

/** The fields that can be wrong, in the order in which they stand. */
export const START_FORM_FIELDS = ['port', 'room', 'pin'] as const;
export type StartFormFault = (typeof START_FORM_FIELDS)[number];

export type ParsedStartForm =
  | { readonly ok: true; readonly choice: StartOptions }
  | { readonly ok: false; readonly faults: readonly StartFormFault[] };

export function startFormOf({
  port,
  pin = '',
  retentionDays = RETENTION_DAYS_DEFAULT,
  ...rest
}: StartOptions): StartFormValues {
  return { ...rest, port: String(port), pin, retentionDays };
}

/** The same on another adapter, or another of its addresses. */
export function placeIn(
  { address: _, ...draft }: StartFormValues,
  adapter: string,
  address?: string,
): StartFormValues {
  return { ...draft, adapter, ...(address !== undefined && { address }) };
}

/** The choice that the fields make, or which of them cannot be used. */
export function parseStartForm({
  port: typedPort,
  room: typedRoom,
  pin: typedPin,
  ...rest
}: StartFormValues): ParsedStartForm {
  const port = parsePort(typedPort);
  const room = parseRoomName(typedRoom);
  const pin = parsePin(typedPin);
  const open = typedPin.trim() === '';
  if (port !== undefined && room !== undefined && (open || pin !== undefined)) {
    return { ok: true, choice: { ...rest, port, room, ...(pin !== undefined && { pin }) } };
  }
  const right = { port: port !== undefined, room: room !== undefined, pin: open || pin !== undefined };
  return { ok: false, faults: START_FORM_FIELDS.filter((field) => !right[field]) };
}
