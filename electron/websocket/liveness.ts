/**
 * How long a peer has been silent, and how long its message has been on the way. Time is counted by beats, not
 * measured: a clock that jumps harms nobody. It refuses to know sockets.
 */
import type { WebSocketLimits } from './limits.ts';
import type { Protocol } from './protocol.ts';

/** What is due: the silent one is asked for a sign of life, is gone, or took too long over one message. */
export type LivenessAction = 'ping' | 'dead' | 'overdue' | undefined;

export class Liveness {
  /** Since the peer was last heard. */
  #silentMs = 0;
  /** Since the message in hand began, and how many were whole by then. */
  #unfinishedMs = 0;
  #finished = 0;

  /** Any byte is a sign of life. */
  heard(): void {
    this.#silentMs = 0;
  }

  /** Nobody knows how long the peer was not asked: it is dead unless it is heard within so long. */
  doubt(withinMs: number, { deadAfterMs }: WebSocketLimits): void {
    this.#silentMs = Math.max(this.#silentMs, deadAfterMs - withinMs);
  }

  /** So much time has passed again. */
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
