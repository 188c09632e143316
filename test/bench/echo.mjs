/** Echo in a closed loop: each client keeps so many messages on their way. */
import { frame, Peer, sleep } from './peer.mjs';

/**
 * @param {import('./server-process.mjs').ServerProcess} server
 * @param {{ clients: number, depth: number, size: number, seconds: number }} plan
 * @returns {Promise<number>} echoes per second of the server's CPU time
 */
export async function echo(server, { clients, depth, size, seconds }) {
  const bytes = frame('x'.repeat(size));
  const many = Array.from({ length: depth + 1 }, (_, count) => Buffer.concat(Array(count).fill(bytes)));
  const peers = await Promise.all(Array.from({ length: clients }, () => Peer.open(server.port)));
  let stopped = false;
  for (const peer of peers) {
    let answered = peer.counter.frames;
    peer.heard = () => {
      const came = peer.counter.frames - answered;
      answered += came;
      if (came > 0 && !stopped) peer.write(many[came]);
    };
    peer.write(many[depth]);
  }
  await sleep(700);
  const total = () => peers.reduce((sum, { counter }) => sum + counter.frames, 0);
  const start = { cpu: server.cpuSeconds(), frames: total() };
  await sleep(seconds * 1_000);
  const result = (total() - start.frames) / (server.cpuSeconds() - start.cpu);
  stopped = true;
  for (const peer of peers) peer.destroy();
  return result;
}
