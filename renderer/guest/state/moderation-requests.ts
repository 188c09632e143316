/** What a moderator asked of the host, until it answers. It refuses to know connections and components. */
import type { ModerationMessage } from '../../../contract/wire/moderation-message.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import type { Refusal, ServerMessage } from '../../../contract/wire/server-message.ts';
import type { BansAnswer, ModerationDone, BanPreview } from '../../../contract/model/moderation.ts';
import { randomId } from '../connection/random-id.ts';

/** The answer. */
export type ModerationAnswer =
  | ModerationDone
  | BanPreview
  | BansAnswer
  | (Pick<Refusal, 'type' | 'seconds'> & { readonly code: Refusal['code'] | 'offline' });

export type Unanswered = ModerationMessage extends infer M
  ? M extends ModerationMessage
    ? Omit<M, 'ref'>
    : never
  : never;

export class ModerationRequests {
  readonly #send: (message: ClientMessage) => boolean;
  readonly #waiting = new Map<string, (told: ModerationAnswer) => void>();

  /** @param send `false` if there is nobody to hear it now */
  constructor(send: (message: ClientMessage) => boolean) {
    this.#send = send;
  }

  ask(asked: Unanswered): Promise<ModerationAnswer> {
    const ref = randomId();
    if (!this.#send({ ...asked, ref })) return Promise.resolve(OFFLINE);
    return new Promise((resolve) => this.#waiting.set(ref, resolve));
  }

  /** Whether that answers what was asked. */
  hear(message: ServerMessage): boolean {
    if (!isAnswer(message)) return false;
    const told = this.#waiting.get(message.ref ?? '');
    this.#waiting.delete(message.ref ?? '');
    told?.(message);
    return told !== undefined;
  }

  /** The connection is gone, or is another one: no answer will come. */
  forget(): void {
    for (const told of this.#waiting.values()) told(OFFLINE);
    this.#waiting.clear();
  }
}

const OFFLINE: ModerationAnswer = { type: 'error', code: 'offline' };

function isAnswer(message: ServerMessage): message is ModerationDone | BanPreview | BansAnswer | Refusal {
  const { type } = message;
  return type === 'done' || type === 'ban-preview' || type === 'bans' || type === 'error';
}
