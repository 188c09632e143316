/** The highest rate that a server keeps up with, whoever waits: messages come by the clock, not by the answers. */
import { quantile } from './moderate.mjs';
import { frame, Peer, sleep } from './peer.mjs';

const P99_MAX_MS = 50;
const STEP = 1.25;
const SETTLE_MS = 500;

/**
 * @param {() => Promise<import('./server-process.mjs').ServerProcess>} start
 * @param {{ receivers: number, senders: number, size: number, from: number, seconds: number }} plan `from` in deliveries a second
 * @returns {Promise<number>} deliveries a second at the last rate whose p99 stayed under 50 ms
 */
export async function openLoop(start, { from, ...plan }) {
  let best = 0;
  for (let rate = from; ; rate *= STEP) {
    let kept = false;
    // A second look, since one slow moment of the machine must not end it.
    for (let look = 0; look < 2 && !kept; look += 1) {
      const server = await start();
      kept = (await atRate(server, rate, plan)) < P99_MAX_MS;
      await server.stop();
    }
    if (!kept) return best;
    best = rate;
  }
}

/** @returns {Promise<number>} p99 in milliseconds; Infinity if it fell behind for good */
async function atRate(server, rate, { receivers, senders, size, seconds }) {
  const peers = await Promise.all(Array.from({ length: receivers }, () => Peer.open(server.port)));
  await sleep(300);
  const bytes = frame('x'.repeat(size));
  const sentAt = [];
  const latencies = [];
  let measuring = false;
  // A few stand for all: looking at each would be the generator's limit.
  for (const peer of peers.filter((_, i) => i % 20 === 19)) {
    const before = peer.counter.frames;
    let seen = 0;
    peer.heard = () => {
      const now = performance.now();
      for (; seen < peer.counter.frames - before; seen += 1)
        if (measuring) latencies.push(now - sentAt[seen]);
    };
  }
  const began = performance.now();
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1_000) * (rate / receivers));
    const writes = Array.from({ length: senders }, () => 0);
    while (sentAt.length < due) {
      writes[sentAt.length % senders] += 1;
      sentAt.push(performance.now());
    }
    writes.forEach((count, i) => {
      if (count > 0) peers[i].write(Buffer.concat(Array(count).fill(bytes)));
    });
  }, 1);
  await sleep(SETTLE_MS);
  measuring = true;
  await sleep(seconds * 1_000);
  const behind = sentAt.length - peers[receivers - 1].counter.frames;
  clearInterval(timer);
  for (const peer of peers) peer.destroy();
  return behind > sentAt.length / 4 || latencies.length === 0 ? Infinity : quantile(latencies, 0.99);
}
