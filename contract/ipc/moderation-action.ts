/** Keeping order from the host's own window, which is answered without a `ref`. */
import type { ModerationMessage } from '../wire/moderation-message.ts';
import type { Announcement, PendingMessage } from '../model/moderation.ts';

/** What the host does to keep order. What is done off the network has a `ref` besides, to be answered by. */
export type ModerationAction = Unanswered<Exclude<ModerationMessage, { type: 'ban-preview' | 'bans' }>>;

type Unanswered<M> = M extends ModerationMessage ? Omit<M, 'ref'> : never;

/** How order stands: what waits to be let through, and what is announced. */
export interface ModerationOverview {
  readonly waiting: readonly PendingMessage[];
  readonly announcement?: Announcement;
}
