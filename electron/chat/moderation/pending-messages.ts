/**
 * What guests wrote where somebody looks at it first: it waits here, and is nowhere else until it is let through. It
 * refuses to know who decides.
 */
import type { Uploaded } from '../../../contract/wire/client-message.ts';
import type { Attachment } from '../../../contract/model/attachment.ts';
import type { ResourceUse } from '../../../contract/ipc/network-usage.ts';
import type { PendingMessage } from '../../../contract/model/moderation.ts';
import type { Message } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import { Shares } from '../../limits/shares.ts';

/** A message before anybody has looked at it. */
export interface HeldMessage {
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

const WAITING_MAX = 50;
const WAITING_PER_PERSON_MAX = 5;
/** Never the whole room; several people may share a network, though. */
const WAITING_PER_NETWORK_MAX = 25;
/** Refs of what was declined, which its page may send once more. */
const DECLINED_MAX = 1_000;

/** `full`: as much waits as may, of this person, of their network, or of all. */
export type Added =
  | {
      readonly state: 'waits';
      /** What waits no more instead: the last one of the network with the most. */
      readonly displaced?: HeldMessage;
    }
  | { readonly state: 'rejected' | 'full' };

export class PendingMessages {
  readonly #held = new Map<string, HeldMessage>();
  /** By the ids of what waits. */
  readonly #shares = new Shares<string>();
  readonly #declined = new Set<string>();

  /** @param address from which it was written */
  add(held: HeldMessage, address: string): Added {
    if (held.ref !== undefined && this.#declined.has(keyOf(held.from.id, held.ref)))
      return { state: 'rejected' };
    const own = [...this.#held.values()].filter(({ from }) => from.id === held.from.id);
    if (own.length >= WAITING_PER_PERSON_MAX) return { state: 'full' };
    if (this.#shares.of(address).size >= WAITING_PER_NETWORK_MAX) return { state: 'full' };
    const displaced = this.#held.size < WAITING_MAX ? undefined : this.#displace(address);
    if (this.#held.size >= WAITING_MAX) return { state: 'full' };
    this.#held.set(held.id, held);
    this.#shares.add(held.id, address);
    return { state: 'waits', ...(displaced !== undefined && { displaced }) };
  }

  /** Whether somebody's message with this ref waits. */
  isWaiting(person: string, ref: string): boolean {
    return [...this.#held.values()].some((held) => held.from.id === person && held.ref === ref);
  }

  /** It is decided; `undefined` if it was before. */
  take(id: string, approved: boolean): HeldMessage | undefined {
    const held = this.#remove(id);
    if (held?.ref === undefined || approved) return held;
    this.#declined.add(keyOf(held.from.id, held.ref));
    const [oldest] = this.#declined;
    if (oldest !== undefined && this.#declined.size > DECLINED_MAX) this.#declined.delete(oldest);
    return held;
  }

  /** Whoever wrote it is out; answers with the ids of what is gone with them. */
  dropOf(person: string): readonly string[] {
    const gone = [...this.#held.values()].filter(({ from }) => from.id === person).map(({ id }) => id);
    for (const id of gone) this.#remove(id);
    return gone;
  }

  /** How much of what waits each network wrote. */
  usage(): ResourceUse {
    return { most: WAITING_MAX, byNetwork: this.#shares.counts() };
  }

  /** The ids of what waits of a network. */
  of(network: string): readonly string[] {
    return [...this.#shares.of(network)];
  }

  /** In the order in which they came. */
  list(): PendingMessage[] {
    return [...this.#held.values()].map(told);
  }

  /** Makes room for one more from this address, if a network has more there. */
  #displace(address: string): HeldMessage | undefined {
    const yielding = this.#shares.yielding(address);
    if (yielding?.crowding !== true) return undefined;
    const last = [...yielding.members].at(-1);
    return last === undefined ? undefined : this.#remove(last);
  }

  #remove(id: string): HeldMessage | undefined {
    const held = this.#held.get(id);
    this.#held.delete(id);
    this.#shares.delete(id);
    return held;
  }
}

export function told({ id, room, from, text, shown, at }: HeldMessage): PendingMessage {
  return { id, room, from: { id: from.id, name: from.name }, text, files: shown, at };
}

function keyOf(person: string, ref: string): string {
  return `${person} ${ref}`;
}
