/**
 * The messages that were deleted of late, from the moment when the deletion has its place: until it is on the disk, what
 * is held still has their texts. It refuses to know where anything is kept.
 */
import type { Deleted, Entry, Message } from '../../contract/model/entry.ts';
import { applyChange, withoutText } from '../../contract/fold.ts';

/** Many more than can be deleted while the disk is waited for. */
const TARGETS_MAX = 10_000;

export class DeletedTargets {
  readonly #deletions = new Map<string, Deleted>();

  add(entry: Entry): void {
    if (entry.type !== 'deleted') return;
    this.#deletions.set(keyOf(entry.room, entry.target), entry);
    const [oldest] = this.#deletions.keys();
    if (oldest !== undefined && this.#deletions.size > TARGETS_MAX) this.#deletions.delete(oldest);
  }

  /** A message as it reads once all deletions are on the disk. */
  asNow(message: Message): Message {
    const deletion = this.#deletions.get(keyOf(message.room, message.seq));
    return deletion === undefined ? message : applyChange(message, deletion);
  }

  /** The entry without what it would tell of a message that is deleted. */
  emptied(entry: Entry): Entry {
    const target =
      entry.type === 'edited' ? entry.target : entry.type === 'message' ? entry.reply?.seq : undefined;
    const gone = target !== undefined && this.#deletions.has(keyOf(entry.room, target));
    return gone ? withoutText(entry, target) : entry;
  }
}

function keyOf(room: string, seq: number): string {
  return `${room} ${seq}`;
}
