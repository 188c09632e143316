/** Somebody on the plain-text protocol: a bare TCP socket that shakes hands and masks by hand. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { clientClose, clientFrame, clientText, serverFrames } from './client-frame.ts';

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const NO_STATUS = 1005;
const ABNORMAL = 1006;

export class PlainClient {
  /** Every text message that arrived, in order. */
  readonly lines: string[] = [];
  /** Resolves with the close code when the connection has ended. */
  readonly closed: Promise<number>;
  readonly #socket: Socket;
  #code = ABNORMAL;
  #unread: Buffer;

  private constructor(socket: Socket, head: Buffer) {
    this.#socket = socket;
    this.#unread = head;
    this.closed = new Promise((resolve) => socket.on('close', () => resolve(this.#code)));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#read(Buffer.alloc(0));
  }

  /**
   * @param link as people are given it
   * @param through connects there instead, e.g. to a tunnel that ends at the link's address
   */
  static async join(
    link: string,
    through?: { readonly host: string; readonly port: number },
  ): Promise<PlainClient> {
    const { host, hostname, port } = new URL(link);
    const socket = connect(through ?? { host: hostname, port: Number(port) });
    socket.setNoDelay(true);
    await once(socket, 'connect');
    socket.write(
      `GET / HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
    return new PlainClient(socket, await readHandshake(socket));
  }

  /** What the others said and the client itself, without the time and the name before it. */
  texts(): string[] {
    return this.lines.flatMap((line) => {
      const text = /^\d\d:\d\d:\d\d .*? say: (.*)$/s.exec(line)?.[1];
      // Further lines begin with a tab.
      return text?.replaceAll('\n\t', '\n') ?? [];
    });
  }

  say(text: string): void {
    this.#socket.write(clientText(text));
  }

  async leave(): Promise<void> {
    this.#socket.write(clientClose(1000));
    await this.closed;
  }

  #read(chunk: Buffer): void {
    const { frames, rest } = serverFrames(Buffer.concat([this.#unread, chunk]));
    this.#unread = rest;
    for (const { opcode, payload } of frames) {
      if (opcode === TEXT) this.lines.push(payload.toString('utf8'));
      else if (opcode === PING) this.#socket.write(clientFrame({ opcode: PONG, payload }));
      else if (opcode === CLOSE) {
        this.#code = payload.length < 2 ? NO_STATUS : payload.readUInt16BE(0);
        this.#socket.end(clientFrame({ opcode: CLOSE, payload: payload.subarray(0, 2) }));
      }
    }
  }
}

/** Resolves with what came behind the answer; rejects if the answer was no yes. */
async function readHandshake(socket: Socket): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  for (;;) {
    const end = bytes.indexOf('\r\n\r\n');
    if (end >= 0) {
      const answer = bytes.toString('latin1', 0, end);
      if (!answer.startsWith('HTTP/1.1 101 '))
        throw new Error(`refused: ${answer.split('\r\n', 1)[0] ?? ''}`);
      return bytes.subarray(end + 4);
    }
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    bytes = Buffer.concat([bytes, chunk]);
  }
}
