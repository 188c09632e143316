/** Finds a free port. */
import { createServer } from 'node:net';

const TRIES = 10;

/** Returns the first free port of the 10 after `port`, or `undefined` if all are in use. */
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
