/**
 * A body that nobody waits for must be over soon. Node's own deadline is one for all requests, and would end uploads
 * that take their time.
 */
import type { IncomingMessage } from 'node:http';

/** The socket goes if the rest of the request is not here by then. */
export function limitBody(request: IncomingMessage, ms: number): void {
  const { socket } = request;
  const deadline = setTimeout(() => {
    if (!request.complete) socket.destroy();
  }, ms);
  const stop = () => {
    clearTimeout(deadline);
    request.off('end', stop).off('close', stop);
  };
  request.once('end', stop).once('close', stop);
}

/** Whether anything follows the head (RFC 9112 §6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
