/** A server of bare connections on loopback: what `electron/websocket` is without a room around it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Connection, Listener } from '../../../electron/websocket/connection.ts';
import { Connections } from '../../../electron/websocket/connections.ts';
import { handshake } from '../../../electron/websocket/handshake.ts';
import { WEBSOCKET_LIMITS_DEFAULT, type WebSocketLimits } from '../../../electron/websocket/limits.ts';

export interface SocketServer {
  readonly port: number;
  readonly connections: Connection[];
  /** Connections that are not over. */
  readonly kept: () => number;
  /** Sockets that are open, WebSocket or not. */
  readonly openSockets: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** @param failed left out, a mistake of ours fails the test */
export async function socketServer(
  listen: (connection: () => Connection) => Listener,
  limits: Partial<WebSocketLimits> = {},
  failed = (error: unknown): void => {
    throw error;
  },
): Promise<SocketServer> {
  const server = createServer();
  const all = new Connections({ ...WEBSOCKET_LIMITS_DEFAULT, ...limits }, failed);
  const connections: Connection[] = [];
  server.on('upgrade', (request, socket: Socket, head) => {
    const { method = '', httpVersion, rawHeaders } = request;
    const answer = handshake({ method, httpVersion, rawHeaders }, []);
    if (!answer.ok) throw new Error(answer.refusal.code);
    socket.write(answer.response);
    const listener = listen(() => connection);
    const connection: Connection = all.open(socket, head, listener);
    connections.push(connection);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    kept: () => all.size,
    openSockets: () => countOf(server),
    close: async () => {
      await all.close(1001);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function countOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)));
  });
}
