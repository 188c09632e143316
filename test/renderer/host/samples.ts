/** People and entries to test with. */
import fc from 'fast-check';
import type { Entry, Message, Person } from '../../../contract/wire.ts';

export const ada: Person = { id: 'ada1', name: 'Ada', role: 'guest', via: 'page' };
export const ming: Person = { id: 'ming', name: '小明', role: 'guest', via: 'page' };
export const self: Person = { id: 'self', name: 'Host', role: 'host', via: 'console' };

export function said(seq: number, from: Person, text = 'hello', at = seq * 1_000): Message {
  return { type: 'message', seq, at, from, text };
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
      const stamp = { seq: place + 1, at: (at += wait + 1) };
      if (type === 'message') return { ...stamp, type, from: person, text: 'x' };
      if (type === 'left') return { ...stamp, type, person, goodbye: wait === 0 };
      if (type === 'renamed') return { ...stamp, type, person, before: 'y' };
      return { ...stamp, type: 'joined', person };
    });
  });
