/** Looks for a port that nobody uses. */
import { createServer } from 'node:net';

const TRIES = 10;

/** The first free port of the ten after `port`; `undefined` if all are taken. */
export async function nextFreePort(address: string, port: number): Promise<number | undefined> {
  for (let next = port + 1; next <= Math.min(port + TRIES, 65_535); next += 1) {
    if (await isFree(address, next)) return next;
  }
  return undefined;
}

async function isFree(address: string, port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, address, () => server.close(() => resolve(true)));
  });
}
