/**
 * A person in the room who takes another name: from opening the field to the host's word. Each step answers with the
 * state after it. It refuses to know connections, and who else has which name.
 */
import type { Entry } from '../../../contract/model/entry.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { Refusal } from '../../../contract/wire/server-message.ts';

export type Renaming =
  | { readonly is: 'closed' }
  | {
      readonly is: 'open';
      readonly refusal: ErrorCode | 'offline' | undefined;
      /** Until it may be asked again. */
      readonly seconds?: number;
    }
  /** The host has been asked. */
  | { readonly is: 'asked' };

export const RENAMING_CLOSED: Renaming = { is: 'closed' };

export function openRenaming(open: boolean): Renaming {
  return open ? { is: 'open', refusal: undefined } : RENAMING_CLOSED;
}

/** What can be told without the host is told at once; all else is for the host to say. */
export function askName(name: string, you: Person | undefined): Renaming {
  const wanted = name.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (wanted === '') return { is: 'open', refusal: 'name-empty' };
  return wanted === you?.name ? RENAMING_CLOSED : { is: 'asked' };
}

/** The connection broke before the host's word came, or there was none. */
export function unheardName(now: Renaming): Renaming {
  return now.is === 'asked' ? { is: 'open', refusal: 'offline' } : now;
}

/** `undefined` if it is not the name that was refused. */
export function refuseName(now: Renaming, { code, ref, seconds }: Refusal): Renaming | undefined {
  if (now.is !== 'asked' || ref !== undefined) return undefined;
  return { is: 'open', refusal: code, ...(seconds !== undefined && { seconds }) };
}

/** The new name came back: it is theirs. */
export function takeName(now: Renaming, entry: Entry, you: Person | undefined): Renaming {
  const mine = entry.type === 'renamed' && entry.person.id === you?.id;
  return mine && now.is === 'asked' ? RENAMING_CLOSED : now;
}
