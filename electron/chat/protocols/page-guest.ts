/** Somebody on the page: reads what their browser sends, tells the hub, and answers what was refused. */
import { parseClientMessage, type ClientMessage, type Join } from '../../../contract/wire/client-message.ts';
import { CLOSE } from '../../../contract/wire/wire.ts';
import { CloseCode } from '../../websocket/close.ts';
import type { Connection } from '../../websocket/connection.ts';
import type { WebSocketMessage } from '../../websocket/frame.ts';
import type { Hub } from '../hub.ts';
import type { Denied } from '../limits/rate-limits.ts';
import type { PinGuard } from '../limits/pin-guard.ts';
import { RefusalThrottle } from '../limits/refusal-throttle.ts';
import type { Caller } from '../sessions/session.ts';

/** A page that connects says who it is within this. */
const JOIN_DEADLINE_MS = 10_000;
/** The same once a name was refused and a person is thinking of another. */
const RENAME_DEADLINE_MS = 300_000;
/** So many messages that no page would send. */
const MALFORMED_MAX = 5;

/** What a person can mend who wrote it: no business of the host's. */
const MENDABLE = /^(name|text|query)-|^(not-joined|pin-required|muted)$/;

export class PageGuest {
  readonly #hub: Hub;
  readonly #connection: Connection;
  readonly #pin: PinGuard;
  readonly #caller: Caller;
  /** Who this turned out to be; `undefined` until they joined. */
  #id: string | undefined;
  #malformed = 0;
  readonly #refusals: RefusalThrottle;
  /** Whether a name was refused already. */
  #thinking = false;
  #deadline: NodeJS.Timeout | undefined;

  constructor(hub: Hub, caller: Caller, pin: PinGuard) {
    this.#caller = caller;
    this.#hub = hub;
    this.#pin = pin;
    this.#connection = caller.open({
      message: (message) => this.#receive(message),
      closed: (closing) => {
        clearTimeout(this.#deadline);
        this.#refusals.stop();
        if (this.#id !== undefined) hub.lose(this.#id, this.#connection, closing);
      },
    });
    this.#refusals = new RefusalThrottle({
      pace: hub.refusalsPace(),
      hold: (held) => this.#connection.hold(held),
      close: () => this.#connection.close(CloseCode.policyViolation),
      elapsed: () => performance.now(),
    });
    this.#waitFor(JOIN_DEADLINE_MS);
  }

  #receive({ kind, bytes }: WebSocketMessage): void {
    if (kind === 'binary') {
      this.#connection.close(CloseCode.unsupportedData);
      return;
    }
    const parsed = parseClientMessage(bytes.toString(), this.#id !== undefined);
    if (!parsed.ok) {
      const { code, malformed, ref } = parsed.error;
      this.#refuse({ code }, ref);
      if (malformed) this.#malformed += 1;
      else if (ref === undefined) this.#waitForName();
      if (this.#malformed >= MALFORMED_MAX) this.#connection.close(CloseCode.policyViolation);
      return;
    }
    const message = parsed.value;
    if (message.type === 'join') this.#refuse(this.#join(message));
    else this.#handle(message);
  }

  #join(message: Join): Denied {
    const barred = this.#hub.entrance.barOf(message.token, this.#caller.peer);
    if (barred !== undefined) {
      this.#hub.tell(this.#connection, { type: 'removed', ...barred });
      this.#connection.close(CLOSE.removed);
      return undefined;
    }
    // Before anything else: whoever has no PIN learns nothing, not even which names are taken.
    const denied = this.#hub.entrance.knows(message.token)
      ? this.#hub.entrance.denyReturn(message)
      : this.#askNewcomer(message);
    if (denied !== undefined) {
      this.#waitForName();
      return denied;
    }
    const joined = this.#hub.entrance.joinPage(message, this.#connection, this.#caller.peer);
    if (!joined.ok) {
      this.#waitForName();
      return { code: joined.code };
    }
    clearTimeout(this.#deadline);
    this.#id = joined.id;
    this.#caller.place.join();
    return undefined;
  }

  #askNewcomer({ pin }: Join): Denied {
    const checked = this.#pin.check(pin, this.#caller.peer.address, performance.now());
    if (checked === 'right') return this.#hub.entrance.denyNewcomer(this.#caller);
    if (checked === 'required') return { code: 'pin-required' };
    return checked === 'wrong' ? { code: 'pin-wrong' } : { code: 'pin-wait', seconds: checked.waitSeconds };
  }

  #handle(message: Exclude<ClientMessage, Join>): void {
    const ref = 'ref' in message ? message.ref : undefined;
    if (this.#id === undefined) {
      this.#refuse({ code: 'not-joined' }, ref);
      return;
    }
    const denied = this.#hub.handle(this.#id, message);
    if (denied instanceof Promise) denied.then((late) => this.#refuse(late, ref)).catch(this.#fail);
    else this.#refuse(denied, ref);
  }

  #refuse(denied: Denied, ref?: string): void {
    if (denied === undefined || denied.silent) return;
    const { code, seconds } = denied;
    if (!MENDABLE.test(code)) this.#caller.refused(code, this.#caller.peer.address);
    this.#hub.tell(this.#connection, {
      type: 'error',
      code,
      ...(ref !== undefined && { ref }),
      ...(seconds !== undefined && { seconds }),
    });
    this.#refusals.add();
  }

  /** A mistake of ours costs this connection, and no other. */
  readonly #fail = (error: unknown): void => {
    this.#caller.failed(error);
    this.#connection.close(CloseCode.internalError);
  };

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
