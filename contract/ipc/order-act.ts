/** Keeping order from the host's own window, which is answered without a `ref`. */
import type { Announcement, OrderMessage, Waiting } from '../model/order.ts';

/** What the host does to keep order. What is done off the network has a `ref` besides, to be answered by. */
export type OrderAct = Unanswered<Exclude<OrderMessage, { type: 'preview' | 'bans' }>>;

type Unanswered<M> = M extends OrderMessage ? Omit<M, 'ref'> : never;

/** How order stands: what waits to be let through, and what is announced. */
export interface OrderNow {
  readonly waiting: readonly Waiting[];
  readonly announcement?: Announcement;
}
