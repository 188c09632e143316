/**
 * Carries the outbox to the host: in order, no faster than the host takes it, and again if nothing is heard of it. What
 * waits for its files holds up nothing else. The host drops what it has already, so nothing is lost and nothing is
 * doubled. It refuses to know connections.
 */
import type { Say } from '../../../contract/wire/client-message.ts';
import { isWhole, type OutgoingMessage } from '../state/outbox.ts';
import { PACE_RESTED, spend, waitMs, type SendPace } from '../connection/send-pace.ts';

/** A host that drops messages without a word may take them later. */
export const RESEND_AFTER_MS = 15_000;

export interface OutboxSenderOptions {
  readonly outbox: () => readonly OutgoingMessage[];
  /** `false` if there is nobody to hear it now. */
  readonly send: (message: Say) => boolean;
}

export class OutboxSender {
  readonly #options: OutboxSenderOptions;
  #pace: SendPace = PACE_RESTED;
  /** When each was sent over this connection. */
  readonly #sent = new Map<string, number>();
  #heldUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: OutboxSenderOptions) {
    this.#options = options;
  }

  /** The connection is another one: all that is left is sent again. */
  renew(): void {
    this.#sent.clear();
    this.flush();
  }

  /** The host takes nothing for so long, and may have dropped what it was sent meanwhile. */
  hold(seconds: number): void {
    this.#heldUntil = performance.now() + seconds * 1_000;
    this.renew();
  }

  /** Sends what may be sent now; the rest follows by itself. */
  flush(): void {
    this.stop();
    const now = performance.now();
    const outbox = this.#options.outbox().filter(isWhole);
    for (const outgoing of outbox) {
      if (now - (this.#sent.get(outgoing.ref) ?? -Infinity) < RESEND_AFTER_MS) continue;
      const wait = Math.max(waitMs(this.#pace, now), this.#heldUntil - now);
      if (wait > 0) {
        this.#flushIn(wait);
        return;
      }
      if (!this.#options.send(sayOf(outgoing))) return;
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

function sayOf({ ref, room, text, files = [], reply }: OutgoingMessage): Say {
  const uploaded = files.flatMap((file) => file.uploaded ?? []);
  return {
    ...{ type: 'message', ref, room, text },
    ...(uploaded.length > 0 && { files: uploaded }),
    ...(reply !== undefined && { reply: reply.seq }),
  };
}
