/** Decides which moderator may do what to whom, when it is done, and has it done by bans, mutes, reviews and announcements. */
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { FreedCounts } from '../../../contract/ipc/network-usage.ts';
import type { ModerationAction, ModerationOverview } from '../../../contract/ipc/moderation-action.ts';
import type { Person } from '../../../contract/model/person.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Announcements } from './announcements.ts';
import type { Reviews } from './reviews.ts';
import { isModerator, mayActOn } from '../model/authority.ts';
import type { AuditLog } from './audit-log.ts';
import type { Bans } from './bans.ts';
import { MODERATION_CHANGED, type Outcome } from '../model/outcome.ts';
import { named, type People } from '../model/people.ts';
import type { Mutes } from './mutes.ts';

export interface ModerationParts {
  readonly people: People;
  readonly bans: Bans;
  readonly mutes: Mutes;
  readonly reviews: Reviews;
  readonly announcements: Announcements;
  readonly audit: AuditLog;
}

export class Moderation {
  readonly #parts: ModerationParts;

  constructor(parts: ModerationParts) {
    this.#parts = parts;
  }

  /** An action that is in effect already succeeds, and nobody is told. */
  handle(by: string, action: ModerationAction): Result<Outcome, ErrorCode> {
    const { people, audit } = this.#parts;
    const person = people.get(by);
    if (person === undefined) return fail('not-joined');
    const decided = this.#decide(person, action);
    if (!decided.ok && decided.error === 'not-allowed') {
      const whom = 'personId' in action ? people.known(action.personId) : undefined;
      audit.recordRefusal(action.type, whom && named(whom), person);
    }
    return decided;
  }

  overview(): ModerationOverview {
    const { reviews, announcements } = this.#parts;
    const { shown } = announcements;
    return { waiting: reviews.pending(), ...(shown && { announcement: shown }) };
  }

  /**
   * Rejects the pending messages of a network.
   *
   * @param by the operator, who need not be in the chat
   * @param removePeople whether the people who are here from that network are removed
   */
  free(
    by: Person,
    network: string,
    removePeople: boolean,
  ): { readonly counts: Pick<FreedCounts, 'waiting' | 'people'>; readonly outcome: Outcome } {
    const { reviews, bans } = this.#parts;
    const rejected = reviews.rejectAll(by, network);
    const removed = removePeople ? bans.removeAll(by, network) : { count: 0, outcome: [] };
    const changed = rejected.count > 0 ? [MODERATION_CHANGED] : [];
    return {
      counts: { waiting: rejected.count, people: removed.count },
      outcome: [...rejected.outcome, ...removed.outcome, ...changed],
    };
  }

  /** Drops the bans and mutes that are over. */
  sweep(): Outcome {
    const { bans, mutes } = this.#parts;
    const [bansOver, mutesOver] = [bans.sweep(), mutes.sweep()];
    return bansOver || mutesOver ? [MODERATION_CHANGED] : [];
  }

  #decide(by: Person, action: ModerationAction): Result<Outcome, ErrorCode> {
    const { people, bans, mutes, reviews } = this.#parts;
    if (!isModerator(by)) return fail('not-allowed');
    if (action.type === 'unban') return ok(bans.unban(by, action));
    if (action.type === 'review') return ok(reviews.review(by, action));
    const whom = people.known(action.personId);
    if (whom === undefined) return fail('person-gone');
    if (!mayActOn(by, whom)) return fail('not-allowed');
    switch (action.type) {
      case 'mute':
        return ok(mutes.mute(by, whom, action));
      case 'unmute':
        return ok(mutes.unmute(by, whom));
      case 'remove':
        return bans.remove(by, whom, action);
      case 'ban':
        return bans.ban(by, whom, action);
      default:
        return action satisfies never;
    }
  }
}
