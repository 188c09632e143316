/** The last word on a socket, for whoever may stay until it has heard it, and for whoever may not. */
import type { Socket } from 'node:net';

/** Time for it to arrive before the socket is torn down. */
const HANG_UP_MS = 2_000;

/** Says it and ends. What the peer still sends is read and dropped: a reset could overtake the answer. */
export function hangUp(socket: Socket, word: string | Buffer): void {
  socket.end(word);
  socket.resume();
  // Not the socket's own timeout: that one starts anew with every byte that still comes.
  const deadline = setTimeout(() => socket.destroy(), HANG_UP_MS);
  socket.once('close', () => clearTimeout(deadline));
}

/** Says it and lets go at once: nothing that the peer asks is read, and what the socket took is free for the next. */
export function turnAway(socket: Socket, word: string): void {
  socket.write(word);
  socket.destroy();
}
