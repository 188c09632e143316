/**
 * The frame of RFC 6455 §5.2: what its head says, and how the server writes one.
 *
 *      0                   1                   2                   3
 *      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *     +-+-+-+-+-------+-+-------------+-------------------------------+
 *     |F|R|R|R| opcode|M| Payload len |    Extended payload length    |
 *     |I|S|S|S|  (4)  |A|     (7)     |   (16 or 64, if 126 or 127)   |
 *     |N|V|V|V|       |S|             |                               |
 *     +-+-+-+-+-------+-+-------------+ - - - - - - - - - - - - - - - +
 *     |     then 4 bytes of masking key, always, from a client        |
 *
 * It keeps no state. The decoder handles frames that span two chunks.
 */
import { CloseCode, ProtocolError } from './close.ts';

export const Opcode = {
  continuation: 0x0,
  text: 0x1,
  binary: 0x2,
  close: 0x8,
  ping: 0x9,
  pong: 0xa,
} as const;
export type Opcode = (typeof Opcode)[keyof typeof Opcode];

export interface FrameHead {
  readonly fin: boolean;
  readonly opcode: Opcode;
  /** Payload bytes. A head that claims more than 2^32 − 1 is refused, so the number is exact. */
  readonly length: number;
}

/** Two bytes, eight of extended length, four of masking key. */
export const HEAD_BYTES_MAX = 14;
const MASK_BYTES = 4;
const CONTROL_PAYLOAD_MAX = 125;

/**
 * The length in bytes of the head whose first two bytes stand at `at`.
 * Throws {@link ProtocolError} 1002 if these two bytes break the RFC.
 */
export function headLength(bytes: Buffer, at: number): number {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  const opcode = first & 0x0f;
  const length = second & 0x7f;
  // §5.2: MUST be 0 unless an extension is negotiated, and none is.
  if ((first & 0x70) !== 0) throw new ProtocolError(CloseCode.protocolError, 'reserved bit set');
  if (!isOpcode(opcode)) throw new ProtocolError(CloseCode.protocolError, 'reserved opcode');
  // §5.1: a server MUST close the connection upon receiving a frame that is not masked.
  if ((second & 0x80) === 0) throw new ProtocolError(CloseCode.protocolError, 'frame not masked');
  if (isControl(opcode)) {
    // §5.5: control frames have a payload of 125 bytes or less and MUST NOT be fragmented.
    if (length > CONTROL_PAYLOAD_MAX)
      throw new ProtocolError(CloseCode.protocolError, 'control frame too long');
    if ((first & 0x80) === 0) throw new ProtocolError(CloseCode.protocolError, 'control frame in fragments');
  }
  return 2 + extendedLengthBytes(length) + MASK_BYTES;
}

/**
 * Reads a whole head at `at`, which {@link headLength} has accepted.
 * Throws {@link ProtocolError} 1002 for a length that breaks §5.2, 1009 for one past 32 bits.
 */
export function readHead(bytes: Buffer, at: number): FrameHead {
  const first = bytes[at] ?? 0;
  const opcode = first & 0x0f;
  if (!isOpcode(opcode)) throw new ProtocolError(CloseCode.protocolError, 'reserved opcode');
  return { fin: (first & 0x80) !== 0, opcode, length: readLength(bytes, at + 1) };
}

function readLength(bytes: Buffer, at: number): number {
  const short = (bytes[at] ?? 0) & 0x7f;
  if (short < 126) return short;
  if (short === 126) {
    const length = bytes.readUInt16BE(at + 1);
    if (length < 126) throw new ProtocolError(CloseCode.protocolError, 'length not in its shortest form');
    return length;
  }
  const high = bytes.readUInt32BE(at + 1);
  const low = bytes.readUInt32BE(at + 5);
  // §5.2: the most significant bit MUST be 0.
  if (high >= 0x8000_0000) throw new ProtocolError(CloseCode.protocolError, 'length with its top bit set');
  if (high !== 0) throw new ProtocolError(CloseCode.messageTooBig, 'message too big');
  if (low < 0x1_0000) throw new ProtocolError(CloseCode.protocolError, 'length not in its shortest form');
  return low;
}

