/** A WebSocket client that is a bare socket: it sends what it is told, lawful or not, and keeps what it gets. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { clientText, serverFrames, type ServerFrame } from './client-frame.ts';
import { PATIENCE_MS } from '../patience.ts';

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
  /** What came and was not read yet, and how much of it the next frame takes. */
  #chunks: Buffer[] = [];
  #waiting = 0;
  #wanted = 0;
  /** Of the frames up to the last one that was looked at. */
  #texts: string[] = [];
  #textsOf = 0;
  #lastSeen: ServerFrame | undefined;
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
    // A test may have emptied the list.
    if (this.frames[this.#textsOf - 1] !== this.#lastSeen) [this.#texts, this.#textsOf] = [[], 0];
    for (; this.#textsOf < this.frames.length; this.#textsOf += 1) {
      const { opcode, payload } = this.frames[this.#textsOf]!;
      if (opcode === 1) this.#texts.push(payload.toString('utf8'));
    }
    this.#lastSeen = this.frames.at(-1);
    return this.#texts.slice();
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
    this.#chunks.push(chunk);
    this.#waiting += chunk.length;
    if (this.#waiting >= this.#wanted) this.#read(Buffer.concat(this.#chunks));
    this.#wake();
  }

  #read(bytes: Buffer): void {
    let unread = bytes;
    if (this.response === '') {
      const end = bytes.indexOf('\r\n\r\n');
      if (end >= 0) this.response = bytes.toString('latin1', 0, end + 4);
      unread = bytes.subarray(this.response.length);
    }
    if (this.response.startsWith('HTTP/1.1 101')) {
      const { frames, rest, wanted } = serverFrames(unread);
      for (const frame of frames) this.frames.push(frame);
      [unread, this.#wanted] = [rest, wanted];
    }
    // A copy: what is left must not hold on to what was read.
    this.#chunks = unread.length === 0 ? [] : [Buffer.from(unread)];
    this.#waiting = unread.length;
  }

  #wake(): void {
    const changed = this.#changed;
    this.#changed = [];
    for (const each of changed) each();
  }
}
