/** A calm room: one sender, a message every few milliseconds, nothing to batch. What it costs, and how long it takes. */
import { frame, Peer, sleep } from './peer.mjs';

/** At 200 messages a second a server runs uncompiled code for some seconds; hosts run for hours. */
const WARM_UP_MS = 5_000;

/**
 * @param {import('./server-process.mjs').ServerProcess} server
 * @param {{ receivers: number, perSecond: number, seconds: number, size: number }} plan
 */
export async function moderate(server, { receivers, perSecond, seconds, size }) {
  const peers = await Promise.all(Array.from({ length: receivers }, () => Peer.open(server.port)));
  await sleep(300);
  const sentAt = [];
  const latencies = [];
  let measuring = false;
  for (const peer of peers) {
    const before = peer.counter.frames;
    let seen = 0;
    peer.heard = () => {
      const now = performance.now();
      // The k-th frame is the k-th message: one sender, one order.
      for (; seen < peer.counter.frames - before; seen += 1) {
        if (measuring && sentAt[seen] !== undefined) latencies.push(now - sentAt[seen]);
      }
    };
  }
  const bytes = frame('x'.repeat(size));
  const timer = setInterval(() => {
    sentAt.push(performance.now());
    peers[0].write(bytes);
  }, 1_000 / perSecond);
  await sleep(WARM_UP_MS);
  measuring = true;
  const start = { cpu: server.cpuSeconds(), sent: sentAt.length };
  await sleep(seconds * 1_000);
  const deliveries = (sentAt.length - start.sent) * receivers;
  const cpu = server.cpuSeconds() - start.cpu;
  clearInterval(timer);
  for (const peer of peers) peer.destroy();
  return { perCpuSecond: deliveries / cpu, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
}

/** @param {number[]} values @param {number} q */
export function quantile(values, q) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
}
