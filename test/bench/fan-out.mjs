/** Fan-out in a closed loop: as soon as the last receiver has a message, the next one is sent. */
import { frame, Peer, sleep } from './peer.mjs';

/**
 * @typedef {object} FanOut
 * @property {number} receivers
 * @property {number} senders among the receivers
 * @property {number} window messages outstanding over all senders
 * @property {number} seconds
 * @property {(sender: number, count: number) => Buffer} message a whole frame
 * @property {(peer: Peer, index: number) => Promise<void>} [join] what a peer does before it counts
 * @property {string} [subprotocol]
 */

/**
 * @param {import('./server-process.mjs').ServerProcess} server
 * @param {FanOut} plan
 * @returns {Promise<number>} deliveries per second of the server's CPU time
 */
export async function fanOut(server, { receivers, senders, window, seconds, message, join, subprotocol }) {
  const peers = [];
  for (let i = 0; i < receivers; i += 1) {
    const peer = await Peer.open(server.port, { subprotocol });
    await join?.(peer, i);
    peers.push(peer);
  }
  await sleep(300);
  const last = peers[receivers - 1];
  let sent = 0;
  let stopped = false;
  const before = last.counter.frames;
  const refill = () => {
    if (stopped) return;
    const room = window - (sent - (last.counter.frames - before));
    /** @type {Buffer[][]} */
    const writes = Array.from({ length: senders }, () => []);
    for (let i = 0; i < room; i += 1) {
      writes[sent % senders].push(message(sent % senders, sent));
      sent += 1;
    }
    writes.forEach((frames, i) => {
      if (frames.length > 0) peers[i].write(frames.length === 1 ? frames[0] : Buffer.concat(frames));
    });
  };
  last.heard = refill;
  refill();
  await sleep(700);
  const start = { cpu: server.cpuSeconds(), frames: total(peers) };
  await sleep(seconds * 1000);
  const end = { cpu: server.cpuSeconds(), frames: total(peers) };
  stopped = true;
  for (const peer of peers) peer.destroy();
  return (end.frames - start.frames) / (end.cpu - start.cpu);
}

/** A text of so many bytes. @param {number} size @param {string} [start] what it begins with */
export function rawText(size, start = '') {
  const bytes = frame(start.padEnd(size, 'x'));
  return () => bytes;
}

/** @param {Peer[]} peers */
function total(peers) {
  return peers.reduce((sum, { counter }) => sum + counter.frames, 0);
}
