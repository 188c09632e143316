/** A guest on plain text: reads what their client sends, and hands it to the hub. */
import { CLOSE } from '../../../contract/wire/wire.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import type { Spoken, Translate } from '../../../locales/translate.ts';
import { CloseCode, type CloseFrame } from '../../websocket/close.ts';
import type { Connection } from '../../websocket/connection.ts';
import type { WebSocketMessage } from '../../websocket/frame.ts';
import type { Hub } from '../hub.ts';
import type { JoinService } from '../join-service.ts';
import { PlainTextQueue } from '../limits/plain-text-queue.ts';
import type { Permission } from '../limits/rate-limits.ts';
import { privateNoticeText } from './private-notice-text.ts';
import type { PinGuard } from '../limits/pin-guard.ts';
import { RefusalThrottle } from '../limits/refusal-throttle.ts';
import { plainNotice, QUIT } from '../text/plain-text.ts';
import type { Caller } from '../sessions/session.ts';

/** Time to look for the PIN and to write it. */
const PIN_DEADLINE_MS = 60_000;

export class PlainGuest {
  readonly #hub: Hub;
  readonly #joins: JoinService;
  readonly #caller: Caller;
  readonly #pin: PinGuard;
  readonly #spoken: Spoken;
  readonly #t: Translate;
  readonly #connection: Connection;
  /** `undefined` as long as a PIN is waited for. */
  #id: string | undefined;
  readonly #deadline: NodeJS.Timeout;
  readonly #queue: PlainTextQueue;
  /** Of PINs: lines that come too fast wait. */
  readonly #refusals: RefusalThrottle;

  constructor(hub: Hub, joins: JoinService, caller: Caller, pin: PinGuard, spoken: Spoken) {
    this.#caller = caller;
    this.#hub = hub;
    this.#joins = joins;
    this.#pin = pin;
    this.#spoken = spoken;
    this.#t = spoken.t;
    this.#connection = caller.open({
      message: (message) => this.#receive(message),
      closed: (closing) => this.#closed(closing),
    });
    this.#queue = new PlainTextQueue({
      say: (line) => this.#say(line),
      hold: (held) => this.#connection.hold(held),
      muted: (count) => this.#notice(this.#t('host:plain.rate-limited', { count })),
      elapsed: () => performance.now(),
    });
    this.#refusals = new RefusalThrottle({
      pace: hub.refusalLimit(),
      hold: (held) => this.#connection.hold(held),
      close: () => this.#connection.close(CloseCode.policyViolation),
      elapsed: () => performance.now(),
    });
    this.#deadline = setTimeout(() => this.#tooLate(), PIN_DEADLINE_MS);
    if (!this.#isBlocked()) this.#askPin(undefined);
  }

  /** Tells a blocked person so, and disconnects them. */
  #isBlocked(): boolean {
    const block = this.#joins.blockOf(undefined, this.#caller.peer);
    if (block === undefined) return false;
    this.#hearAlone({ type: 'removed', ...block });
    this.#connection.close(CLOSE.removed);
    return true;
  }

  #receive({ kind, bytes }: WebSocketMessage): void {
    // An empty message is how Internet Explorer asks whether the line is alive.
    if (kind === 'text' && bytes.length === 0) return;
    if (kind === 'binary') {
      this.#connection.close(CloseCode.unsupportedData);
      return;
    }
    const text = bytes.toString();
    if (this.#id === undefined && text === QUIT) this.#connection.close(CloseCode.normal);
    else if (this.#id === undefined) this.#askPin(text);
    else this.#queue.take(text);
  }

  /** What they sent before they went is said all the same; not if it was we who closed. */
  #closed(closing: CloseFrame): void {
    clearTimeout(this.#deadline);
    this.#refusals.stop();
    const id = this.#id;
    if (id === undefined) return;
    if (this.#connection.closedHere) this.#queue.drop();
    this.#queue.finish(() => this.#hub.lose(id, this.#connection, closing));
  }

  /** Answers with the milliseconds to wait, if that was too fast. */
  #say(line: string): number {
    if (this.#id === undefined) return 0;
    if (line === QUIT) {
      void this.#hub.handle(this.#id, { type: 'leave' });
      return 0;
    }
    const waitMs = this.#hub.waitToSay(this.#id);
    if (waitMs > 0) return waitMs;
    const answer = this.#hub.sayPlain(this.#id, line);
    if (answer instanceof Promise) answer.then((late) => this.#tell(late)).catch(this.#fail);
    else if (!answer.ok && answer.error.code === 'too-fast') return (answer.error.seconds ?? 1) * 1_000;
    else if (!answer.ok && answer.error.code === 'not-joined') this.#queue.drop();
    else this.#tell(answer);
    return 0;
  }

  /** Where there is a PIN, it is the first message, and nothing is heard before it. */
  #askPin(given: string | undefined): void {
    const checked = this.#pin.check(given?.trim(), this.#caller.peer.address, performance.now());
    if (checked.ok) {
      clearTimeout(this.#deadline);
      this.#refusals.stop();
      this.#join();
      return;
    }
    const { error } = checked;
    if (error.code === 'pin-wait') this.#notice(this.#t('host:plain.pin-wait', { count: error.seconds }));
    else this.#notice(this.#t(error.code === 'pin-required' ? 'host:plain.pin' : 'host:plain.pin-wrong'));
    this.#refusals.add();
  }

  #join(): void {
    // Asked again: they may have waited at the PIN since.
    if (this.#isBlocked()) return;
    const allowed = this.#joins.allowNewcomer(this.#caller);
    if (allowed.ok) {
      this.#caller.place.join();
      this.#id = this.#joins.joinPlain(this.#connection, this.#caller.peer, (message) =>
        this.#hearAlone(message),
      );
      return;
    }
    this.#notice(this.#t('shared:refusal.too-fast', { count: allowed.error.seconds ?? 0 }));
    this.#connection.close(CloseCode.policyViolation);
  }

  #tooLate(): void {
    if (this.#id === undefined) this.#connection.close(CloseCode.policyViolation);
  }

  #tell(answer: Permission): void {
    // A guest who has said goodbye is told nothing more while the disk is waited for.
    if (answer.ok || answer.error.silent || answer.error.code === 'not-joined') return;
    const { code, seconds = 0 } = answer.error;
    this.#notice(this.#t(`shared:refusal.${code}`, { count: seconds }));
  }

  /** What is for this one alone. */
  #hearAlone(message: ServerMessage): void {
    const words = privateNoticeText(this.#spoken, message);
    if (words !== undefined) this.#notice(words);
  }

  /** A mistake of ours costs this connection, and no other. */
  readonly #fail = (error: unknown): void => {
    this.#caller.failed(error);
    this.#connection.close(CloseCode.internalError);
  };

  #notice(text: string): void {
    this.#connection.send(plainNotice(this.#t('shared:product'), text, Date.now()));
  }
}
