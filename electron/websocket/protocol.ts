/**
 * The server's side of one WebSocket connection (RFC 6455) without the socket: bytes in, ordered events out. It does no
 * I/O, reads no clock and draws no randomness, so the same bytes give the same events however they are cut.
 *
 *     open ──▶ closing ──▶ closed        we close: our close frame is sent, the peer's is awaited (§7.1.2)
 *       └────────────────▶ closed        the peer closes, breaks the protocol (§7.1.7), or ends the stream
 */
import { isUtf8 } from 'node:buffer';
import { MessageAssembler } from './message-assembler.ts';
import { CloseCode, decodeClose, encodeClose, ProtocolError, type CloseFrame } from './close.ts';
import { Decoder, type FramePart } from './decoder.ts';
import { encodeFrame, isControl, Opcode, type FrameHead, type WebSocketMessage } from './frame.ts';
import type { FrameListener } from './observed-frame.ts';
import { Utf8Stream } from './utf8.ts';

export type ProtocolEvent =
  /** Send these bytes, in this order. */
  | { readonly type: 'write'; readonly bytes: Buffer }
  /** A whole message. Its bytes may be a view of the received chunk: read them now, or copy them. */
  | { readonly type: 'message'; readonly message: WebSocketMessage }
  /** The last event: end the stream once everything before it is written. */
  | { readonly type: 'closed'; readonly closing: CloseFrame };

export class Protocol {
  readonly #messageBytesMax: number;
  readonly #decoder = new Decoder();
  #state: 'open' | 'closing' | 'closed' = 'open';
  /** The opcode of the first fragment; `undefined` between messages. */
  #kind: typeof Opcode.text | typeof Opcode.binary | undefined;
  /** Created for the first message in more than one part. Most connections never need it. */
  #fragments: MessageAssembler | undefined;
  #control: MessageAssembler | undefined;
  #utf8: Utf8Stream | undefined;
  #unread = false;
  #finished = 0;
  #pongs = 0;
  /** Called for each incoming frame while the connection is inspected. */
  onlooker: FrameListener | undefined;

  constructor(messageBytesMax: number) {
    this.#messageBytesMax = messageBytesMax;
  }

