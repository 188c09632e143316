/**
 * A search: from the question to the host's answer, and on to older ones. Each step answers with the state after it.
 * It refuses to know connections.
 */
import type { Message } from '../../../contract/model/entry.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Found, Refusal } from '../../../contract/wire/server-message.ts';

export interface Finding {
  readonly text: string;
  /** `undefined`: in all rooms. */
  readonly room: string | undefined;
  readonly state: FindingState;
  /** The newest first. */
  readonly messages: readonly Message[];
  /** To go on from; `undefined` if there are no older ones, or nobody knows yet. */
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

/** `undefined` if it is something else that was refused. */
export function refuseFinding(finding: Finding | undefined, { ref, code }: Refusal): Finding | undefined {
  if (finding?.state.is !== 'asked' || finding.state.ref !== ref) return undefined;
  return { ...finding, state: { is: 'refused', code } };
}

/** There was nobody to hear the question, or the answer is not coming. */
export function unheardFinding(finding: Finding | undefined): Finding | undefined {
  return finding?.state.is === 'asked' ? { ...finding, state: { is: 'refused', code: 'offline' } } : finding;
}
