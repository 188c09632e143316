/** A store for the conversation that components subscribe to. It also saves what has to survive a reload. */
import { initialConversation, readsOf, type Conversation } from '../state/conversation.ts';
import { reduce, type Action } from '../state/reduce.ts';
import {
  forgetTab,
  recallBlocked,
  recallDismissed,
  recallName,
  recallTab,
  rememberBlocked,
  rememberDismissed,
  rememberName,
  rememberTab,
} from './memory.ts';

/**
 * The minimum time between two renders caused by incoming entries: faster than anyone reads, slow enough for a
 * phone.
 */
const RENDER_INTERVAL_MS = 40;

export class ConversationStore {
  #conversation: Conversation = initialConversation({
    name: recallName(),
    ...(recallTab() ?? blockedPerson()),
  });
  readonly #listeners = new Set<() => void>();
  #notifiedAt = 0;
  #notifyTimer: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly conversation = (): Conversation => this.#conversation;

  /** For actions of the person, rendered at once. */
  dispatch(action: Action): void {
    const { announcement } = this.#conversation;
    if (action.type === 'announcement-dismissed' && announcement) rememberDismissed(announcement.id);
    this.#set(reduce(this.#conversation, action));
    this.#notify();
  }

  /** For actions caused by the connection, rendered with a small delay. */
  dispatchSoon(action: Action): void {
    this.#set(withoutDismissed(reduce(this.#conversation, action)));
    const wait = this.#notifiedAt + RENDER_INTERVAL_MS - performance.now();
    if (wait <= 0) this.#notify();
    else this.#notifyTimer ??= setTimeout(() => this.#notify(), wait);
  }

  /** Forgets the person but keeps the name. */
  forget(): void {
    forgetTab();
    const { name, hidden } = this.#conversation;
    this.#set({ ...initialConversation({ name }), hidden });
    this.#notify();
  }

  #set(next: Conversation): void {
    const before = this.#conversation;
    this.#conversation = next;
    const { name, token, log, open, outbox, drafts } = next;
    if (token === undefined) return;
    if (next.status.is === 'removed' && next.status.removal.why !== 'pin' && before.status.is !== 'removed')
      rememberBlocked(token);
    if (next.status.is === 'here' && before.status.is !== 'here') rememberBlocked(undefined);
    if (name !== before.name || token !== before.token) rememberName(name);
    if (isRemembered(before, next)) return;
    rememberTab({ name, token, log, open, reads: readsOf(next), outbox, drafts, trays: traysOf(next) });
  }

  #notify(): void {
    clearTimeout(this.#notifyTimer);
    this.#notifyTimer = undefined;
    this.#notifiedAt = performance.now();
    for (const listener of this.#listeners) listener();
  }
}

/** A dismissed announcement stays dismissed, also after a reload. */
function withoutDismissed(next: Conversation): Conversation {
  const { announcement } = next;
  if (announcement === undefined || announcement.id !== recallDismissed()) return next;
  return { ...next, announcement: undefined };
}

function blockedPerson() {
  const token = recallBlocked();
  return token === undefined ? {} : { token };
}

/** Whether nothing that is stored has changed. */
function isRemembered(before: Conversation, next: Conversation): boolean {
  const keys = ['name', 'token', 'log', 'open', 'outbox', 'drafts'] as const;
  if (keys.some((key) => before[key] !== next[key])) return false;
  if (traysOf(before).join() !== traysOf(next).join()) return false;
  if (before.rooms === next.rooms) return true;
  return (
    before.rooms.length === next.rooms.length &&
    next.rooms.every(({ read }, place) => before.rooms[place]?.read === read)
  );
}

/** The rooms that have unsent files in the tray. */
function traysOf({ uploads }: Conversation): readonly string[] {
  return [...new Set(uploads.flatMap(({ room, message }) => (message === undefined ? [room] : [])))];
}
