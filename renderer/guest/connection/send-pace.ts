/** A token bucket that keeps the page below the host's rate limit: a burst, then a steady rate. */
import { MESSAGES_PER_SECOND, MESSAGE_BURST } from '../../../contract/wire/wire.ts';

export interface SendPace {
  /** How many messages could be sent at the time `at`; a fraction while the bucket fills. */
  readonly tokens: number;
  /** Milliseconds of the monotonic clock. */
  readonly at: number;
}

export const PACE_FULL: SendPace = { tokens: MESSAGE_BURST, at: 0 };

/** The pace after sending one message. */
export function spend(pace: SendPace, now: number): SendPace {
  const { tokens, at } = refilled(pace, now);
  return { tokens: tokens - 1, at };
}

/** How long the next message has to wait, in milliseconds. */
export function waitMs(pace: SendPace, now: number): number {
  const missing = 1 - refilled(pace, now).tokens;
  return missing <= 0 ? 0 : Math.ceil((missing * 1_000) / MESSAGES_PER_SECOND);
}

function refilled({ tokens, at }: SendPace, now: number): SendPace {
  const gained = (Math.max(0, now - at) * MESSAGES_PER_SECOND) / 1_000;
  return { tokens: Math.min(MESSAGE_BURST, tokens + gained), at: Math.max(at, now) };
}
