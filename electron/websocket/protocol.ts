/**
 * The server's side of one WebSocket connection (RFC 6455) without the connection: bytes in, ordered events out.
 * It does no I/O, reads no clock and draws no randomness, so the same bytes give the same events however they
 * are cut.
 *
 *     open ──▶ closing ──▶ closed        we close: our close frame is out, the peer's is awaited (§7.1.2)
 *       └────────────────▶ closed        the peer closes, breaks the protocol (§7.1.7), or ends the stream
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { Assembly } from './assembly.ts';
import { CloseCode, decodeClosing, encodeClosing, ProtocolError, type Closing } from './close.ts';
import { Decoder, type FramePart } from './decoder.ts';
import { encodeFrame, isControl, Opcode, type FrameHead } from './frame.ts';
import { Utf8Stream } from './utf8.ts';

export type Event =
  /** Send these bytes, in this place. */
  | { readonly type: 'write'; readonly bytes: Buffer }
  /** A whole message: text as a string, binary as a Buffer that is the receiver's own. */
  | { readonly type: 'message'; readonly data: string | Buffer }
  /** The last event: end the stream once everything before is written. */
  | { readonly type: 'closed'; readonly closing: Closing };

export class Protocol {
  readonly #messageBytesMax: number;
  readonly #decoder = new Decoder();
  #state: 'open' | 'closing' | 'closed' = 'open';
  /** What the fragments so far began as; `undefined` between messages. */
  #kind: typeof Opcode.text | typeof Opcode.binary | undefined;
  /** Made when the first message comes in more than one part; most never do. */
  #fragments: Assembly | undefined;
  #control: Assembly | undefined;
  #utf8: Utf8Stream | undefined;
  #unread = false;
  #finished = 0;

  constructor(messageBytesMax: number) {
    this.#messageBytesMax = messageBytesMax;
  }

