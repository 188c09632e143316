/** Two ways to close a socket with a last message: with time to deliver it, or at once. */
import type { Socket } from 'node:net';

/** Time to deliver the message before the socket is destroyed. */
const END_TIMEOUT_MS = 2_000;

/** Sends the message and ends the socket. Further input is read and discarded: a reset could overtake the answer. */
export function endWith(socket: Socket, message: string | Buffer): void {
  socket.end(message);
  socket.resume();
  // The socket's own timeout would restart with every byte received.
  const deadline = setTimeout(() => socket.destroy(), END_TIMEOUT_MS);
  socket.once('close', () => clearTimeout(deadline));
}

/** Sends the message and destroys the socket at once: the peer's request is not read, and its resources are freed. */
export function destroyWith(socket: Socket, message: string): void {
  socket.write(message);
  socket.destroy();
}
