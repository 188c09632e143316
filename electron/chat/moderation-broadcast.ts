/** How order stands, told to those who keep it and to whoever it holds. It refuses to know what changed it. */
import type { ModerationOverview } from '../../contract/ipc/moderation-action.ts';
import type { ServerMessage } from '../../contract/wire/server-message.ts';
import { isModerator } from './model/authority.ts';
import type { Dispatcher } from './sessions/dispatcher.ts';
import type { Moderation } from './moderation/moderation.ts';
import type { People } from './model/people.ts';

interface Parts {
  readonly people: People;
  readonly order: Moderation;
  readonly delivery: Dispatcher;
}

export class ModerationBroadcast {
  readonly #parts: Parts;
  /** Who was muted when it was told last. */
  #muted: readonly string[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** For whoever keeps order at the host's own window. */
  now(): ModerationOverview {
    const { announcement } = this.#parts.order;
    return { waiting: this.#parts.order.waiting(), ...(announcement && { announcement }) };
  }

  /** To all hosts and moderators. */
  toKeepers(message: ServerMessage): void {
    const { people, delivery } = this.#parts;
    for (const person of people.present()) if (isModerator(person)) delivery.answer(person.id, message);
  }

  /** Something may be another way now. */
  changed(): void {
    const { order } = this.#parts;
    const muted = order.muted();
    if (muted.join() === this.#muted.join()) return;
    this.#muted = muted;
    this.toKeepers({ type: 'moderation', muted, pending: order.waiting() });
  }

  /** What somebody should know who comes in, or has become a moderator. */
  tell(id: string): void {
    const { people, order, delivery } = this.#parts;
    const person = people.get(id);
    if (person !== undefined && isModerator(person))
      delivery.answer(id, { type: 'moderation', muted: order.muted(), pending: order.waiting() });
    const { announcement } = order;
    if (announcement !== undefined) delivery.answer(id, { type: 'announced', announcement });
    const muted = order.mutedOf(id);
    if (muted === undefined) return;
    const { reason, seconds } = muted;
    delivery.answer(id, {
      ...{ type: 'muted', on: true },
      ...(reason !== '' && { reason }),
      ...(seconds !== undefined && { seconds }),
    });
  }
}
