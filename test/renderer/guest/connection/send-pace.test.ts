import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MESSAGES_PER_SECOND, MESSAGE_BURST } from '../../../../contract/wire/wire.ts';
import { PACE_FULL, spend, waitMs, type SendPace } from '../../../../renderer/guest/connection/send-pace.ts';

describe('the send pace', () => {
  it('allows a burst, then a steady rate', () => {
    let pace = PACE_FULL;
    for (let said = 0; said < MESSAGE_BURST; said += 1) {
      expect(waitMs(pace, 0)).toBe(0);
      pace = spend(pace, 0);
    }
    expect(waitMs(pace, 0)).toBe(1_000 / MESSAGES_PER_SECOND);
    expect(waitMs(pace, 1_000 / MESSAGES_PER_SECOND)).toBe(0);
  });

  it('never exceeds the limit of the protocol', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2_000), { maxLength: 80 }), (pauses) => {
        let now = 0;
        let pace: SendPace = PACE_FULL;
        const said: number[] = [];
        for (const pause of pauses) {
          now += pause;
          if (waitMs(pace, now) > 0) continue;
          pace = spend(pace, now);
          said.push(now);
        }
        for (const [from, start] of said.entries()) {
          for (const [to, end] of said.entries()) {
            if (to < from) continue;
            const most = MESSAGE_BURST + ((end - start) * MESSAGES_PER_SECOND) / 1_000;
            expect(to - from + 1).toBeLessThanOrEqual(most + 1e-9);
          }
        }
      }),
    );
  });
});
