/**
 * Frames as a client sends them, right or wrong in every field, and the reading of a server's. Written from
 * RFC 6455 §5.2 apart from the product's own code, so that one mistake cannot hide in both.
 */

export interface ClientFrame {
  readonly opcode: number;
  readonly payload?: Uint8Array;
  readonly fin?: boolean;
  /** RSV1, RSV2, RSV3 as bits 4, 2, 1 */
  readonly reserved?: number;
  /** `null` sends the frame unmasked. */
  readonly mask?: readonly [number, number, number, number] | null;
  /** Writes the length in this many extended bytes, whether that is its shortest form or not. */
  readonly lengthBytes?: 0 | 2 | 8;
  /** Says this length instead of the payload's. */
  readonly claim?: bigint;
}

export const MASK = [0x37, 0xfa, 0x21, 0x3d] as const;

export function clientFrame(frame: ClientFrame): Buffer {
  const { opcode, payload = new Uint8Array(), fin = true, reserved = 0, mask = MASK } = frame;
  const length = frame.claim ?? BigInt(payload.length);
  const extended = frame.lengthBytes ?? (length < 126n ? 0 : length < 65536n ? 2 : 8);
  const bytes: number[] = [(fin ? 128 : 0) + reserved * 16 + opcode];
  bytes.push((mask === null ? 0 : 128) + (extended === 0 ? Number(length) : extended === 2 ? 126 : 127));
  for (let i = extended - 1; i >= 0; i -= 1) bytes.push(Number((length >> BigInt(8 * i)) & 255n));
  if (mask !== null) bytes.push(...mask);
  const body = Buffer.from(payload);
  if (mask !== null) for (let i = 0; i < body.length; i += 1) body[i]! ^= mask[i & 3]!;
  return Buffer.concat([Buffer.from(bytes), body]);
}

export function clientText(text: string, more: Partial<ClientFrame> = {}): Buffer {
  return clientFrame({ opcode: 1, payload: Buffer.from(text, 'utf8'), ...more });
}

export function clientClose(code?: number, reason = ''): Buffer {
  if (code === undefined) return clientFrame({ opcode: 8 });
  return clientFrame({
    opcode: 8,
    payload: Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]),
  });
}

export interface ServerFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/**
 * Reads whole frames of a server off the front of `bytes`; what is left over comes back too, with how long it has to
 * be at least before there is another one.
 */
export function serverFrames(bytes: Buffer): { frames: ServerFrame[]; rest: Buffer; wanted: number } {
  const frames: ServerFrame[] = [];
  let rest = bytes;
  for (;;) {
    if (rest.length < 2) return { frames, rest, wanted: 2 };
    const short = rest[1]!;
    if (short > 127) throw new Error('a server must not mask');
    if ((rest[0]! & 0xf0) !== 0x80)
      throw new Error('a server of ours sends no fragments and no reserved bits');
    const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
    if (rest.length < 2 + extended) return { frames, rest, wanted: 2 + extended };
    const length = extended === 0 ? short : parseInt(rest.toString('hex', 2, 2 + extended), 16);
    const end = 2 + extended + length;
    if (rest.length < end) return { frames, rest, wanted: end };
    frames.push({ opcode: rest[0]! & 15, payload: Buffer.from(rest.subarray(2 + extended, end)) });
    rest = rest.subarray(end);
  }
}
