/** Close codes (RFC 6455 §7.4), the payload of a close frame, and the error for a peer that breaks the protocol. */
import { isUtf8 } from 'node:buffer';

export const CloseCode = {
  normal: 1000,
  goingAway: 1001,
  protocolError: 1002,
  unsupportedData: 1003,
  /** Never on the wire: the peer's close frame had no code (RFC 6455 §7.1.5). */
  noStatus: 1005,
  /** Never on the wire: the connection ended without a close frame (RFC 6455 §7.1.5). */
  abnormal: 1006,
  invalidPayload: 1007,
  policyViolation: 1008,
  messageTooBig: 1009,
  internalError: 1011,
  /** Our own (§7.4.2): the peer stopped reading. */
  tooSlow: 4008,
} as const;

/** The most bytes for the reason: a control frame minus two bytes of code (RFC 6455 §5.5). */
const REASON_BYTES_MAX = 123;

export interface CloseFrame {
  readonly code: number;
  readonly reason: string;
}

/** A violation of the protocol by the peer, with the close code to send. Only `protocol.ts` catches it. */
export class ProtocolError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether a code is allowed in a close frame (RFC 6455 §7.4.1, §7.4.2 and the IANA registry). */
export function mayBeSent(code: number): boolean {
  if (code >= 3000) return code <= 4999;
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
}

/**
 * The payload of a close frame: the code in two bytes, then the reason in UTF-8 (RFC 6455 §5.5.1).
 * `noStatus` makes it empty. Throws RangeError for a code or reason that must not be sent, which is our own bug.
 */
export function encodeClose({ code, reason }: CloseFrame): Buffer {
  if (code === CloseCode.noStatus) return Buffer.alloc(0);
  const text = Buffer.from(reason, 'utf8');
  if (!mayBeSent(code)) throw new RangeError(`Close code ${code} may not be sent`);
  if (text.length > REASON_BYTES_MAX)
    throw new RangeError(`Close reason of ${text.length} bytes is too long`);
  const payload = Buffer.alloc(2 + text.length);
  payload.writeUInt16BE(code, 0);
  text.copy(payload, 2);
  return payload;
}

/** Reads the payload of a close frame. Throws {@link ProtocolError} 1002 or 1007 (RFC 6455 §5.5.1, §8.1). */
export function decodeClose(payload: Buffer): CloseFrame {
  if (payload.length === 0) return { code: CloseCode.noStatus, reason: '' };
  if (payload.length === 1) throw new ProtocolError(CloseCode.protocolError, 'close code of one byte');
  const code = payload.readUInt16BE(0);
  if (!mayBeSent(code)) throw new ProtocolError(CloseCode.protocolError, 'close code not allowed');
  const reason = payload.subarray(2);
  if (!isUtf8(reason)) throw new ProtocolError(CloseCode.invalidPayload, 'close reason is not UTF-8');
  return { code, reason: reason.toString('utf8') };
}
