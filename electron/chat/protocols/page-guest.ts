/** A guest on the page: reads what their browser sends, hands it to the hub, and answers refusals. */
import { parseClientMessage, type ClientMessage, type Join } from '../../../contract/wire/client-message.ts';
import { fail, ok } from '../../../contract/result.ts';
import { CLOSE } from '../../../contract/wire/wire.ts';
import { CloseCode } from '../../websocket/close.ts';
import type { Connection } from '../../websocket/connection.ts';
import type { WebSocketMessage } from '../../websocket/frame.ts';
import type { Hub } from '../hub.ts';
import type { JoinService } from '../join-service.ts';
import type { Denial, Permission } from '../limits/rate-limits.ts';
import type { PinGuard } from '../limits/pin-guard.ts';
import { RefusalThrottle } from '../limits/refusal-throttle.ts';
import type { Caller } from '../sessions/session.ts';

/** A page that connects says who it is within this. */
const JOIN_DEADLINE_MS = 10_000;
/** The same once a name was refused and a person is thinking of another. */
const RENAME_DEADLINE_MS = 300_000;
/** Malformed messages before the connection is closed. */
const MALFORMED_MAX = 5;

/** What a person can mend who wrote it: no business of the host's. */
const MENDABLE = /^(name|text|query)-|^(not-joined|pin-required|muted)$/;

export class PageGuest {
  readonly #hub: Hub;
  readonly #joins: JoinService;
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

  constructor(hub: Hub, joins: JoinService, caller: Caller, pin: PinGuard) {
    this.#caller = caller;
    this.#hub = hub;
    this.#joins = joins;
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
      pace: hub.refusalLimit(),
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
    if (message.type === 'join') this.#answer(this.#join(message));
    else this.#handle(message);
  }

  #join(message: Join): Permission {
    const blocked = this.#joins.blockOf(message.token, this.#caller.peer);
    if (blocked !== undefined) {
      this.#hub.tell(this.#connection, { type: 'removed', ...blocked });
      this.#connection.close(CLOSE.removed);
      return ok(undefined);
    }
    // Before anything else: a person without the PIN learns nothing, not even which names are taken.
    const allowed = this.#joins.knows(message.token)
      ? this.#joins.allowReturn(message)
      : this.#askNewcomer(message);
    if (!allowed.ok) {
      this.#waitForName();
      return allowed;
    }
    const joined = this.#joins.joinPage(message, this.#connection, this.#caller.peer);
    if (!joined.ok) {
      this.#waitForName();
      return fail({ code: joined.error });
    }
    clearTimeout(this.#deadline);
    this.#id = joined.value;
    this.#caller.place.join();
    return ok(undefined);
  }

  #askNewcomer({ pin }: Join): Permission {
    const checked = this.#pin.check(pin, this.#caller.peer.address, performance.now());
    return checked.ok ? this.#joins.allowNewcomer(this.#caller) : checked;
  }

  #handle(message: Exclude<ClientMessage, Join>): void {
    const ref = 'ref' in message ? message.ref : undefined;
    if (this.#id === undefined) {
      this.#refuse({ code: 'not-joined' }, ref);
      return;
    }
    const answer = this.#hub.handle(this.#id, message);
    if (answer instanceof Promise) answer.then((late) => this.#answer(late, ref)).catch(this.#fail);
    else this.#answer(answer, ref);
  }

  #answer(answer: Permission, ref?: string): void {
    if (!answer.ok && !answer.error.silent) this.#refuse(answer.error, ref);
  }

  #refuse({ code, seconds }: Denial, ref?: string): void {
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

  /** A person is thinking of another name. Once: refusals must not keep a connection open for ever. */
  #waitForName(): void {
    if (this.#thinking) return;
    this.#thinking = true;
    this.#waitFor(RENAME_DEADLINE_MS);
  }

  /** The time that a guest who has not joined has from now on. */
  #waitFor(ms: number): void {
    clearTimeout(this.#deadline);
    if (this.#id !== undefined) return;
    this.#deadline = setTimeout(() => this.#connection.close(CloseCode.policyViolation), ms);
  }
}
