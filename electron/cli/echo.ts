/**
 * An echo server on the same WebSocket core, for conformance tools. It has no rooms, pages or guard, and listens on
 * loopback only.
 */
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { parsePort } from '../../contract/ipc/start-options.ts';
import { readOptions } from './arguments.ts';
import { CloseCode } from '../websocket/close.ts';
import type { Connection } from '../websocket/connection.ts';
import { Connections } from '../websocket/connections.ts';
import { handshake, VERSION } from '../websocket/handshake.ts';
import { WEBSOCKET_LIMITS_DEFAULT, type WebSocketLimits } from '../websocket/limits.ts';
import { terminalLanguages } from './terminal-language.ts';
import { speakFrom } from '../server/host-locale.ts';
import { outliveReaders, printLine, warn } from '../server/terminal.ts';
import { sentenceResponse } from '../http/pages/sentence-page.ts';

const ADDRESS = '127.0.0.1';
const PORT_DEFAULT = 9001;
const MESSAGE_BYTES_DEFAULT = 16_777_216;
const MESSAGE_BYTES_CEILING = 1_073_741_824;

const EXIT_WRONG_USE = 2;
const EXIT_CANNOT_HOST = 3;

const system = Intl.DateTimeFormat().resolvedOptions().locale;
const spoken = speakFrom('en')(terminalLanguages(process.env, system));
const { t } = spoken;

function giveUp(code: number, sentence: string): never {
  warn(sentence);
  process.exit(code);
}

function readArguments(): { readonly port: number; readonly messageBytesMax: number } {
  const options = {
    port: { type: 'string' },
    'max-message': { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  const read = readOptions(process.argv.slice(2), options, t);
  if (!read.ok) giveUp(EXIT_WRONG_USE, read.sentence);
  if (read.values.has('help')) {
    printLine(t('host:echo.help'));
    process.exit(0);
  }
  const portText = read.values.get('port') ?? String(PORT_DEFAULT);
  const port = portText === '0' ? 0 : parsePort(portText);
  if (port === undefined) giveUp(EXIT_WRONG_USE, t('host:usage.port', { port: portText }));
  const limit = read.values.get('max-message') ?? String(MESSAGE_BYTES_DEFAULT);
  const messageBytesMax = /^\d{1,10}$/.test(limit) ? Number(limit) : 0;
  if (messageBytesMax < 1 || messageBytesMax > MESSAGE_BYTES_CEILING) {
    giveUp(EXIT_WRONG_USE, t('host:usage.limit', { limit, most: MESSAGE_BYTES_CEILING }));
  }
  return { port, messageBytesMax };
}

outliveReaders();
const { port, messageBytesMax } = readArguments();
// A peer may request two of the largest messages before it begins to read.
const limits: WebSocketLimits = {
  ...WEBSOCKET_LIMITS_DEFAULT,
  messageBytesMax,
  backlogBytesMax: 2 * messageBytesMax + WEBSOCKET_LIMITS_DEFAULT.backlogBytesMax,
  backlogBytesTotalMax: Infinity,
};
const connections = new Connections(limits, (error) => console.error(error));
const server = createServer((_, response) => {
  response.writeHead(426, { Upgrade: 'websocket', Connection: 'close' }).end(t('host:http.426.text'));
});

/** One function for all sockets, because memory per idle connection counts. */
function destroySocket(this: Socket): void {
  this.destroy();
}
const ignore = () => undefined;

server.on('upgrade', (request, socket: Socket, head) => {
  socket.on('error', destroySocket);
  const { method = '', httpVersion, rawHeaders } = request;
  // The server accepts any subprotocol that is offered.
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  const answer = handshake({ method, httpVersion, rawHeaders }, offered);
  if (!answer.ok) {
    const { status } = answer.refusal;
    socket.end(sentenceResponse(status, spoken, status === 426 ? { 'Sec-WebSocket-Version': VERSION } : {}));
    return;
  }
  socket.write(answer.response);
  // From here on the connection handles errors.
  socket.off('error', destroySocket);
  const connection: Connection = connections.open(socket, head, {
    message: (message) => connection.send(message),
    closed: ignore,
  });
});

server.on('error', (error: NodeJS.ErrnoException) => {
  const sentence =
    error.code === 'EADDRINUSE'
      ? t('host:trouble.port-busy', { port })
      : error.code === 'EACCES'
        ? t('host:trouble.port-forbidden', { port })
        : t('host:trouble.failed', { detail: error.message });
  giveUp(EXIT_CANNOT_HOST, sentence);
});

server.listen(port, ADDRESS, () => {
  const bound = server.address();
  const link = `ws://${ADDRESS}:${typeof bound === 'object' ? bound?.port : port}/`;
  printLine(t('host:echo.on', { url: link }));
});

function stop(): void {
  server.close(() => process.exit(0));
  server.closeAllConnections();
  void connections.close(CloseCode.goingAway);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('SIGHUP', stop);
