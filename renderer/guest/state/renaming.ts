/** Changing your name, from opening the form to the host's answer. Every function returns the next state. */
import { defined } from '../../../contract/defined.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { Refusal } from '../../../contract/wire/server-message.ts';

export type Renaming =
  | { readonly is: 'closed' }
  | {
      readonly is: 'open';
      readonly refusal: ErrorCode | 'offline' | undefined;
      /** Until the next try is allowed. */
      readonly seconds?: number;
    }
  /** Waiting for the host's answer. */
  | { readonly is: 'requested' };

export const RENAMING_CLOSED: Renaming = { is: 'closed' };

export function openRenaming(open: boolean): Renaming {
  return open ? { is: 'open', refusal: undefined } : RENAMING_CLOSED;
}

/** Handles an empty or unchanged name locally; everything else is up to the host. */
export function requestName(name: string, you: Person | undefined): Renaming {
  const trimmed = name.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (trimmed === '') return { is: 'open', refusal: 'name-empty' };
  return trimmed === you?.name ? RENAMING_CLOSED : { is: 'requested' };
}

/** There was no connection, or it was lost before the answer. */
export function failRename(now: Renaming): Renaming {
  return now.is === 'requested' ? { is: 'open', refusal: 'offline' } : now;
}

/** Returns `undefined` if the refusal is about something else. */
export function refuseName(now: Renaming, { code, ref, seconds }: Refusal): Renaming | undefined {
  if (now.is !== 'requested' || ref !== undefined) return undefined;
  return defined({ is: 'open', refusal: code, seconds });
}

/** Closes the form when the host has confirmed the new name. */
export function completeRename(now: Renaming, entry: Entry, you: Person | undefined): Renaming {
  const mine = entry.type === 'renamed' && entry.person.id === you?.id;
  return mine && now.is === 'requested' ? RENAMING_CLOSED : now;
}
