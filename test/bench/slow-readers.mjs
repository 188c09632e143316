/** Some receivers never read. What that costs the server, and the others. */
import { quantile } from './moderate.mjs';
import { frame, Peer, sleep } from './peer.mjs';

/**
 * @param {import('./server-process.mjs').ServerProcess} server
 * @param {{ receivers: number, slow: number, bytesPerSecond: number, size: number, seconds: number }} plan
 */
export async function slowReaders(server, { receivers, slow, bytesPerSecond, size, seconds }) {
  const peers = await Promise.all(Array.from({ length: receivers }, () => Peer.open(server.port)));
  await sleep(300);
  const healthy = peers.slice(slow);
  const sentAt = [];
  let latencies = [];
  for (const peer of healthy) {
    const before = peer.counter.frames;
    let seen = 0;
    peer.heard = () => {
      const now = performance.now();
      // Frames past those sent say who joined or left.
      for (; seen < peer.counter.frames - before; seen += 1) {
        if (sentAt[seen] !== undefined) latencies.push(now - sentAt[seen]);
      }
    };
  }
  const bytes = frame('x'.repeat(size));
  const sender = healthy[0];
  const timer = setInterval(
    () => {
      sentAt.push(performance.now());
      sender.write(bytes);
    },
    (1_000 * size) / bytesPerSecond,
  );
  await sleep(1_000);
  latencies = [];
  const before = { resident: await highest(server, seconds), p99: quantile(latencies, 0.99) };
  for (const peer of peers.slice(0, slow)) peer.pause();
  latencies = [];
  const most = await highest(server, seconds);
  const after = quantile(latencies, 0.99);
  for (const peer of peers.slice(0, slow)) peer.resume();
  await sleep(500);
  clearInterval(timer);
  const closed = peers.slice(0, slow).filter((peer) => peer.closed).length;
  for (const peer of peers) peer.destroy();
  return { growthBytes: most - before.resident, p99Before: before.p99, p99After: after, closed };
}

/** The most that was resident over so many seconds: what waits for the garbage collector comes and goes. */
async function highest(server, seconds) {
  let most = 0;
  for (let i = 0; i < seconds * 20; i += 1) {
    await sleep(50);
    most = Math.max(most, server.residentBytes());
  }
  return most;
}
