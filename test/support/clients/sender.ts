/** Somebody on the page who says as much as they can, and knows of each message whether it was acknowledged. */
import WebSocket from 'ws';
import { LOBBY } from '../../../contract/model/room.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import { SUBPROTOCOL } from '../../../contract/wire/wire.ts';
import { PATIENCE_MS } from '../patience.ts';

/** So many on their way at once. */
const UNDER_WAY_MAX = 20;
/** Every so many messages one is edited, and as often one deleted. */
const CHANGED_EVERY = 10;

export interface Acknowledged {
  readonly seq: number;
  readonly type: string;
}

export class Sender {
  readonly name: string;
  /** By ref: what came back. */
  readonly acknowledged = new Map<string, Acknowledged>();
  /** By ref: messages that were sent, and did not come back yet. */
  readonly underWay = new Map<string, object>();
  id = '';
  #token: string | undefined;
  #socket: WebSocket | undefined;
  #written = 0;
  /** While true every message that comes back is followed by another one. */
  #talks = false;
  #welcomed: () => void = () => undefined;

  constructor(name: string) {
    this.name = name;
  }

  /** Comes in, or comes back, sends again what did not come back, and goes on talking. */
  async talk(port: number): Promise<void> {
    await this.#join(port);
    this.#talks = true;
    this.#sendMore();
  }

  /** Comes back, sends again what did not come back, and waits until it did. */
  async settle(port: number): Promise<void> {
    await this.#join(port);
    const deadline = performance.now() + PATIENCE_MS;
    while (this.underWay.size > 0 && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 5));
  }

  end(): void {
    this.#talks = false;
    this.#socket?.terminate();
  }

  async #join(port: number): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, SUBPROTOCOL);
    this.#socket = socket;
    // A host that is killed shows in what does not come back.
    socket.on('error', () => undefined);
    socket.on('message', (bytes: Buffer) => this.#hear(JSON.parse(bytes.toString('utf8')) as ServerMessage));
    const welcomed = new Promise<void>((resolve) => (this.#welcomed = resolve));
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    this.#send({ type: 'join', name: this.name, ...(this.#token !== undefined && { token: this.#token }) });
    await welcomed;
    for (const message of this.underWay.values()) this.#send(message);
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'welcome') {
      this.#token = message.token;
      this.id = message.you.id;
      this.#welcomed();
      return;
    }
    if (!('seq' in message) || !('ref' in message)) return;
    const by = message.type === 'message' ? message.from : message.by;
    if (by.id !== this.id) return;
    this.underWay.delete(message.ref);
    this.acknowledged.set(message.ref, { seq: message.seq, type: message.type });
    if (message.type === 'message' && this.#talks) this.#change(message.seq);
    this.#sendMore();
  }

  #sendMore(): void {
    while (this.#talks && this.underWay.size < UNDER_WAY_MAX) {
      this.#written += 1;
      const ref = `${this.name}-${this.#written}`;
      const message = { type: 'message', ref, room: LOBBY, text: `${ref} says something of usual length` };
      this.underWay.set(ref, message);
      this.#send(message);
    }
  }

  /** Of these nothing is known until they come back, and they are never sent again. */
  #change(target: number): void {
    const kind = this.#written % CHANGED_EVERY;
    const what = { ref: `${this.name}-change-${target}`, room: LOBBY, target };
    if (kind === 0) this.#send({ type: 'edit', ...what, text: 'or something else' });
    if (kind === 5) this.#send({ type: 'delete', ...what });
  }

  #send(message: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
