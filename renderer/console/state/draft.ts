/** What the host fills in before the light goes on, and whether it can. It refuses to know how fields look. */
import { parsePort, type Choice } from '../../../contract/ipc/choice.ts';
import { parsePin } from '../../../contract/model/pin.ts';
import { KEEP_DAYS_DEFAULT } from '../../../contract/model/retention.ts';
import { parseRoomName } from '../../../contract/model/room-name.ts';

/** As typed. */
export interface Draft {
  readonly adapter: string;
  /** Which of its addresses; the first if left out. */
  readonly address?: string;
  readonly port: string;
  readonly room: string;
  /** Empty if anybody may come in. */
  readonly pin: string;
  /** 0 keeps without end. */
  readonly keepDays: number;
  /** Chosen while the light is on. */
  readonly keepMegabytes?: number;
}

/** The fields that can be wrong, in the order in which they stand. */
export const DRAFT_FIELDS = ['port', 'room', 'pin'] as const;
export type DraftFault = (typeof DRAFT_FIELDS)[number];

export type ParsedDraft =
  | { readonly ok: true; readonly choice: Choice }
  | { readonly ok: false; readonly faults: readonly DraftFault[] };

export function draftOf({ port, pin = '', keepDays = KEEP_DAYS_DEFAULT, ...rest }: Choice): Draft {
  return { ...rest, port: String(port), pin, keepDays };
}

/** The same on another adapter, or another of its addresses. */
export function placeIn({ address: _, ...draft }: Draft, adapter: string, address?: string): Draft {
  return { ...draft, adapter, ...(address !== undefined && { address }) };
}

/** The choice that the fields make, or which of them cannot be used. */
export function parseDraft({ port: typedPort, room: typedRoom, pin: typedPin, ...rest }: Draft): ParsedDraft {
  const port = parsePort(typedPort);
  const room = parseRoomName(typedRoom);
  const pin = parsePin(typedPin);
  const open = typedPin.trim() === '';
  if (port !== undefined && room !== undefined && (open || pin !== undefined)) {
    return { ok: true, choice: { ...rest, port, room, ...(pin !== undefined && { pin }) } };
  }
  const right = { port: port !== undefined, room: room !== undefined, pin: open || pin !== undefined };
  return { ok: false, faults: DRAFT_FIELDS.filter((field) => !right[field]) };
}
