/** A port that nobody listens on right now. */
import { once } from 'node:events';
import { createServer } from 'node:net';

export async function findFreePort(address = '127.0.0.1'): Promise<number> {
  const server = createServer().listen(0, address);
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the probe has no port');
  server.close();
  await once(server, 'close');
  return bound.port;
}
