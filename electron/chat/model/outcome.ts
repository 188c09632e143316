/** What a decision comes to: entries and notices, in the order in which the hub commits and sends them. */
import type { Uploaded } from '../../../contract/wire/client-message.ts';
import type { NewEntry } from '../../../contract/model/entry.ts';
import type { Removed } from '../../../contract/model/moderation.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';

export type Effect =
  | { readonly kind: 'append'; readonly entries: readonly NewEntry[] }
  /** To one person alone. */
  | { readonly kind: 'tell'; readonly id: string; readonly message: ServerMessage }
  /** To one person, once everything before it is committed. */
  | { readonly kind: 'tell-when-committed'; readonly id: string; readonly message: ServerMessage }
  | { readonly kind: 'tell-moderators'; readonly message: ServerMessage }
  /** To everybody else who may read the room. */
  | {
      readonly kind: 'tell-room';
      readonly from: string;
      readonly room: string;
      readonly message: ServerMessage;
    }
  | { readonly kind: 'tell-pages'; readonly message: ServerMessage }
  | { readonly kind: 'presence'; readonly id: string; readonly asleep: boolean }
  /** Stores the person as they are now. */
  | { readonly kind: 'remember'; readonly id: string }
  /** The person is told why, disconnected, and leaves. */
  | { readonly kind: 'remove'; readonly id: string; readonly message: Removed }
  /** The files of a message that is not sent. */
  | { readonly kind: 'return-files'; readonly owner: string; readonly files: readonly Uploaded[] }
  /** Who is muted, what is pending, or the announcement has changed. */
  | { readonly kind: 'moderation-changed' };

export type Outcome = readonly Effect[];

export function tell(id: string, message: ServerMessage): Effect {
  return { kind: 'tell', id, message };
}

export function tellModerators(message: ServerMessage): Effect {
  return { kind: 'tell-moderators', message };
}

export const MODERATION_CHANGED: Effect = { kind: 'moderation-changed' };
