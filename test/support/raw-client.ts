/** A WebSocket client that is a bare socket: it sends what it is told, lawful or not, and keeps what it gets. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { clientText, serverFrames, type ServerFrame } from './client-frame.ts';
import { PATIENCE_MS } from './patience.ts';

export interface Opening {
  readonly address?: string;
  readonly path?: string;
  /** The address that the client itself has. */
  readonly from?: string;
  /** What `Host` says; else the address and port. */
  readonly host?: string;
  readonly subprotocol?: string;
  readonly headers?: readonly string[];
}

/** The head of a lawful opening request. */
export function openingRequest(port: number, opening: Opening = {}): string {
  const {
    address = '127.0.0.1',
    path = '/',
    host = `${address}:${port}`,
    subprotocol,
    headers = [],
  } = opening;
  return [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    ...(subprotocol === undefined ? [] : [`Sec-WebSocket-Protocol: ${subprotocol}`]),
    ...headers,
    '\r\n',
  ].join('\r\n');
}

export class RawClient {
  readonly socket: Socket;
  /** The head of the response, once it has come. */
  response = '';
  readonly frames: ServerFrame[] = [];
  /** When the server's half of the stream ended, or all of it. */
  readonly ended: Promise<unknown>;
  #bytes: Buffer = Buffer.alloc(0);
  #changed: (() => void)[] = [];

  private constructor(socket: Socket) {
    this.socket = socket;
    this.ended = new Promise((resolve) => {
      socket.on('end', resolve);
      socket.on('close', resolve);
    });
    socket.on('error', () => this.#wake());
    socket.on('close', () => this.#wake());
    socket.on('end', () => this.#wake());
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
  }

  /** A socket on which nothing was said yet. */
  static async dial(port: number, address = '127.0.0.1', from?: string): Promise<RawClient> {
    const socket = connect({ port, host: address, noDelay: true, localAddress: from });
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** An accepted WebSocket. */
  static async open(port: number, opening: Opening = {}): Promise<RawClient> {
    const client = await RawClient.dial(port, opening.address, opening.from);
    client.socket.write(openingRequest(port, opening));
    await client.until(() => client.response !== '');
    if (!client.response.startsWith('HTTP/1.1 101')) throw new Error(client.response);
    return client;
  }

  get port(): number {
    return this.socket.localPort!;
  }

  send(bytes: Buffer | string): void {
    this.socket.write(bytes);
  }

  say(text: string): void {
    this.send(clientText(text));
  }

  /** The texts so far. */
  get texts(): string[] {
    return this.frames.filter(({ opcode }) => opcode === 1).map(({ payload }) => payload.toString('utf8'));
  }

  /** The code of the close frame that came: 1005 for one without, `undefined` for none. */
  get closeCode(): number | undefined {
    const payload = this.frames.find(({ opcode }) => opcode === 8)?.payload;
    return payload === undefined ? undefined : payload.length < 2 ? 1005 : payload.readUInt16BE(0);
  }

  /** Waits until what came satisfies the condition. */
  async until(condition: () => boolean, withinMs = PATIENCE_MS): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!condition()) {
      const left = deadline - Date.now();
      if (left <= 0)
        throw new Error(
          `waited ${withinMs} ms (${this.socket.destroyed ? 'closed' : 'open'}); got ${JSON.stringify(this.texts.slice(-3))} ${this.response}`,
        );
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#changed.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Breaks the connection off without a word. */
  destroy(): void {
    this.socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    if (this.response === '') {
      const end = this.#bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.response = this.#bytes.toString('latin1', 0, end + 4);
      this.#bytes = this.#bytes.subarray(end + 4);
    }
    if (this.response.startsWith('HTTP/1.1 101')) {
      const { frames, rest } = serverFrames(this.#bytes);
      this.frames.push(...frames);
      // A copy: what is left must not hold on to what was read.
      this.#bytes = Buffer.from(rest);
    }
    this.#wake();
  }

  #wake(): void {
    const changed = this.#changed;
    this.#changed = [];
    for (const each of changed) each();
  }
}
