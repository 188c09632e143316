/** A search, from the request to the answer and its older results. Every function returns the next state. */
import type { Message } from '../../../contract/model/entry.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Found, Refusal } from '../../../contract/wire/server-message.ts';

export interface SearchSession {
  readonly text: string;
  /** `undefined` for all rooms. */
  readonly room: string | undefined;
  readonly state: SearchSessionState;
  /** Newest first. */
  readonly messages: readonly Message[];
  /** Where older results continue; `undefined` if there are none, or the answer is still pending. */
  readonly older: number | undefined;
}

export type SearchSessionState =
  | { readonly is: 'requested'; readonly ref: string }
  | { readonly is: 'answered' }
  | { readonly is: 'refused'; readonly code: ErrorCode | 'offline' };

export function startSearch(text: string, room: string | undefined, ref: string): SearchSession {
  return { text, room, state: { is: 'requested', ref }, messages: [], older: undefined };
}

export function requestOlder(search: SearchSession, ref: string): SearchSession {
  return { ...search, state: { is: 'requested', ref } };
}

export function applyFound(
  search: SearchSession | undefined,
  { ref, messages, older }: Found,
): SearchSession | undefined {
  if (search?.state.is !== 'requested' || search.state.ref !== ref) return search;
  return { ...search, state: { is: 'answered' }, messages: [...search.messages, ...messages], older };
}

/** Returns `undefined` if the refusal is about something else. */
export function refuseSearch(
  search: SearchSession | undefined,
  { ref, code }: Refusal,
): SearchSession | undefined {
  if (search?.state.is !== 'requested' || search.state.ref !== ref) return undefined;
  return { ...search, state: { is: 'refused', code } };
}

/** There was no connection, or it was lost before the answer. */
export function failSearch(search: SearchSession | undefined): SearchSession | undefined {
  return search?.state.is === 'requested' ? { ...search, state: { is: 'refused', code: 'offline' } } : search;
}
