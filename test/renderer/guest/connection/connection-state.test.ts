import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  connecting,
  startProbing,
  confirmed,
  statusOf,
  afterFailedTry,
  type ConnectionState,
} from '../../../../renderer/guest/connection/connection-state.ts';

describe('the connection status', () => {
  it('is connecting until the welcome or the end of the grace time', () => {
    const state = connecting(100, 50);
    expect([100, 149, 150].map((now) => statusOf(state, now))).toEqual([
      'connecting',
      'connecting',
      'interrupted',
    ]);
  });

  it('is interrupted only after the grace time, and not if the connection was confirmed', () => {
    const doubted = startProbing(confirmed(), 100, 50);
    expect([100, 149, 150].map((now) => statusOf(doubted, now))).toEqual(['here', 'here', 'interrupted']);
    expect(statusOf(confirmed(), 150)).toBe('here');
  });

  it('is host-gone after the host announced it, until it is heard', () => {
    const gone: ConnectionState = { ...startProbing(confirmed(), 100, 50), isStopping: true };
    expect([100, 200].map((now) => statusOf(gone, now))).toEqual(['host-gone', 'host-gone']);
  });

  it('is blocked after two consecutive failures, but never within the grace time', () => {
    const answers = fc.array(fc.boolean());
    fc.assert(
      fc.property(answers, fc.boolean(), fc.nat(200), (after, wasWelcomed, now) => {
        const begun = wasWelcomed ? startProbing(confirmed(), 0, 100) : connecting(0, 100);
        const state = after.reduce(afterFailedTry, begun);
        const [last, before] = after.toReversed();
        const blocked = last === true && before === true;
        const early = wasWelcomed ? 'here' : 'connecting';
        expect(statusOf(state, now)).toBe(now < 100 ? early : blocked ? 'blocked' : 'interrupted');
        const gone = statusOf({ ...state, isStopping: true }, now);
        expect(gone).toBe(blocked ? 'blocked' : 'host-gone');
        expect(statusOf(afterFailedTry(confirmed(), true), now)).toBe('here');
      }),
    );
  });

  it('is interrupted after the first grace time, however many signs of trouble follow', () => {
    const doubts = fc.array(fc.record({ after: fc.nat(99), grace: fc.nat(10_000) }));
    fc.assert(
      fc.property(fc.nat(10_000), doubts, (grace, later) => {
        const state = later.reduce(
          (all, more) => startProbing(all, more.after, more.grace),
          startProbing(confirmed(), 0, grace),
        );
        expect(statusOf(state, grace - 1)).toBe('here');
        expect(statusOf(state, grace)).toBe('interrupted');
      }),
    );
  });
});
