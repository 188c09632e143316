/** What the host fills in before the light goes on, and whether it can. It refuses to know how fields look. */
import { parsePort, ROOM_NAME_MAX, type Choice } from '../../contract/ipc.ts';

/** As typed. */
export interface Draft {
  readonly adapter: string;
  readonly port: string;
  readonly room: string;
}

export type DraftFault = 'port' | 'room';

export type ParsedDraft =
  | { readonly ok: true; readonly choice: Choice }
  | { readonly ok: false; readonly faults: readonly DraftFault[] };

export function draftOf(choice: Choice): Draft {
  return { adapter: choice.adapter, port: String(choice.port), room: choice.room };
}

/** The choice that the fields make, or which of them cannot be used. */
export function parseDraft(draft: Draft): ParsedDraft {
  const port = parsePort(draft.port);
  const room = draft.room.trim();
  const roomFits = room !== '' && room.length <= ROOM_NAME_MAX;
  if (port !== undefined && roomFits) return { ok: true, choice: { adapter: draft.adapter, port, room } };
  return {
    ok: false,
    faults: [...(port === undefined ? ['port' as const] : []), ...(roomFits ? [] : ['room' as const])],
  };
}
