/**
 * Sends the outbox to the host: in order, within the rate limit, and again if it is not acknowledged. Messages
 * waiting for their files do not hold up others. The host ignores duplicates, so nothing is lost or doubled.
 */
import { defined } from '../../../contract/defined.ts';
import type { Say } from '../../../contract/wire/client-message.ts';
import { isWhole, type OutgoingMessage } from '../state/outbox.ts';
import { PACE_FULL, spend, waitMs, type SendPace } from '../connection/send-pace.ts';

/** How long to wait for an acknowledgement before sending again. */
export const RESEND_AFTER_MS = 15_000;

export interface OutboxSenderOptions {
  readonly outbox: () => readonly OutgoingMessage[];
  /** Returns `false` if there is no connection. */
  readonly send: (message: Say) => boolean;
}

export class OutboxSender {
  readonly #options: OutboxSenderOptions;
  #pace: SendPace = PACE_FULL;
  /** When each message was sent over this connection, in milliseconds of the monotonic clock. */
  readonly #sent = new Map<string, number>();
  #pausedUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutboxSenderOptions) {
    this.#options = options;
  }

  /** After a reconnect: sends everything that is left again. */
  renew(): void {
    this.#sent.clear();
    this.flush();
  }

  /** The host takes nothing for this long, and may have dropped what was sent meanwhile. */
  pause(seconds: number): void {
    this.#pausedUntil = performance.now() + seconds * 1_000;
    this.renew();
  }

  /** Sends what may be sent now and schedules the rest. */
  flush(): void {
    this.stop();
    const now = performance.now();
    const outbox = this.#options.outbox().filter(isWhole);
    for (const outgoing of outbox) {
      if (now - (this.#sent.get(outgoing.ref) ?? -Infinity) < RESEND_AFTER_MS) continue;
      const wait = Math.max(waitMs(this.#pace, now), this.#pausedUntil - now);
      if (wait > 0) {
        this.#flushIn(wait);
        return;
      }
      if (!this.#options.send(toSay(outgoing))) return;
      this.#sent.set(outgoing.ref, now);
      this.#pace = spend(this.#pace, now);
    }
    if (outbox.length > 0) this.#flushIn(RESEND_AFTER_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #flushIn(ms: number): void {
    this.#timer = setTimeout(() => this.flush(), ms);
  }
}

function toSay({ ref, room, text, files = [], reply }: OutgoingMessage): Say {
  const uploaded = files.flatMap((file) => file.uploaded ?? []);
  return defined({
    type: 'message',
    ref,
    room,
    text,
    files: uploaded.length > 0 ? uploaded : undefined,
    reply: reply?.seq,
  });
}
