/**
 * What the person wrote and the host does not have yet: the draft, the messages on their way, and what was refused.
 * Each step answers with the state after it. It refuses to know connections and the conversation around it.
 */
import type { Entry, ErrorCode, Refusal } from '../../contract/wire.ts';
import { parseText } from '../../contract/writing.ts';

/** A message that the host has not acknowledged yet. */
export interface Outgoing {
  readonly ref: string;
  readonly text: string;
  /** The page's wall clock in milliseconds since 1970, for display only. */
  readonly at: number;
}

/** What the host would not take. `text` is what could not go back into the draft, since that was not empty. */
export interface Notice {
  readonly code: ErrorCode;
  readonly text: string;
}

export interface Unsent {
  readonly draft: string;
  readonly outbox: readonly Outgoing[];
  readonly notice: Notice | undefined;
}

/**
 * The draft becomes a message. Checked here as the host will check it, since a refusal that comes with the next
 * connection may be an hour late.
 */
export function say({ draft, outbox, notice }: Unsent, ref: string, at: number): Unsent {
  const parsed = parseText(draft);
  if (parsed.ok) {
    return {
      draft: '',
      outbox: [...outbox, { ref, text: parsed.text, at }],
      notice: notice?.text ? notice : undefined,
    };
  }
  if (parsed.code === 'text-empty') return { draft, outbox, notice };
  return { draft, outbox, notice: { code: parsed.code, text: notice?.text ?? '' } };
}

/**
 * Entries that came back are no longer on their way. A ref is random and nobody else sees it before the host has taken
 * the message. So the ref alone is proof, and still is when the host has forgotten the person and gave out another id.
 */
export function acknowledge({ draft, outbox, notice }: Unsent, entries: readonly Entry[]): Unsent {
  if (outbox.length === 0) return { draft, outbox, notice };
  const refs = new Set(entries.map((entry) => (entry.type === 'message' ? entry.ref : undefined)));
  return { draft, outbox: outbox.filter(({ ref }) => !refs.has(ref)), notice };
}

/** A refused text goes back to where it was written, or beside it if there is another draft by now. */
export function refuse({ draft, outbox, notice }: Unsent, { code, ref }: Refusal): Unsent {
  const kept = notice?.text ?? '';
  const refused = outbox.find((outgoing) => outgoing.ref === ref);
  if (refused === undefined) return { draft, outbox, notice: { code, text: kept } };
  const others = outbox.filter((outgoing) => outgoing !== refused);
  if (draft === '') return { draft: refused.text, outbox: others, notice: { code, text: kept } };
  return { draft, outbox: others, notice: { code, text: joinLines(kept, refused.text) } };
}

/** What lay beside the draft joins it. */
export function takeBack({ draft, outbox, notice }: Unsent): Unsent {
  if (notice === undefined) return { draft, outbox, notice };
  return { draft: joinLines(draft, notice.text), outbox, notice: { code: notice.code, text: '' } };
}

function joinLines(first: string, second: string): string {
  return first === '' ? second : second === '' ? first : `${first}\n${second}`;
}
