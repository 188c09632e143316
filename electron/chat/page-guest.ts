/** Somebody on the page: reads what their browser sends, tells the hub, and answers what was refused. */
import { parseClientMessage, type ClientMessage, type ErrorCode, type Join } from '../../contract/wire.ts';
import { CloseCode } from '../websocket/close.ts';
import type { Connection } from '../websocket/connection.ts';
import type { Hub } from './hub.ts';
import type { Open, Peer } from './seat.ts';

/** A page that connects says who it is within this. */
const JOIN_DEADLINE_MS = 10_000;
/** The same once a name was refused and a person is thinking of another. */
const RENAME_DEADLINE_MS = 300_000;
/** So many messages that no page would send. */
const MALFORMED_MAX = 5;

export class PageGuest {
  readonly #hub: Hub;
  readonly #peer: Peer;
  readonly #connection: Connection;
  /** Who this turned out to be; `undefined` until they joined. */
  #id: string | undefined;
  #malformed = 0;
  /** Whether a name was refused already. */
  #thinking = false;
  #deadline: NodeJS.Timeout | undefined;

  constructor(hub: Hub, peer: Peer, open: Open) {
    this.#hub = hub;
    this.#peer = peer;
    this.#connection = open({
      message: (data) => this.#receive(data),
      closed: (closing) => {
        clearTimeout(this.#deadline);
        if (this.#id !== undefined) hub.lose(this.#id, this.#connection, closing);
      },
    });
    this.#waitFor(JOIN_DEADLINE_MS);
  }

  #receive(data: string | Buffer): void {
    if (typeof data !== 'string') {
      this.#connection.close(CloseCode.unsupportedData);
      return;
    }
    const parsed = parseClientMessage(data);
    if (!parsed.ok) {
      this.#refuse(parsed.refusal.code, parsed.refusal.ref);
      if (parsed.refusal.malformed) this.#malformed += 1;
      else if (parsed.refusal.ref === undefined) this.#waitForName();
      if (this.#malformed >= MALFORMED_MAX) this.#connection.close(CloseCode.policyViolation);
      return;
    }
    const { message } = parsed;
    const code = message.type === 'join' ? this.#join(message) : this.#handle(message);
    if (code !== undefined) this.#refuse(code, message.type === 'message' ? message.ref : undefined);
  }

  #join(message: Join): ErrorCode | undefined {
    if (this.#id !== undefined) return 'already-joined';
    const joined = this.#hub.joinPage(message, this.#connection, this.#peer);
    if (!joined.ok) {
      this.#waitForName();
      return joined.code;
    }
    clearTimeout(this.#deadline);
    this.#id = joined.id;
    return undefined;
  }

  #handle(message: Exclude<ClientMessage, Join>): ErrorCode | undefined {
    if (this.#id === undefined) return 'not-joined';
    const outcome = this.#hub.handle(this.#id, message);
    return outcome.ok ? undefined : outcome.code;
  }

  #refuse(code: ErrorCode, ref: string | undefined): void {
    this.#hub.tell(this.#connection, { type: 'error', code, ...(ref !== undefined && { ref }) });
  }

  /** A person is thinking of another name. Once: refusals must not keep a line for ever. */
  #waitForName(): void {
    if (this.#thinking) return;
    this.#thinking = true;
    this.#waitFor(RENAME_DEADLINE_MS);
  }

  /** Somebody who has not joined has so long from now on. */
  #waitFor(ms: number): void {
    clearTimeout(this.#deadline);
    if (this.#id !== undefined) return;
    this.#deadline = setTimeout(() => this.#connection.close(CloseCode.policyViolation), ms);
  }
}
