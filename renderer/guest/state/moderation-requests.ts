/** Requests of a moderator that wait for the host's answer. */
import type { BansAnswer, ModerationDone, BanPreview } from '../../../contract/model/moderation.ts';
import type { ModerationMessage } from '../../../contract/wire/moderation-message.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import type { Refusal, ServerMessage } from '../../../contract/wire/server-message.ts';
import { randomId } from '../connection/random-id.ts';

export type ModerationAnswer =
  | ModerationDone
  | BanPreview
  | BansAnswer
  | (Pick<Refusal, 'type' | 'seconds'> & { readonly code: Refusal['code'] | 'offline' });

export type ModerationRequest = ModerationMessage extends infer M
  ? M extends ModerationMessage
    ? Omit<M, 'ref'>
    : never
  : never;

export class ModerationRequests {
  readonly #send: (message: ClientMessage) => boolean;
  readonly #waiting = new Map<string, (resolve: ModerationAnswer) => void>();

  /** @param send returns false if there is no connection */
  constructor(send: (message: ClientMessage) => boolean) {
    this.#send = send;
  }

  request(request: ModerationRequest): Promise<ModerationAnswer> {
    const ref = randomId();
    if (!this.#send({ ...request, ref })) return Promise.resolve(OFFLINE);
    return new Promise((resolve) => this.#waiting.set(ref, resolve));
  }

  /** Returns whether the message answers a request. */
  handleAnswer(message: ServerMessage): boolean {
    if (!isAnswer(message)) return false;
    const resolve = this.#waiting.get(message.ref ?? '');
    this.#waiting.delete(message.ref ?? '');
    resolve?.(message);
    return resolve !== undefined;
  }

  /** The connection changed: pending requests fail as offline. */
  forget(): void {
    for (const resolve of this.#waiting.values()) resolve(OFFLINE);
    this.#waiting.clear();
  }
}

const OFFLINE: ModerationAnswer = { type: 'error', code: 'offline' };

function isAnswer(message: ServerMessage): message is ModerationDone | BanPreview | BansAnswer | Refusal {
  const { type } = message;
  return type === 'done' || type === 'ban-preview' || type === 'bans' || type === 'error';
}
