/**
 * How long a peer has been silent, and how long its current message has taken. Time is counted in ticks, not measured,
 * so a clock that jumps has no effect.
 */
import type { WebSocketLimits } from './limits.ts';
import type { Protocol } from './protocol.ts';

/** The next step: ping the silent peer, close it, or close it because one message took too long. */
export type LivenessAction = 'ping' | 'dead' | 'overdue' | undefined;

export class Liveness {
  /** Since the last byte from the peer. */
  #silentMs = 0;
  /** Since the current message began, and how many messages were complete by then. */
  #unfinishedMs = 0;
  #finished = 0;

  /** Any byte is a sign of life. */
  heard(): void {
    this.#silentMs = 0;
  }

  /** After a sleep: the peer is dead unless it sends something within `withinMs`. */
  doubt(withinMs: number, { deadAfterMs }: WebSocketLimits): void {
    this.#silentMs = Math.max(this.#silentMs, deadAfterMs - withinMs);
  }

  /** Counts `ms` more. */
  beat(
    passedMs: number,
    { unfinished, finished }: Pick<Protocol, 'unfinished' | 'finished'>,
    limits: WebSocketLimits,
  ): LivenessAction {
    const { pingAfterMs, deadAfterMs, messageTimeoutMs } = limits;
    const silentBefore = this.#silentMs;
    this.#silentMs += passedMs;
    this.#unfinishedMs = unfinished && finished === this.#finished ? this.#unfinishedMs + passedMs : 0;
    this.#finished = finished;
    if (this.#silentMs >= deadAfterMs) return 'dead';
    if (this.#unfinishedMs >= messageTimeoutMs) return 'overdue';
    return silentBefore < pingAfterMs && this.#silentMs >= pingAfterMs ? 'ping' : undefined;
  }
}