  /**
   * Reads the next bytes of the stream. Payload bytes are unmasked in place. Never throws for anything a peer sends.
   *
   * @param framesMax the most frames to read. If {@link unread} then, call {@link resume} before the next chunk
   */
  receive(chunk: Buffer, framesMax = Infinity): ProtocolEvent[] {
    // §5.5.1, §7.1.4: nothing is processed after a close frame.
    if (this.#state === 'closed') return [];
    this.#decoder.push(chunk);
    return this.resume(framesMax);
  }

  /** Continues with the rest of the chunk given to {@link receive}. */
  resume(framesMax = Infinity): ProtocolEvent[] {
    const events: ProtocolEvent[] = [];
    this.#unread = false;
    try {
      for (let frames = 0; !this.#closed(); frames += 1) {
        if (frames === framesMax) {
          this.#unread = true;
          break;
        }
        const part = this.#decoder.next();
        if (part === undefined) break;
        this.#take(part, events);
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#fail(error, events);
    }
    return events;
  }

  /** Whether the last chunk has unread frames. */
  get unread(): boolean {
    return this.#unread;
  }

  /** Whether the stream is inside a message or a frame. */
  get unfinished(): boolean {
    return this.#kind !== undefined || this.#decoder.inFrame;
  }

  /** Complete messages so far. */
  get finished(): number {
    return this.#finished;
  }

  /** Pongs so far. */
  get pongs(): number {
    return this.#pongs;
  }

  /** Starts the closing handshake (§7.1.2). Later calls do nothing. Throws RangeError as {@link encodeClose}. */
  close(closing: CloseFrame): ProtocolEvent[] {
    if (this.#state !== 'open') return [];
    const bytes = encodeFrame(Opcode.close, encodeClose(closing));
    this.#state = 'closing';
    return [{ type: 'write', bytes }];
  }

  /** The stream ended, or was aborted for `reason`. Without a close frame the code is 1006 (§7.1.5). */
  ended(reason = ''): ProtocolEvent[] {
    if (this.#state === 'closed') return [];
    this.#state = 'closed';
    return [{ type: 'closed', closing: { code: CloseCode.abnormal, reason } }];
  }

  #take(part: FramePart, events: ProtocolEvent[]): void {
    if (this.onlooker !== undefined && part.ends) show(part, this.onlooker);
    if (isControl(part.head.opcode)) this.#takeControl(part, events);
    else this.#takeData(part, events);
  }

  /** §5.5: control frames are never fragmented and may stand between the fragments of a message. */
  #takeControl(part: FramePart, events: ProtocolEvent[]): void {
    const alone = part.begins && part.ends;
    const control = alone ? undefined : (this.#control ??= new MessageAssembler());
    control?.append(part.bytes, part.start, part.end);
    if (!part.ends) return;
    const payload = control?.take() ?? part.bytes.subarray(part.start, part.end);
    // §5.5.2: answer a ping with the same payload, but not after our close frame, when nothing limits the peer's
    // pings. §5.5.3: a pong needs no answer.
    if (part.head.opcode === Opcode.ping && this.#state === 'open') {
      events.push({ type: 'write', bytes: encodeFrame(Opcode.pong, payload) });
    } else if (part.head.opcode === Opcode.close) {
      this.#takeClose(decodeClose(payload), events);
    } else if (part.head.opcode === Opcode.pong) {
      this.#pongs += 1;
    }
  }

  /** §5.5.1: answer a close frame with one, unless ours is sent already. */
  #takeClose(closing: CloseFrame, events: ProtocolEvent[]): void {
    if (this.#state === 'open') {
      const answer = encodeClose({ code: closing.code, reason: '' });
      events.push({ type: 'write', bytes: encodeFrame(Opcode.close, answer) });
    }
    this.#state = 'closed';
    events.push({ type: 'closed', closing });
  }

  #takeData(part: FramePart, events: ProtocolEvent[]): void {
    if (part.begins) this.#beginFrame(part.head);
    const last = part.ends && part.head.fin;
    const bytes = part.bytes.subarray(part.start, part.end);
    // Most messages are one frame in one chunk: nothing to join or store.
    if (last && part.begins && part.head.opcode !== Opcode.continuation) {
      if (this.#kind === Opcode.text && !isUtf8(bytes)) throw notUtf8();
      this.#deliver(bytes, events);
      return;
    }
    const fragments = (this.#fragments ??= new MessageAssembler());
    const utf8 = (this.#utf8 ??= new Utf8Stream());
    if (this.#kind === Opcode.text && !utf8.push(bytes)) throw notUtf8();
    if (part.begins) fragments.announce(part.head.length);
    fragments.append(part.bytes, part.start, part.end);
    if (!last) return;
    if (!utf8.complete) throw notUtf8();
    this.#deliver(fragments.take(), events);
  }

  /** §5.4: a message is one frame, or a first fragment and its continuations, and messages do not interleave. */
  #beginFrame(head: FrameHead): void {
    if (head.opcode === Opcode.continuation) {
      if (this.#kind === undefined) throw new ProtocolError(CloseCode.protocolError, 'nothing to continue');
    } else {
      if (this.#kind !== undefined) throw new ProtocolError(CloseCode.protocolError, 'message not finished');
      this.#kind = head.opcode === Opcode.text ? Opcode.text : Opcode.binary;
    }
    // §10.4: refuse by the announced size, before storing a byte.
    if ((this.#fragments?.length ?? 0) + head.length > this.#messageBytesMax) {
      throw new ProtocolError(CloseCode.messageTooBig, 'message too big');
    }
  }

  #deliver(bytes: Buffer, events: ProtocolEvent[]): void {
    const kind = this.#kind === Opcode.text ? 'text' : 'binary';
    this.#kind = undefined;
    this.#finished += 1;
    // §1.4: while closing, ignore the peer's messages.
    if (this.#state === 'open') events.push({ type: 'message', message: { kind, bytes } });
  }

  /** §7.1.7: fail the connection: send the reason and process nothing more. */
  #fail(error: ProtocolError, events: ProtocolEvent[]): void {
    const closing = { code: error.code, reason: error.message };
    if (this.#state === 'open') {
      events.push({ type: 'write', bytes: encodeFrame(Opcode.close, encodeClose(closing)) });
    }
    this.#state = 'closed';
    this.#fragments = undefined;
    events.push({ type: 'closed', closing });
  }

  #closed(): boolean {
    return this.#state === 'closed';
  }
}

/** §8.1 */
function notUtf8(): ProtocolError {
  return new ProtocolError(CloseCode.invalidPayload, 'text is not UTF-8');
}

function show({ head, begins, bytes, start, end }: FramePart, onlooker: FrameListener): void {
  onlooker({ way: 'in', ...head, ...(begins && { payload: bytes.subarray(start, end) }) });
}
