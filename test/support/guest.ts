/** Somebody in the room by way of an independent WebSocket client (`ws`), who remembers all that they heard. */
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { SUBPROTOCOL, type ClientMessage, type ServerMessage, type Welcome } from '../../contract/wire.ts';

const PATIENCE_MS = 4_000;

export class Guest {
  readonly socket: WebSocket;
  /** Every text message, in order. */
  readonly heard: string[] = [];
  /** The code that the connection was closed with. */
  readonly closed: Promise<number>;
  /** `ADDRESS:PORT`, as the host sees it. */
  name = '';
  #woken: () => void = () => undefined;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.heard.push(data.toString('utf8'));
      this.#woken();
    });
    // What breaks shows in the close code.
    socket.on('error', () => this.#woken());
    this.closed = new Promise((resolve) => socket.on('close', resolve));
    onTestFinished(() => socket.terminate());
  }

  /** Comes in on plain text. */
  static async plain(port: number, path = '/'): Promise<Guest> {
    return Guest.#connect(new WebSocket(`ws://127.0.0.1:${port}${path}`));
  }

  /** Opens the line that a page opens, and says nothing yet. */
  static async page(port: number): Promise<Guest> {
    return Guest.#connect(new WebSocket(`ws://127.0.0.1:${port}/ws`, SUBPROTOCOL));
  }

  /** Comes in from the page. */
  static async join(port: number, name: string, more: object = {}): Promise<Guest> {
    const guest = await Guest.page(port);
    guest.send({ type: 'join', name, ...more });
    await guest.hears((line) => line.includes('"type":"welcome"'));
    return guest;
  }

  static async #connect(socket: WebSocket): Promise<Guest> {
    const guest = new Guest(socket);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const { _socket } = socket as unknown as { _socket: { localPort: number } };
    guest.name = `127.0.0.1:${_socket.localPort}`;
    return guest;
  }

  get messages(): ServerMessage[] {
    return this.heard.map((line) => JSON.parse(line) as ServerMessage);
  }

  get welcome(): Welcome {
    return this.messages.find((message) => message.type === 'welcome')!;
  }

  say(text: string | Buffer): void {
    this.socket.send(text);
  }

  send(message: ClientMessage | object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Resolves with the first message, heard already or still to come, that fits. */
  async hears(fits: (line: string) => boolean): Promise<string> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const line = this.heard.find(fits);
      if (line !== undefined) return line;
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`heard only ${JSON.stringify(this.heard).slice(0, 2_000)}`);
      await this.#change(left);
    }
  }

  /** Waits until so many messages were heard. */
  async hearsInAll(count: number): Promise<string[]> {
    await this.hears(() => this.heard.length >= count);
    return this.heard;
  }

  /** Breaks off without a word, as a phone that loses its network does. */
  cut(): void {
    this.socket.terminate();
  }

  #change(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, withinMs);
      this.#woken = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
