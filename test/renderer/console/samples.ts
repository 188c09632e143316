/** People and entries to test with. */
import fc from 'fast-check';
import type { ConnectedPerson } from '../../../contract/ipc/connected-person.ts';
import type { EntryBatch } from '../../../contract/ipc/entry-batch.ts';
import type { Entry, Message } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import { LOBBY } from '../../../contract/model/room.ts';

export const ada: Person = { id: 'ada1', name: 'Ada', role: 'guest', via: 'page' };
export const ming: Person = { id: 'ming', name: '小明', role: 'guest', via: 'page' };
export const self: Person = { id: 'self', name: 'Host', role: 'host', via: 'console' };

export function said(seq: number, from: Person, text = 'hello', at = seq * 1_000): Message {
  return { type: 'message', room: LOBBY, seq, at, from, text };
}

/** In a room of its own. */
export function saidIn(room: string, seq: number, from: Person, text = 'hello'): Message {
  return { ...said(seq, from, text), room };
}

/** As the window is told of them while it keeps up. */
export function batchOf(...entries: Entry[]): EntryBatch {
  return { left: [], changes: [], entries };
}

export function connected(person: Person, more: Partial<ConnectedPerson> = {}): ConnectedPerson {
  return { ...person, address: '10.0.0.2', userAgent: '', since: 0, asleep: false, ...more };
}

/** A log: places from 1 without gaps, times that never go back. */
export const anyLog: fc.Arbitrary<readonly Entry[]> = fc
  .array(
    fc.record({
      type: fc.constantFrom('message', 'joined', 'left', 'renamed'),
      person: fc.constantFrom(ada, ming, self),
      wait: fc.constantFrom(0, 1_000, 400_000, 90_000_000),
    }),
    { maxLength: 60 },
  )
  .map((drafts) => {
    let at = 1_700_000_000_000;
    return drafts.map(({ type, person, wait }, place): Entry => {
      const stamp = { room: LOBBY, seq: place + 1, at: (at += wait + 1) };
      if (type === 'message') return { ...stamp, type, from: person, text: 'x' };
      if (type === 'left') return { ...stamp, type, person, goodbye: wait === 0 };
      if (type === 'renamed') return { ...stamp, type, person, before: 'y' };
      return { ...stamp, type: 'joined', person };
    });
  });
