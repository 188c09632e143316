/** Messages of guests in rooms with approval: moderators see them first, and approve or reject them. */
import type { Attachment } from '../../../contract/model/attachment.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Message, NewEntry } from '../../../contract/model/entry.ts';
import type { ResourceUse } from '../../../contract/ipc/network-usage.ts';
import type { Review } from '../../../contract/wire/moderation-message.ts';
import type { PendingMessage } from '../../../contract/model/moderation.ts';
import type { Person } from '../../../contract/model/person.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Say } from '../../../contract/wire/client-message.ts';
import type { ClockAndIds } from '../model/clock-and-ids.ts';
import type { Origins } from '../model/origins.ts';
import { MODERATION_CHANGED, tell, tellModerators, type Effect, type Outcome } from '../model/outcome.ts';
import type { AuditLog } from './audit-log.ts';
import { named, plainPerson } from '../model/people.ts';
import { told, PendingMessages, type UnreviewedMessage } from './pending-messages.ts';

/** Makes an entry of a message that was approved. */
export interface ApprovedMessages {
  approve(message: UnreviewedMessage): Result<NewEntry, ErrorCode>;
}

export interface ReviewsParts {
  readonly clockAndIds: Pick<ClockAndIds, 'identity' | 'now'>;
  readonly audit: AuditLog;
  readonly origins: Pick<Origins, 'addressOf'>;
  readonly approved: ApprovedMessages;
}

/** A message on plain text has no ref. */
type Asked = Omit<Say, 'type' | 'ref' | 'reply'> & { readonly ref?: string };

export class Reviews {
  readonly #parts: ReviewsParts;
  readonly #pending = new PendingMessages();

  constructor(parts: ReviewsParts) {
    this.#parts = parts;
  }

  /** In the order in which they came. */
  pending(): readonly PendingMessage[] {
    return this.#pending.list();
  }

  isPending(person: string, ref: string): boolean {
    return this.#pending.isPending(person, ref);
  }

  /** The author is told that the message is pending. */
  add(
    from: Person,
    { room, text, ref, files = [] }: Asked,
    shown: readonly Attachment[],
    reply: Message | undefined,
  ): Result<Outcome, 'approval-queue-full' | 'rejected'> {
    const { clockAndIds, origins } = this.#parts;
    const message: UnreviewedMessage = {
      ...{ id: clockAndIds.identity().id, from: plainPerson(from), room, text, files, shown },
      at: clockAndIds.now(),
      ...(ref !== undefined && { ref }),
      ...(reply !== undefined && { reply }),
    };
    const added = this.#pending.add(message, origins.addressOf(from.id) ?? '');
    if (!added.ok) return added;
    const { displaced } = added.value;
    return ok([
      ...(displaced === undefined ? [] : giveBack(displaced)),
      tell(from.id, { type: 'pending', ref: ref ?? '' }),
      tellModerators({ type: 'pending-added', pending: told(message) }),
      MODERATION_CHANGED,
    ]);
  }

  /** Does nothing if another moderator was faster. */
  review(by: Person, asked: Omit<Review, 'ref'>): Outcome {
    const effects = this.#review(by, asked);
    return effects.length === 0 ? [] : [...effects, MODERATION_CHANGED];
  }

  /** How many pending messages each network has. */
  usage(): ResourceUse {
    return this.#pending.usage();
  }

  /** Rejects all pending messages of a network. */
  rejectAll(by: Person, network: string): { readonly count: number; readonly outcome: Outcome } {
    const ids = this.#pending.of(network);
    const outcome = ids.flatMap((pending) => this.#review(by, { type: 'review', pending, approve: false }));
    return { count: ids.length, outcome };
  }

  /** The author was removed: none of their messages appears afterwards. */
  dropOf(person: string): Outcome {
    return this.#pending
      .dropOf(person)
      .map((pending) => tellModerators({ type: 'pending-removed', pending }));
  }

  #review(by: Person, { pending, approve }: Omit<Review, 'ref'>): Outcome {
    const { audit, approved } = this.#parts;
    const message = this.#pending.take(pending, approve);
    if (message === undefined) return [];
    const sent = approve ? approved.approve(message) : fail('rejected' as const);
    audit.record({ what: 'review', whom: named(message.from), to: approve ? 'approved' : 'rejected' }, by);
    return [
      ...(sent.ok ? [{ kind: 'append', entries: [sent.value] } as const] : refused(message, sent.error)),
      tellModerators({ type: 'pending-removed', pending }),
    ];
  }
}

/** Makes room for others: its author may send it again later. */
function giveBack(message: UnreviewedMessage): Outcome {
  return [
    ...refused(message, 'approval-queue-full'),
    tellModerators({ type: 'pending-removed', pending: message.id }),
  ];
}

function refused({ from, files, ref }: UnreviewedMessage, code: ErrorCode): readonly Effect[] {
  return [
    { kind: 'return-files', owner: from.id, files },
    tell(from.id, { type: 'error', code, ...(ref !== undefined && { ref }) }),
  ];
}