/** A whole message as received. The bytes of a text are valid UTF-8 (RFC 6455 §5.6). */
export interface WebSocketMessage {
  readonly kind: 'text' | 'binary';
  readonly bytes: Buffer;
}

/**
 * Something to send: a text, a message, or bytes that are whole frames already. Framing happens at the write, so that
 * everything written together goes into one buffer.
 */
export type OutgoingFrame = string | WebSocketMessage | Buffer;

/** All frames in order, as bytes to send. A single Buffer is returned as it is. */
export function joinFrames(outgoing: readonly OutgoingFrame[]): Buffer {
  const [first] = outgoing;
  if (outgoing.length === 1 && Buffer.isBuffer(first)) return first;
  const joined = uninitialised(framesLength(outgoing));
  writeFrames(joined, outgoing);
  return joined;
}

/** The total length in bytes, heads included. */
export function framesLength(outgoing: readonly OutgoingFrame[]): number {
  let length = 0;
  for (const each of outgoing) length += outgoingLength(each);
  return length;
}

/** Writes all frames into `target`, which has exactly their length. It may hold old data, so every byte is written. */
export function writeFrames(target: Buffer, outgoing: readonly OutgoingFrame[]): void {
  let at = 0;
  for (const each of outgoing) at += writeOutgoing(target, at, each);
  assertFull(at, target.length);
}

function outgoingLength(outgoing: OutgoingFrame): number {
  if (typeof outgoing === 'string') return frameLength(Buffer.byteLength(outgoing, 'utf8'));
  return 'kind' in outgoing ? frameLength(outgoing.bytes.length) : outgoing.length;
}

function writeOutgoing(target: Buffer, at: number, outgoing: OutgoingFrame): number {
  if (typeof outgoing === 'string') return writeFrame(target, at, Opcode.text, outgoing);
  return 'kind' in outgoing
    ? writeFrame(target, at, Opcode[outgoing.kind], outgoing.bytes)
    : outgoing.copy(target, at);
}

/** Encodes one final, unmasked frame (RFC 6455 §5.1). A string is sent as UTF-8. */
export function encodeFrame(opcode: Opcode, payload: string | Buffer): Buffer {
  const length = typeof payload === 'string' ? Buffer.byteLength(payload, 'utf8') : payload.length;
  const frame = uninitialised(frameLength(length));
  assertFull(writeFrame(frame, 0, opcode, payload), frame.length);
  return frame;
}

/** Memory that is not zeroed, a tenth of the cost at 16 KiB. Its users write every byte, and check that they did. */
export function uninitialised(length: number): Buffer {
  return Buffer.allocUnsafeSlow(length);
}

/** A byte left unwritten would leak what this memory held before. */
function assertFull(written: number, length: number): void {
  if (written !== length) throw new RangeError(`${written} of ${length} bytes written`);
}

function frameLength(payloadLength: number): number {
  return payloadLength + 2 + extendedLengthBytes(shortLength(payloadLength));
}

/** Writes a frame at `at`; returns its length. */
function writeFrame(target: Buffer, at: number, opcode: Opcode, payload: string | Buffer): number {
  const length = typeof payload === 'string' ? Buffer.byteLength(payload, 'utf8') : payload.length;
  const short = shortLength(length);
  const body = at + 2 + extendedLengthBytes(short);
  target[at] = 0x80 | opcode;
  target[at + 1] = short;
  if (short === 126) target.writeUInt16BE(length, at + 2);
  else if (short === 127) target.writeBigUInt64BE(BigInt(length), at + 2);
  const written =
    typeof payload === 'string' ? target.write(payload, body, 'utf8') : payload.copy(target, body);
  return body - at + written;
}

/** The 7-bit length field (RFC 6455 §5.2). */
function shortLength(length: number): number {
  if (length < 126) return length;
  return length < 0x1_0000 ? 126 : 127;
}

/** Whether an opcode is that of a control frame (RFC 6455 §5.5). */
export function isControl(opcode: Opcode): boolean {
  return opcode >= Opcode.close;
}

function extendedLengthBytes(length: number): number {
  if (length < 126) return 0;
  return length === 126 ? 2 : 8;
}

function isOpcode(value: number): value is Opcode {
  return value <= Opcode.binary || (value >= Opcode.close && value <= Opcode.pong);
}
