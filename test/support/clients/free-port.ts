/** A port that nobody listens on, and that the system gives to nobody of itself: it is free again after a host has ended. */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that connections and `listen(0)` are given, on Linux from 32,768 and elsewhere from 49,152. */
const [FIRST, END] = [20_000, 32_000];

export async function findFreePort(address = '127.0.0.1'): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, END);
    if (await isFree(port, address)) return port;
  }
}

async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}
