/** A store for the conversation that components subscribe to. It also saves what has to survive a reload. */
import { beginning, readsOf, type Conversation } from '../state/conversation.ts';
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
  #conversation: Conversation = beginning({ name: recallName(), ...(recallTab() ?? asBarred()) });
  readonly #listeners = new Set<() => void>();
  #toldAt = 0;
  #telling: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly conversation = (): Conversation => this.#conversation;

  /** For actions of the person, rendered at once. */
  dispatch(action: Action): void {
    const { announcement } = this.#conversation;
    if (action.type === 'dismissed' && announcement) rememberDismissed(announcement.id);
    this.#put(reduce(this.#conversation, action));
    this.#tell();
  }

  /** For actions caused by the connection, rendered with a small delay. */
  hear(action: Action): void {
    this.#put(withoutDismissed(reduce(this.#conversation, action)));
    const wait = this.#toldAt + RENDER_INTERVAL_MS - performance.now();
    if (wait <= 0) this.#tell();
    else this.#telling ??= setTimeout(() => this.#tell(), wait);
  }

  /** Forgets the person but keeps the name. */
  forget(): void {
    forgetTab();
    const { name, hidden } = this.#conversation;
    this.#put({ ...beginning({ name }), hidden });
    this.#tell();
  }

  #put(next: Conversation): void {
    const before = this.#conversation;
    this.#conversation = next;
    const { name, token, log, open, outbox, drafts } = next;
    if (token === undefined) return;
    if (next.status.is === 'removed' && next.status.out.why !== 'pin' && before.status.is !== 'removed')
      rememberBlocked(token);
    if (next.status.is === 'here' && before.status.is !== 'here') rememberBlocked(undefined);
    if (name !== before.name || token !== before.token) rememberName(name);
    if (isRemembered(before, next)) return;
    rememberTab({ name, token, log, open, reads: readsOf(next), outbox, drafts, trays: traysOf(next) });
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    this.#toldAt = performance.now();
    for (const listener of this.#listeners) listener();
  }
}

/** A dismissed announcement stays dismissed, also after a reload. */
function withoutDismissed(next: Conversation): Conversation {
  const { announcement } = next;
  if (announcement === undefined || announcement.id !== recallDismissed()) return next;
  return { ...next, announcement: undefined };
}

function asBarred() {
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