  /**
   * Takes what the stream brought. Payload bytes are unmasked in place. Never throws for what a peer sends.
   *
   * @param framesMax how many frames to read; if {@link unread} afterwards, {@link resume} before the next chunk
   */
  receive(chunk: Buffer, framesMax = Infinity): Event[] {
    // §5.5.1, §7.1.4: after a close frame nothing that comes is processed.
    if (this.#state === 'closed') return [];
    this.#decoder.push(chunk);
    return this.resume(framesMax);
  }

  /** Goes on with the chunk that {@link receive} left off in. */
  resume(framesMax = Infinity): Event[] {
    const events: Event[] = [];
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

  /** Whether the last chunk has frames that were not read yet. */
  get unread(): boolean {
    return this.#unread;
  }

  /** Whether a message, or a frame, has begun and not ended. */
  get unfinished(): boolean {
    return this.#kind !== undefined || this.#decoder.inFrame;
  }

  /** Messages that were whole so far. */
  get finished(): number {
    return this.#finished;
  }

  /** Begins the closing handshake (§7.1.2). Later calls do nothing. Throws RangeError as {@link encodeClosing}. */
  close(closing: Closing): Event[] {
    if (this.#state !== 'open') return [];
    const bytes = encodeFrame(Opcode.close, encodeClosing(closing));
    this.#state = 'closing';
    return [{ type: 'write', bytes }];
  }

  /** The stream ended, or was broken off for `reason`. Without a close frame that is 1006 (§7.1.5). */
  ended(reason = ''): Event[] {
    if (this.#state === 'closed') return [];
    this.#state = 'closed';
    return [{ type: 'closed', closing: { code: CloseCode.abnormal, reason } }];
  }

  #take(part: FramePart, events: Event[]): void {
    if (isControl(part.head.opcode)) this.#takeControl(part, events);
    else this.#takeData(part, events);
  }

  /** §5.5: control frames are never fragmented and may stand between the fragments of a message. */
  #takeControl(part: FramePart, events: Event[]): void {
    const alone = part.begins && part.ends;
    const control = alone ? undefined : (this.#control ??= new Assembly());
    control?.append(part.bytes, part.start, part.end);
    if (!part.ends) return;
    const payload = control?.take() ?? part.bytes.subarray(part.start, part.end);
    // §5.5.2: a ping is answered with the same payload, but not once we have said goodbye: then nothing bounds
    // what a peer asks for. §5.5.3: a pong needs no answer.
    if (part.head.opcode === Opcode.ping && this.#state === 'open') {
      events.push({ type: 'write', bytes: encodeFrame(Opcode.pong, payload) });
    } else if (part.head.opcode === Opcode.close) {
      this.#takeClose(decodeClosing(payload), events);
    }
  }

  /** §5.5.1: a close frame is answered with one, unless ours is out already. */
  #takeClose(closing: Closing, events: Event[]): void {
    if (this.#state === 'open') {
      const answer = encodeClosing({ code: closing.code, reason: '' });
      events.push({ type: 'write', bytes: encodeFrame(Opcode.close, answer) });
    }
    this.#state = 'closed';
    events.push({ type: 'closed', closing });
  }

  #takeData(part: FramePart, events: Event[]): void {
    if (part.begins) this.#beginFrame(part.head);
    const last = part.ends && part.head.fin;
    // Most messages are one frame in one chunk: nothing to join, nothing to keep.
    if (last && part.begins && part.head.opcode !== Opcode.continuation) {
      this.#deliver(part.bytes, part.start, part.end, events);
      return;
    }
    const fragments = (this.#fragments ??= new Assembly());
    const utf8 = (this.#utf8 ??= new Utf8Stream());
    if (this.#kind === Opcode.text && !utf8.push(part.bytes.subarray(part.start, part.end))) throw notUtf8();
    fragments.append(part.bytes, part.start, part.end);
    if (!last) return;
    if (!utf8.complete) throw notUtf8();
    const whole = fragments.take();
    this.#deliver(whole, 0, whole.length, events);
  }

  /** §5.4: a message is one frame, or a first fragment and its continuations, and messages do not interleave. */
  #beginFrame(head: FrameHead): void {
    if (head.opcode === Opcode.continuation) {
      if (this.#kind === undefined) throw new ProtocolError(CloseCode.protocolError, 'nothing to continue');
    } else {
      if (this.#kind !== undefined) throw new ProtocolError(CloseCode.protocolError, 'message not finished');
      this.#kind = head.opcode === Opcode.text ? Opcode.text : Opcode.binary;
    }
    // §10.4: refused by its announced size, before a byte of it is stored.
    if ((this.#fragments?.length ?? 0) + head.length > this.#messageBytesMax) {
      throw new ProtocolError(CloseCode.messageTooBig, 'message too big');
    }
  }

  /** The message is the bytes from `start` to `end`, of a chunk or of an assembly. */
  #deliver(bytes: Buffer, start: number, end: number, events: Event[]): void {
    const kind = this.#kind;
    this.#kind = undefined;
    this.#finished += 1;
    const data =
      kind === Opcode.text ? decodeText(bytes, start, end) : Buffer.from(bytes.subarray(start, end));
    // §1.4: while closing, what the peer still sends is of no use to anybody.
    if (this.#state === 'open') events.push({ type: 'message', data });
  }

  /** §7.1.7: fail the connection: say why, and process nothing more. */
  #fail(error: ProtocolError, events: Event[]): void {
    const closing = { code: error.code, reason: error.message };
    if (this.#state === 'open') {
      events.push({ type: 'write', bytes: encodeFrame(Opcode.close, encodeClosing(closing)) });
    }
    this.#state = 'closed';
    this.#fragments = undefined;
    events.push({ type: 'closed', closing });
  }

  #closed(): boolean {
    return this.#state === 'closed';
  }
}

const ASCII_FROM_BYTES = 512;

/** Throws {@link ProtocolError} 1007 if it is not UTF-8 (§8.1). */
function decodeText(bytes: Buffer, start: number, end: number): string {
  // ASCII needs no decoding, which pays where there is much of it.
  if (end - start >= ASCII_FROM_BYTES && isAscii(bytes.subarray(start, end))) {
    return bytes.toString('latin1', start, end);
  }
  const text = bytes.toString('utf8', start, end);
  // Whatever is not UTF-8 is decoded to U+FFFD, so only a text that has one needs a second look.
  if (text.includes('\ufffd') && !isUtf8(bytes.subarray(start, end))) throw notUtf8();
  return text;
}

function notUtf8(): ProtocolError {
  return new ProtocolError(CloseCode.invalidPayload, 'text is not UTF-8');
}
