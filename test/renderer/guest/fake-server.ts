/** The log of a fake host: the lobby and its pages, written independently of the page's code. */
import type { NewEntry, Entry, Message } from '../../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../../contract/wire/page.ts';
import type { Person } from '../../../contract/model/person.ts';

export const ada: Person = { id: 'a1', name: 'Ada', role: 'guest', via: 'page' };
export const bo: Person = { id: 'b2', name: 'Bo', role: 'guest', via: 'page' };

export function says(seq: number, text: string, from = bo, more: Partial<Message> = {}): Message {
  return { type: 'message', room: 'lobby', seq, at: seq, from, text, ...more };
}

export class House {
  /** As committed. */
  readonly told: Entry[] = [];
  /** With changes applied. */
  readonly entries: Entry[] = [];

  append(draft: NewEntry): Entry {
    const entry: Entry = { ...draft, seq: this.told.length + 1, at: this.told.length + 1 };
    this.told.push(entry);
    this.entries.push(entry);
    if ('target' in entry) this.#change(entry);
    return entry;
  }

  /** The host ignores a message that it already has, and acknowledges it again. */
  take(ref: string, text: string): Entry {
    const known = this.entries.find((entry) => entry.type === 'message' && entry.ref === ref);
    return known ?? this.append({ type: 'message', room: 'lobby', from: ada, text, ref });
  }

  page(place: ReadPosition, most: number): Page {
    const count = this.entries.length;
    if ('before' in place) return this.#slice(place.before - 1 - most, place.before - 1);
    if ('after' in place) return this.#slice(place.after, place.after + most);
    const middle =
      'around' in place ? place.around : this.entries.findIndex(({ at }) => at >= place.since) + 1;
    const start = (middle || count) - 1 - Math.floor(most / 2);
    return this.#slice(start, Math.max(0, start) + most);
  }

  last(most: number): Page {
    return this.#slice(this.entries.length - most, this.entries.length);
  }

  resume(after: number | undefined, pageSize: number, wholeMost: number): Page {
    const whole = after !== undefined && this.entries.length - after <= wholeMost;
    return whole ? this.#slice(after, this.entries.length) : this.last(pageSize);
  }

  #slice(from: number, to: number): Page {
    const count = this.entries.length;
    const [start, end] = [Math.max(0, from), Math.max(0, Math.min(to, count))];
    return {
      room: 'lobby',
      entries: this.entries.slice(start, end),
      first: start === 0,
      last: end === count,
    };
  }

  #change(change: Extract<Entry, { target: number }>): void {
    const { seq: changed, target } = change;
    const place = target - 1;
    const message = this.entries[place];
    if (message?.type !== 'message' || message.deleted === true) return;
    if (change.type === 'edited') {
      this.entries[place] = { ...message, text: change.text, edited: true, changed };
    } else if (change.type === 'reacted') {
      const by = message.reactions?.[0]?.by.filter((id) => id !== change.by.id) ?? [];
      const all = change.on ? [...by, change.by.id] : by;
      this.entries[place] = {
        ...message,
        reactions: all.length > 0 ? [{ emoji: change.emoji, by: all }] : [],
        changed,
      };
    } else this.#delete(message, changed);
  }

  #delete(message: Message, changed: number): void {
    const { reactions: _, mentions: __, reply: ___, edited: ____, ...rest } = message;
    this.entries[message.seq - 1] = { ...rest, text: '', deleted: true, changed };
    for (const [place, entry] of this.entries.entries()) {
      if (entry.type === 'edited' && entry.target === message.seq)
        this.entries[place] = { ...entry, text: '' };
      if (entry.type === 'message' && entry.reply?.seq === message.seq)
        this.entries[place] = { ...entry, reply: { ...entry.reply, text: '' } };
    }
  }
}
