/** Entries of a room's log, as they might have been said. */
import fc from 'fast-check';
import type { Deleted, Edited, Entry, Message, Reacted } from '../../contract/model/entry.ts';
import type { Person } from '../../contract/model/person.ts';
import { LOBBY } from '../../contract/model/room.ts';

export const ADA: Person = { id: 'ada', name: 'Ada', role: 'guest', via: 'page' };
export const BOB: Person = { id: 'bob', name: 'Bob', role: 'guest', via: 'page' };

/** An hour of the wall clock; each entry comes a second after the one before. */
const BEGAN_AT = 1_795_000_000_000;
const stamp = (seq: number, room = LOBBY) => ({ room, seq, at: timeOf(seq) });

/** When an entry was said. */
export const timeOf = (seq: number) => BEGAN_AT + seq * 1_000;

export function message(seq: number, text: string, more: Partial<Message> = {}): Message {
  return { type: 'message', ...stamp(seq), from: ADA, text, ...more };
}
export function edited(seq: number, target: number, text: string, more: Partial<Edited> = {}): Edited {
  return { type: 'edited', ...stamp(seq), target, by: ADA, text, ...more };
}
export function deleted(seq: number, target: number, more: Partial<Deleted> = {}): Deleted {
  return { type: 'deleted', ...stamp(seq), target, by: ADA, ...more };
}
export function reacted(seq: number, target: number, more: Partial<Reacted> = {}): Reacted {
  return { type: 'reacted', ...stamp(seq), target, by: BOB, emoji: '👍', on: true, ...more };
}

/** As many messages, from 1 on. */
export function messages(count: number, from = 1): Message[] {
  return Array.from({ length: count }, (_, i) => message(from + i, `text ${from + i}`));
}

/** What may happen in a room, in order: messages, answers, and all that changes them. */
export function logs(maxLength = 60): fc.Arbitrary<Entry[]> {
  const step = fc.record({
    kind: fc.constantFrom('message', 'message', 'answer', 'edited', 'deleted', 'reacted', 'joined'),
    target: fc.nat(),
    text: fc.string({ maxLength: 12 }),
    emoji: fc.constantFrom('👍', '❤️'),
    by: fc.constantFrom(ADA, BOB),
    on: fc.boolean(),
  });
  return fc.array(step, { maxLength }).map((steps) =>
    steps.map(({ kind, target, text, emoji, by, on }, i): Entry => {
      const seq = i + 1;
      const earlier = 1 + (target % seq);
      if (kind === 'edited') return edited(seq, earlier, text);
      if (kind === 'deleted') return deleted(seq, earlier);
      if (kind === 'reacted') return reacted(seq, earlier, { emoji, by, on });
      if (kind === 'joined') return { type: 'joined', ...stamp(seq), person: BOB };
      return kind === 'answer'
        ? message(seq, text, { reply: { seq: earlier, from: BOB, text: 'quoted' } })
        : message(seq, text);
    }),
  );
}
