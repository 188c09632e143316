/** Connections that say nothing: what each costs the server in resident memory. */
import { Peer, sleep } from './peer.mjs';

/** Opened at once: more than a listen queue takes. */
const BATCH = 100;

/**
 * @param {import('./server-process.mjs').ServerProcess} server
 * @param {{ connections: number }} plan
 * @returns {Promise<{ bytesEach: number, open: number }>}
 */
export async function idle(server, { connections }) {
  const warm = await Promise.all(Array.from({ length: BATCH }, () => Peer.open(server.port)));
  await sleep(500);
  const before = server.residentBytes();
  const peers = [];
  while (peers.length < connections) {
    peers.push(...(await Promise.all(Array.from({ length: BATCH }, () => Peer.open(server.port)))));
  }
  await sleep(2_000);
  const bytesEach = (server.residentBytes() - before) / peers.length;
  const open = peers.filter(({ closed }) => !closed).length;
  for (const peer of [...warm, ...peers]) peer.destroy();
  return { bytesEach, open };
}
