/** Tells moderators and muted people how moderation stands. */
import type { ServerMessage } from '../../contract/wire/server-message.ts';
import { isModerator } from './model/authority.ts';
import type { People } from './model/people.ts';
import type { Announcements } from './moderation/announcements.ts';
import type { Mutes } from './moderation/mutes.ts';
import type { Reviews } from './moderation/reviews.ts';
import type { Dispatcher } from './sessions/dispatcher.ts';

export interface ModerationBroadcastParts {
  readonly people: People;
  readonly mutes: Mutes;
  readonly reviews: Reviews;
  readonly announcements: Announcements;
  readonly dispatcher: Dispatcher;
}

export class ModerationBroadcast {
  readonly #parts: ModerationBroadcastParts;
  /** Who was muted when the moderators were told last. */
  #muted: readonly string[] = [];

  constructor(parts: ModerationBroadcastParts) {
    this.#parts = parts;
  }

  /** To all hosts and moderators. */
  toModerators(message: ServerMessage): void {
    const { people, dispatcher } = this.#parts;
    for (const person of people.present()) if (isModerator(person)) dispatcher.answer(person.id, message);
  }

  /** Tells the moderators who is muted, if that changed. */
  changed(): void {
    const { mutes, reviews } = this.#parts;
    const muted = mutes.ids();
    if (muted.join() === this.#muted.join()) return;
    this.#muted = muted;
    this.toModerators({ type: 'moderation', muted, pending: reviews.pending() });
  }

  /** Tells a person who joined, or whose role changed. */
  tell(id: string): void {
    const { people, mutes, reviews, announcements, dispatcher } = this.#parts;
    const person = people.get(id);
    if (person !== undefined && isModerator(person))
      dispatcher.answer(id, { type: 'moderation', muted: mutes.ids(), pending: reviews.pending() });
    const { shown } = announcements;
    if (shown !== undefined) dispatcher.answer(id, { type: 'announced', announcement: shown });
    const muted = mutes.find(id);
    if (muted === undefined) return;
    const { reason, seconds } = muted;
    dispatcher.answer(id, {
      ...{ type: 'muted', on: true },
      ...(reason !== '' && { reason }),
      ...(seconds !== undefined && { seconds }),
    });
  }
}
