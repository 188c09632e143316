/** Keeping order from the host's own window, which is answered without a `ref`. */
import { toFields } from '../model/fields.ts';
import type { Announcement, PendingMessage } from '../model/moderation.ts';
import { type ModerationMessage, parseModeration } from '../wire/moderation-message.ts';

/** What the host does to keep order. What is done off the network has a `ref` besides, to be answered by. */
export type ModerationAction = Unanswered<Exclude<ModerationMessage, { type: 'ban-preview' | 'bans' }>>;

type Unanswered<M> = M extends ModerationMessage ? Omit<M, 'ref'> : never;

/** How order stands: what waits to be let through, and what is announced. */
export interface ModerationOverview {
  readonly waiting: readonly PendingMessage[];
  readonly announcement?: Announcement;
}

/** By the rules that hold for guests, whose messages have a `ref` besides. */
export function parseModerationAction(raw: unknown): ModerationAction | undefined {
  const message = parseModeration({ ...toFields(raw), ref: 'console' });
  if (message === undefined || !isAction(message)) return undefined;
  const { ref: _, ...action } = message;
  return action;
}

type Action = Exclude<ModerationMessage, { type: 'ban-preview' | 'bans' }>;
const ACTIONS: Readonly<Record<Action['type'], true>> = {
  mute: true,
  unmute: true,
  remove: true,
  ban: true,
  unban: true,
  review: true,
};

function isAction(message: { readonly type: string }): message is Action {
  return Object.hasOwn(ACTIONS, message.type);
}
