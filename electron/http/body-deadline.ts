/**
 * A deadline for the request bodies that no handler reads. Node's own deadline applies to all requests and would end
 * long uploads.
 */
import type { IncomingMessage } from 'node:http';

/** Destroys the socket if the request is not complete within `ms` milliseconds. */
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

/** Whether the request has a body (RFC 9112 §6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
