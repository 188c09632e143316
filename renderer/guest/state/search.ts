/** A search, from the request to the answer and its older results. Every function returns the next state. */
import type { Message } from '../../../contract/model/entry.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Found, Refusal } from '../../../contract/wire/wire.ts';

export interface Finding {
  readonly text: string;
  /** `undefined` for all rooms. */
  readonly room: string | undefined;
  readonly state: FindingState;
  /** Newest first. */
  readonly messages: readonly Message[];
  /** Where older results continue; `undefined` if there are none, or the answer is still pending. */
  readonly older: number | undefined;
}

export type FindingState =
  | { readonly is: 'asked'; readonly ref: string }
  | { readonly is: 'answered' }
  | { readonly is: 'refused'; readonly code: ErrorCode | 'offline' };

export function ask(text: string, room: string | undefined, ref: string): Finding {
  return { text, room, state: { is: 'asked', ref }, messages: [], older: undefined };
}

export function askOlder(finding: Finding, ref: string): Finding {
  return { ...finding, state: { is: 'asked', ref } };
}

export function hearFound(
  finding: Finding | undefined,
  { ref, messages, older }: Found,
): Finding | undefined {
  if (finding?.state.is !== 'asked' || finding.state.ref !== ref) return finding;
  return { ...finding, state: { is: 'answered' }, messages: [...finding.messages, ...messages], older };
}

/** Returns `undefined` if the refusal is about something else. */
export function refuseFinding(finding: Finding | undefined, { ref, code }: Refusal): Finding | undefined {
  if (finding?.state.is !== 'asked' || finding.state.ref !== ref) return undefined;
  return { ...finding, state: { is: 'refused', code } };
}

/** There was no connection, or it was lost before the answer. */
export function unheardFinding(finding: Finding | undefined): Finding | undefined {
  return finding?.state.is === 'asked' ? { ...finding, state: { is: 'refused', code: 'offline' } } : finding;
}
