/** The messages that wait for a moderator to approve them. They are stored nowhere else. */
import type { Attachment } from '../../../contract/model/attachment.ts';
import type { Uploaded } from '../../../contract/wire/client-message.ts';
import type { ResourceUse } from '../../../contract/ipc/network-usage.ts';
import type { PendingMessage } from '../../../contract/model/moderation.ts';
import type { Message } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { Shares } from '../../limits/shares.ts';

/** A message that no moderator has reviewed yet. */
export interface UnreviewedMessage {
  readonly id: string;
  readonly from: Person;
  readonly room: string;
  readonly text: string;
  readonly files: readonly Uploaded[];
  /** What they are, as it is told to those who decide. */
  readonly shown: readonly Attachment[];
  /** Left out of a line of plain text. */
  readonly ref?: string;
  /** The message that it answers. */
  readonly reply?: Message;
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
}

const PENDING_MAX = 50;
const PENDING_PER_PERSON_MAX = 5;
/** Never the whole room; several people may share a network, though. */
const PENDING_PER_NETWORK_MAX = 25;
/** Refs of rejected messages, which a page may send once more. */
const REJECTED_MAX = 1_000;

/** `approval-queue-full`: this person, their network, or all together have as many as they may. */
export type AddResult = Result<
  {
    /** Made room for it: the last message of the network with the most. */
    readonly displaced?: UnreviewedMessage;
  },
  'rejected' | 'approval-queue-full'
>;

export class PendingMessages {
  readonly #messages = new Map<string, UnreviewedMessage>();
  /** By the ids of what waits. */
  readonly #shares = new Shares<string>();
  readonly #rejected = new Set<string>();

  /** @param address from which it was written */
  add(message: UnreviewedMessage, address: string): AddResult {
    if (message.ref !== undefined && this.#rejected.has(keyOf(message.from.id, message.ref)))
      return fail('rejected');
    const own = [...this.#messages.values()].filter(({ from }) => from.id === message.from.id);
    if (own.length >= PENDING_PER_PERSON_MAX) return fail('approval-queue-full');
    if (this.#shares.of(address).size >= PENDING_PER_NETWORK_MAX) return fail('approval-queue-full');
    const displaced = this.#messages.size < PENDING_MAX ? undefined : this.#displace(address);
    if (this.#messages.size >= PENDING_MAX) return fail('approval-queue-full');
    this.#messages.set(message.id, message);
    this.#shares.add(message.id, address);
    return ok(displaced === undefined ? {} : { displaced });
  }

  /** Whether a message of this person with this ref is pending. */
  isPending(person: string, ref: string): boolean {
    return [...this.#messages.values()].some((message) => message.from.id === person && message.ref === ref);
  }

  /** Takes out a message that was reviewed; `undefined` if another moderator was faster. */
  take(id: string, approved: boolean): UnreviewedMessage | undefined {
    const message = this.#remove(id);
    if (message?.ref === undefined || approved) return message;
    this.#rejected.add(keyOf(message.from.id, message.ref));
    const [oldest] = this.#rejected;
    if (oldest !== undefined && this.#rejected.size > REJECTED_MAX) this.#rejected.delete(oldest);
    return message;
  }

  /** Drops the messages of a person who was removed. Answers with their ids. */
  dropOf(person: string): readonly string[] {
    const gone = [...this.#messages.values()].filter(({ from }) => from.id === person).map(({ id }) => id);
    for (const id of gone) this.#remove(id);
    return gone;
  }

  /** How many pending messages each network has. */
  usage(): ResourceUse {
    return { most: PENDING_MAX, byNetwork: this.#shares.counts() };
  }

  /** The ids of the pending messages of a network. */
  of(network: string): readonly string[] {
    return [...this.#shares.of(network)];
  }

  /** In the order in which they came. */
  list(): PendingMessage[] {
    return [...this.#messages.values()].map(told);
  }

  /** Makes room for one more from this address, if a network has more there. */
  #displace(address: string): UnreviewedMessage | undefined {
    const yielding = this.#shares.yielding(address);
    if (yielding?.crowding !== true) return undefined;
    const last = [...yielding.members].at(-1);
    return last === undefined ? undefined : this.#remove(last);
  }

  #remove(id: string): UnreviewedMessage | undefined {
    const message = this.#messages.get(id);
    this.#messages.delete(id);
    this.#shares.delete(id);
    return message;
  }
}

export function told({ id, room, from, text, shown, at }: UnreviewedMessage): PendingMessage {
  return { id, room, from: { id: from.id, name: from.name }, text, files: shown, at };
}

function keyOf(person: string, ref: string): string {
  return `${person} ${ref}`;
}
