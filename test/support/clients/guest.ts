/** Somebody in the room by way of an independent WebSocket client (`ws`), who remembers all that they heard. */
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import type { Entry, Message } from '../../../contract/model/entry.ts';
import type { Page } from '../../../contract/wire/page.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import type { ServerMessage, Welcome } from '../../../contract/wire/server-message.ts';
import { SUBPROTOCOL } from '../../../contract/wire/wire.ts';
import { PATIENCE_MS } from '../patience.ts';

type Heard<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;

/** A data folder may have the refs of an earlier run in it. */
const run = randomBytes(3).toString('hex');
let written = 0;

export class Guest {
  readonly socket: WebSocket;
  /** Every text message, in order. */
  readonly heard: string[] = [];
  /** The code that the connection was closed with. */
  readonly closed: Promise<number>;
  /** `ADDRESS:PORT`, as the host sees it. */
  name = '';
  readonly #parsed: ServerMessage[] = [];
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

  get messages(): readonly ServerMessage[] {
    for (const line of this.heard.slice(this.#parsed.length))
      this.#parsed.push(JSON.parse(line) as ServerMessage);
    return this.#parsed;
  }

  get welcome(): Welcome {
    return this.messages.find((message) => message.type === 'welcome')!;
  }

  get id(): string {
    return this.welcome.you.id;
  }

  /** What the welcome brought of a room. */
  pageOf(room = LOBBY): Page | undefined {
    return this.welcome.pages.find((page) => page.room === room);
  }

  /** Of the lobby: what the welcome brought, and then what was heard, in order. */
  get log(): Entry[] {
    const isHere = (message: ServerMessage): message is Entry =>
      'seq' in message && 'room' in message && message.room === LOBBY;
    return [...(this.pageOf()?.entries ?? []), ...this.messages.filter(isHere)];
  }

  all<T extends ServerMessage['type']>(type: T): Heard<T>[] {
    return this.messages.filter((message): message is Heard<T> => message.type === type);
  }

  /** The texts that were said, in order. */
  get texts(): string[] {
    return this.all('message').map(({ text }) => text);
  }

  /** Where this guest has got to in the lobby, as a page that comes back says it. */
  back(after = this.log.at(-1)?.seq ?? 0): object {
    const { token, log } = this.welcome;
    return { token, resume: { log, rooms: [{ room: LOBBY, after }] } };
  }

  say(text: string | Buffer): void {
    this.socket.send(text);
  }

  send(message: ClientMessage | object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Says something in the lobby, or elsewhere. Returns the ref that it has. */
  write(text: string, more: object = {}): string {
    written += 1;
    const ref = `${run}-${written}`;
    this.send({ type: 'message', ref, room: LOBBY, text, ...more });
    return ref;
  }

  /** Says something, and waits until it is there. */
  async says(text: string, more: object = {}): Promise<Message> {
    const ref = this.write(text, more);
    return this.hearsOf('message', (message) => message.ref === ref);
  }

  /** Asks something, of the lobby if no room is named; resolves with the answer or the refusal that has its ref. */
  async asks(message: { readonly type: string; readonly [field: string]: unknown }): Promise<ServerMessage> {
    written += 1;
    const ref = `${run}-${written}`;
    this.send({ ref, ...(message.type !== 'search' && { room: LOBBY }), ...message });
    await this.hears((line) => line.includes(`"ref":"${ref}"`));
    return this.messages.find((heard) => 'ref' in heard && heard.ref === ref)!;
  }

  /** Resolves with the first message of a type, heard already or still to come, that fits. */
  async hearsOf<T extends ServerMessage['type']>(
    type: T,
    fits: (message: Heard<T>) => boolean = () => true,
  ): Promise<Heard<T>> {
    await this.hears(() => this.all(type).some(fits));
    return this.all(type).find(fits)!;
  }

  /** Resolves when all that was sent to the guest so far was heard: an answer to a question comes after it. */
  async catchesUp(): Promise<void> {
    await this.asks({ type: 'read', place: { before: 0 } });
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
