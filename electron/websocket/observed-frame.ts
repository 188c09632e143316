/** The frames of one connection as its inspector sees them. Observing changes nothing. */
import { Opcode } from './frame.ts';

export interface ObservedFrame {
  /** Seen from the server. */
  readonly way: 'in' | 'out';
  readonly opcode: Opcode;
  readonly fin: boolean;
  /** Payload bytes. */
  readonly length: number;
  /** Left out where the payload came in parts. Valid during the call only: copy what you keep. */
  readonly payload?: Buffer;
}

/** Called before the frame is handled. It must not throw. */
export type FrameListener = (frame: ObservedFrame) => void;

/** Calls the listener for each frame in `bytes`, which holds whole, unmasked frames (RFC 6455 §5.1). */
export function observeSent(bytes: Buffer, onlooker: FrameListener): void {
  for (let at = 0; at + 2 <= bytes.length;) {
    const first = bytes[at] ?? 0;
    const short = bytes[at + 1] ?? 0;
    const extended = short === 127 ? 8 : short === 126 ? 2 : 0;
    const length =
      extended === 0 ? short : extended === 2 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6);
    const body = at + 2 + extended;
    onlooker({
      ...{ way: 'out', opcode: opcodeOf(first & 0x0f), fin: (first & 0x80) !== 0, length },
      payload: bytes.subarray(body, body + length),
    });
    at = body + length;
  }
}

function opcodeOf(bits: number): Opcode {
  return Object.values(Opcode).find((opcode) => opcode === bits) ?? Opcode.binary;
}
