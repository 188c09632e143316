/** Requests the page from this computer, at the address that guests use. */
import { get } from 'node:http';

const PATIENCE_MS = 3_000;

/**
 * Whether this host answered.
 *
 * @param link e.g. `http://192.168.1.20:8080`
 * @param isOurs whether a connection from this port arrived at the host: another program may have answered
 */
export function getsOwnAnswer(link: string, isOurs: (port: number) => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(link, { agent: false, timeout: PATIENCE_MS }, (response) => {
      const port = response.socket.localPort;
      resolve(response.statusCode === 200 && port !== undefined && isOurs(port));
      response.destroy();
    });
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', () => resolve(false));
  });
}
