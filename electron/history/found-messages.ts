/**
 * The messages that were read from the disk last, each kept as it reads now: what many people react to, or answer, is often
 * one and the same, and may be large.
 */
import type { Entry, Message } from '../../contract/model/entry.ts';
import { applyChange, isChange, withoutText } from '../../contract/fold.ts';

const FOUND_MAX = 16;

export class FoundMessages {
  /** The one that was read the longest ago first. */
  readonly #messages = new Map<string, Message>();

  add(message: Message): void {
    this.#messages.set(keyOf(message.room, message.seq), message);
    const [oldest] = this.#messages.keys();
    if (oldest !== undefined && this.#messages.size > FOUND_MAX) this.#messages.delete(oldest);
  }

  find(room: string, seq: number): Message | undefined {
    return this.#messages.get(keyOf(room, seq));
  }

  /** What was committed. */
  push(entry: Entry): void {
    if (!isChange(entry)) return;
    const key = keyOf(entry.room, entry.target);
    const message = this.#messages.get(key);
    if (message !== undefined) this.#messages.set(key, applyChange(message, entry));
    if (entry.type === 'deleted') this.#forgetText(entry.room, entry.target);
  }

  /** Some of them may be kept no more. */
  clear(): void {
    this.#messages.clear();
  }

  #forgetText(room: string, deleted: number): void {
    for (const [key, message] of this.#messages) {
      const emptied = message.room === room ? withoutText(message, deleted) : message;
      if (emptied.type === 'message') this.#messages.set(key, emptied);
    }
  }
}

function keyOf(room: string, seq: number): string {
  return `${room} ${seq}`;
}
