/**
 * What guests wrote in a room where it is looked at first: those who keep order are shown it, and let it through or
 * not. It refuses to know who may, and how it is said then.
 */
import type { Attachment } from '../../../contract/model/attachment.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Message } from '../../../contract/model/entry.ts';
import type { ResourceUse } from '../../../contract/ipc/network-usage.ts';
import type { Review } from '../../../contract/wire/moderation-message.ts';
import type { Say } from '../../../contract/wire/client-message.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import type { PendingMessage } from '../../../contract/model/moderation.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { ClockAndIds } from '../model/clock-and-ids.ts';
import type { AuditLog } from './audit-log.ts';
import { named, plainPerson } from '../model/people.ts';
import { told, PendingMessages, type HeldMessage } from './pending-messages.ts';

export interface ReviewsParts {
  readonly chance: Pick<ClockAndIds, 'identity' | 'now'>;
  readonly deeds: AuditLog;
  /** From which address somebody came last. */
  readonly addressOf: (id: string) => string | undefined;
  /** To the person alone. */
  readonly tell: (id: string, message: ServerMessage) => void;
  /** To all hosts and moderators. */
  readonly tellKeepers: (message: ServerMessage) => void;
  /** What waited is said; why not, if it cannot be. */
  readonly letThrough: (held: HeldMessage) => ErrorCode | undefined;
  /** What waited is not said: nobody reads its files any more. */
  readonly declined: (held: HeldMessage) => void;
}

/** A line of plain text has no ref. */
type Asked = Omit<Say, 'type' | 'ref' | 'reply'> & { readonly ref?: string };

export class Reviews {
  readonly #parts: ReviewsParts;
  readonly #room = new PendingMessages();

  constructor(parts: ReviewsParts) {
    this.#parts = parts;
  }

  /** What nobody has seen but those who decide, in the order in which it came. */
  waiting(): readonly PendingMessage[] {
    return this.#room.list();
  }

  /** A second sending of what waits is told so again. */
  isWaiting(person: string, ref: string): boolean {
    if (!this.#room.isWaiting(person, ref)) return false;
    this.#parts.tell(person, { type: 'pending', ref });
    return true;
  }

  /** It is no refusal: whoever wrote it is told that it waits. */
  hold(
    from: Person,
    { room, text, ref, files = [] }: Asked,
    shown: readonly Attachment[],
    reply: Message | undefined,
  ): 'pending' | 'approval-queue-full' | 'rejected' {
    const { chance, addressOf, tell, tellKeepers } = this.#parts;
    const held: HeldMessage = {
      ...{ id: chance.identity().id, from: plainPerson(from), room, text, files, shown, at: chance.now() },
      ...(ref !== undefined && { ref }),
      ...(reply !== undefined && { reply }),
    };
    const added = this.#room.add(held, addressOf(from.id) ?? '');
    if (added.state !== 'waits') return added.state === 'full' ? 'approval-queue-full' : 'rejected';
    if (added.displaced !== undefined) this.#giveBack(added.displaced);
    tell(from.id, { type: 'pending', ref: ref ?? '' });
    tellKeepers({ type: 'pending-added', pending: told(held) });
    return 'pending';
  }

  /** `false` if somebody else was faster. */
  review(by: Person, { pending: id, approve }: Omit<Review, 'ref'>): boolean {
    const { deeds, letThrough, declined, tell, tellKeepers } = this.#parts;
    const held = this.#room.take(id, approve);
    if (held === undefined) return false;
    const { from, ref } = held;
    const refused = approve ? letThrough(held) : 'rejected';
    if (refused !== undefined) declined(held);
    const answer = ref === undefined ? {} : { ref };
    if (refused !== undefined) tell(from.id, { type: 'error', code: refused, ...answer });
    deeds.record({ what: 'review', whom: named(from), to: approve ? 'approved' : 'rejected' }, by);
    tellKeepers({ type: 'pending-removed', pending: id });
    return true;
  }

  /** How much of what waits each network wrote. */
  usage(): ResourceUse {
    return this.#room.usage();
  }

  /** All that waits of a network is declined. Answers how much that was. */
  free(by: Person, network: string): number {
    return this.#room
      .of(network)
      .filter((waiting) => this.review(by, { type: 'review', pending: waiting, approve: false })).length;
  }

  /** It waits no more, for others' sake: its author may write it again later. */
  #giveBack(held: HeldMessage): void {
    const { declined, tell, tellKeepers } = this.#parts;
    declined(held);
    const { id, from, ref } = held;
    tell(from.id, { type: 'error', code: 'approval-queue-full', ...(ref !== undefined && { ref }) });
    tellKeepers({ type: 'pending-removed', pending: id });
  }

  /** Nothing that somebody wrote comes after they are out. */
  dropOf(person: string): void {
    for (const waiting of this.#room.dropOf(person))
      this.#parts.tellKeepers({ type: 'pending-removed', pending: waiting });
  }
}
