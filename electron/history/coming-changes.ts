/**
 * The changes of messages that have their place and are not committed yet. Who changes a message next, before the disk has
 * those, has to be judged by what it will be then: the reactions that it has, and who gave them.
 */
import type { Entry, Message } from '../../contract/model/entry.ts';
import { applyChange, isChange, type ChangeEntry } from '../../contract/fold.ts';

interface Coming {
  readonly changes: ChangeEntry[];
  /** What some of them make of the message as it was: many may change the same one at once. */
  folded?: { readonly from: number; readonly count: number; readonly message: Message };
}

export class ComingChanges {
  readonly #coming = new Map<string, Coming>();

  /** It has its place. */
  add(entry: Entry): void {
    if (!isChange(entry)) return;
    const key = keyOf(entry.room, entry.target);
    const coming = this.#coming.get(key);
    if (coming === undefined) this.#coming.set(key, { changes: [entry] });
    else coming.changes.push(entry);
  }

  /** These are committed, in the order in which they were added. */
  committed(entries: readonly Entry[]): void {
    const last = new Map<string, number>();
    for (const entry of entries) if (isChange(entry)) last.set(keyOf(entry.room, entry.target), entry.seq);
    for (const [key, committed] of last) {
      const left = (this.#coming.get(key)?.changes ?? []).filter(({ seq }) => seq > committed);
      if (left.length === 0) this.#coming.delete(key);
      else this.#coming.set(key, { changes: left });
    }
  }

  /** A message as it reads once all that comes is committed. */
  asNow(message: Message): Message {
    const coming = this.#coming.get(keyOf(message.room, message.seq));
    if (coming === undefined) return message;
    const from = message.changed ?? message.seq;
    const known = coming.folded?.from === from ? coming.folded : { from, count: 0, message };
    const now = coming.changes.slice(known.count).reduce(applyChange, known.message);
    coming.folded = { from, count: coming.changes.length, message: now };
    return now;
  }
}

function keyOf(room: string, seq: number): string {
  return `${room} ${seq}`;
}
