/**
 * A process of guests who talk without pause: `node flood.mjs PORT GUESTS PER_SECOND SECONDS`. It prints as JSON how
 * many messages it sent and how many frames came back.
 */
import { frame, Peer, sleep } from './peer.mjs';

const TICK_MS = 20;

const [port = 0, guests = 0, perSecond = 0, seconds = 0] = process.argv.slice(2).map(Number);

/** @type {Peer[]} */
const peers = [];
for (let i = 0; i < guests; i += 1) {
  const peer = await Peer.open(port, { subprotocol: 'porchlight.v1' });
  peer.write(frame(JSON.stringify({ type: 'join', name: `guest ${process.pid}-${i}` })));
  peers.push(peer);
}
await sleep(500);
const before = heard();
const begun = performance.now();
let sent = 0;
for (;;) {
  const elapsed = (performance.now() - begun) / 1_000;
  if (elapsed >= seconds) break;
  const due = Math.floor(elapsed * perSecond);
  /** @type {Map<Peer, Buffer[]>} */
  const writes = new Map();
  for (; sent < due; sent += 1) {
    const peer = /** @type {Peer} */ (peers[sent % guests]);
    const text = `${sent} ${'x'.repeat(60)}`;
    const bytes = frame(JSON.stringify({ type: 'message', ref: `r${sent}`, room: 'lobby', text }));
    const waiting = writes.get(peer);
    if (waiting === undefined) writes.set(peer, [bytes]);
    else waiting.push(bytes);
  }
  for (const [peer, frames] of writes) peer.write(Buffer.concat(frames));
  await sleep(TICK_MS);
}
await sleep(500);
const closed = peers.filter((peer) => peer.closed).length;
console.log(JSON.stringify({ sent, heard: heard() - before, closed }));
process.exit(0);

function heard() {
  return peers.reduce((sum, { counter }) => sum + counter.frames, 0);
}
