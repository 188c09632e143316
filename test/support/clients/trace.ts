/** What a protocol made of its input, in a form in which two runs can be compared. */
import { Protocol, type ProtocolEvent } from '../../../electron/websocket/protocol.ts';
import type { WebSocketMessage } from '../../../electron/websocket/frame.ts';

export interface Trace {
  /** All bytes written, as hex. */
  readonly written: string;
  readonly messages: readonly string[];
  readonly closed: { readonly code: number; readonly reason: string } | undefined;
}

/** Feeds the chunks to a new protocol. */
export function trace(chunks: readonly Buffer[], messageBytesMax = 65_536): Trace {
  const protocol = new Protocol(messageBytesMax);
  return traceOf(chunks.flatMap((chunk) => protocol.receive(chunk)));
}

export function traceOf(events: readonly ProtocolEvent[]): Trace {
  const written = events.flatMap((event) => (event.type === 'write' ? [event.bytes] : []));
  return {
    written: Buffer.concat(written).toString('hex'),
    messages: events.flatMap((event) => (event.type === 'message' ? [shown(event.message)] : [])),
    closed: events.find((event) => event.type === 'closed')?.closing,
  };
}

/** Text as `text:…`, binary as `binary:` and hex. */
function shown({ kind, bytes }: WebSocketMessage): string {
  return `${kind}:${bytes.toString(kind === 'text' ? 'utf8' : 'hex')}`;
}
