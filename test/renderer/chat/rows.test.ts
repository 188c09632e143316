import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry, Person } from '../../../contract/wire.ts';
import { makeRows } from '../../../renderer/chat/rows.ts';

const ada: Person = { id: 'a1', name: 'Ada', role: 'guest', via: 'page' };
const bo: Person = { id: 'b2', name: 'Bo', role: 'guest', via: 'page' };
const HOUR = 3_600_000;
const dayOf = (at: number) => `${Math.floor(at / (24 * HOUR))}`;

const says = (seq: number, from: Person, at = seq): Entry => ({
  type: 'message',
  seq,
  at,
  from,
  text: `${seq}`,
});
const joined = (seq: number, person: Person): Entry => ({ type: 'joined', seq, at: seq, person });
const kinds = (entries: readonly Entry[]) => makeRows(entries, [], ada, dayOf).map(({ is }) => is);

describe('rows', () => {
  it('gather what one person says in one go', () => {
    expect(kinds([says(1, bo), says(2, bo), says(3, ada), says(4, bo)])).toEqual([
      'day',
      'group',
      'group',
      'group',
    ]);
  });

  it('begin a new group after a pause and after a change of name', () => {
    expect(kinds([says(1, bo), says(2, bo, HOUR)])).toEqual(['day', 'group', 'group']);
    expect(kinds([says(1, bo), says(2, { ...bo, name: 'Bob' })])).toEqual(['day', 'group', 'group']);
  });

  it('tell days apart', () => {
    expect(kinds([says(1, bo), says(2, bo, 25 * HOUR)])).toEqual(['day', 'group', 'day', 'group']);
  });

  it('put what waits to be sent at the end, and keep its key when it arrives', () => {
    const waiting = makeRows([], [{ ref: 'r1', text: 'x', at: 1 }], ada, dayOf);
    const arrived = makeRows(
      [{ type: 'message', seq: 1, at: 1, from: ada, text: 'x', ref: 'r1' }],
      [],
      ada,
      dayOf,
    );
    expect(waiting.map(({ key }) => key)).toEqual(arrived.map(({ key }) => key));
  });

  it('have all entries, once and in order, under keys that differ', () => {
    const entry = fc.record({
      from: fc.constantFrom(ada, bo),
      pause: fc.nat(30 * HOUR),
      system: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(entry), (drawn) => {
        let at = 0;
        const entries = drawn.map(({ from, pause, system }, index) => {
          at += pause;
          return system ? { ...joined(index + 1, from), at } : says(index + 1, from, at);
        });
        const rows = makeRows(entries, [], ada, dayOf);
        const seqs = rows.flatMap((row) => {
          if (row.is === 'day') return [];
          return row.is === 'group'
            ? row.said.map(({ text }) => Number(text))
            : row.events.map(({ seq }) => seq);
        });
        expect(seqs).toEqual(entries.map(({ seq }) => seq));
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      }),
    );
  });
});
