import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../../contract/model/entry.ts';
import type { Person } from '../../../../contract/model/person.ts';
import { makeRows, rowOf, textOf, type Row, type RowsOf } from '../../../../renderer/guest/messages/rows.ts';

const ada: Person = { id: 'a1', name: 'Ada', role: 'guest', via: 'page' };
const bo: Person = { id: 'b2', name: 'Bo', role: 'guest', via: 'page' };
const HOUR = 3_600_000;
const dayOf = (at: number) => `${Math.floor(at / (24 * HOUR))}`;

const says = (seq: number, from: Person, at = seq): Entry => ({
  type: 'message',
  room: 'lobby',
  seq,
  at,
  from,
  text: `${seq}`,
});
const joined = (seq: number, person: Person): Entry => ({
  type: 'joined',
  room: 'lobby',
  seq,
  at: seq,
  person,
});
const rowsOf = (entries: readonly Entry[], more: Partial<RowsOf> = {}) =>
  makeRows({ entries, outbox: [], away: undefined, you: ada, ...more }, dayOf);
const kinds = (rows: readonly Row[]) =>
  rows.map((row) => (row.is === 'message' ? `${row.opens ? '(' : ''}said${row.closes ? ')' : ''}` : row.is));

describe('rows', () => {
  it('group the messages of one author', () => {
    expect(kinds(rowsOf([says(1, bo), says(2, bo), says(3, ada), says(4, bo)]))).toEqual([
      'day',
      '(said',
      'said)',
      '(said)',
      '(said)',
    ]);
  });

  it('start a new group after a pause and after a change of name', () => {
    expect(kinds(rowsOf([says(1, bo), says(2, bo, HOUR)]))).toEqual(['day', '(said)', '(said)']);
    expect(kinds(rowsOf([says(1, bo), says(2, { ...bo, name: 'Bob' })]))).toEqual([
      'day',
      '(said)',
      '(said)',
    ]);
  });

  it('separate days', () => {
    expect(kinds(rowsOf([says(1, bo), says(2, bo, 25 * HOUR)]))).toEqual(['day', '(said)', 'day', '(said)']);
  });

  it('show a day again where the clock went back, with unique keys', () => {
    const rows = rowsOf([
      says(1, bo),
      says(2, bo, 25 * HOUR),
      says(3, bo, 2),
      says(4, bo, 3),
      says(5, bo, 25 * HOUR),
    ]);
    expect(kinds(rows)).toEqual(['day', '(said)', 'day', '(said)', 'day', '(said', 'said)', 'day', '(said)']);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('collect events into runs, across changes that have no row', () => {
    const deleted: Entry = { type: 'deleted', room: 'lobby', seq: 3, at: 3, target: 1, by: bo };
    expect(kinds(rowsOf([joined(1, ada), joined(2, bo), deleted, joined(4, bo)]))).toEqual(['day', 'events']);
  });

  it('have a divider above the first message missed while away', () => {
    const entries = [says(1, bo), joined(2, bo), says(3, ada), says(4, bo), says(5, bo)];
    expect(kinds(rowsOf(entries, { away: { after: 1, count: 2 } }))).toEqual([
      'day',
      '(said)',
      'events',
      '(said)',
      'away',
      '(said',
      'said)',
    ]);
  });

  it('put outgoing messages at the end, and keep their key when acknowledged', () => {
    const waiting = rowsOf([], { outbox: [{ ref: 'r1', room: 'lobby', text: 'x', at: 1 }] });
    const arrived = rowsOf([
      { type: 'message', room: 'lobby', seq: 1, at: 1, from: ada, text: 'x', ref: 'r1' },
    ]);
    expect(waiting.map(({ key }) => key)).toEqual(arrived.map(({ key }) => key));
  });

  it('are found by the sequence number of an entry, or of the next one with a row', () => {
    const deleted: Entry = { type: 'deleted', room: 'lobby', seq: 2, at: 2, target: 1, by: bo };
    const rows = rowsOf([says(1, bo), deleted, says(3, bo), joined(4, bo)]);
    expect([1, 2, 3, 4, 5].map((seq) => rowOf(rows, seq))).toEqual([1, 2, 2, 3, -1]);
  });

  it('contain every entry once, in order, with unique keys', () => {
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
        const rows = rowsOf(entries);
        const seqs = rows.flatMap((row) => {
          if (row.is === 'message') return [Number(textOf(row.shown))];
          return row.is === 'events' ? row.events.map(({ seq }) => seq) : [];
        });
        expect(seqs).toEqual(entries.map(({ seq }) => seq));
        expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
      }),
    );
  });
});
