/** What the host fills in before the light goes on, and whether it can. It refuses to know how fields look. */
import { parsePort, parseRoomName, type Choice } from '../../contract/ipc.ts';

/** As typed. */
export interface Draft {
  readonly adapter: string;
  readonly port: string;
  readonly room: string;
}

export type DraftFault = 'port' | 'room';

export type ParsedDraft =
  | { readonly ok: true; readonly choice: Choice }
  | { readonly ok: false; readonly faults: readonly [DraftFault, ...DraftFault[]] };

export function draftOf(choice: Choice): Draft {
  return { adapter: choice.adapter, port: String(choice.port), room: choice.room };
}

/** The choice that the fields make, or which of them cannot be used. */
export function parseDraft(draft: Draft): ParsedDraft {
  const port = parsePort(draft.port);
  const room = parseRoomName(draft.room);
  if (port === undefined) return { ok: false, faults: room === undefined ? ['port', 'room'] : ['port'] };
  if (room === undefined) return { ok: false, faults: ['room'] };
  return { ok: true, choice: { adapter: draft.adapter, port, room } };
}
