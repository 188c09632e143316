/** A guest on `porchlight.v1` without a page: asks, and waits for the answer that has the same `ref`. */
import { randomBytes } from 'node:crypto';
import WebSocket from 'ws';
import { LOBBY } from '../../contract/model/room.ts';
import { SUBPROTOCOL } from '../../contract/wire/wire.ts';
import type { HostProcess } from './host-process.ts';
import { sleep } from './sleep.ts';

/** What the host says: looked into only where a scenario asks. */
export interface Told {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface Entrant {
  /** The address that the guest comes from, such as 127.0.0.9. */
  readonly from?: string;
  readonly token?: string;
  readonly subprotocol?: string;
}

const ANSWER_MS_MAX = 60_000;
const AGAIN_MS = 200;

export class WireGuest {
  readonly socket: WebSocket;
  id = '';
  token = '';
  /** The close code, once the connection is over. */
  code: number | undefined;
  /** Hears all that has no other listener. */
  hear: (told: Told) => void = () => undefined;
  readonly #waiting = new Map<string, (told: Told) => void>();
  #first: (told: Told) => void = () => undefined;

  private constructor(host: HostProcess, { from, subprotocol = SUBPROTOCOL }: Entrant) {
    const name = host.address.includes(':') ? `[${host.address}]` : host.address;
    this.socket = new WebSocket(`ws://${name}:${host.port}/`, subprotocol === '' ? [] : subprotocol, {
      perMessageDeflate: false,
      ...(from !== undefined && { localAddress: from }),
    });
    this.socket.on('error', () => undefined);
    this.socket.on('message', (bytes: Buffer) => this.#receive(bytes.toString()));
    this.socket.on('close', (code) => this.#over(code));
  }

  /** Resolves with the open connection; nobody has joined yet. Rejects if the host refused it. */
  static async connect(host: HostProcess, entrant: Entrant = {}): Promise<WireGuest> {
    const guest = new WireGuest(host, entrant);
    await new Promise((resolve, reject) => {
      guest.socket.once('open', resolve).once('error', reject);
      guest.socket.once('close', () => reject(new Error('closed')));
    });
    return guest;
  }

  /** Resolves with a guest who is in. Rejects with the code by which they were refused. */
  static async join(host: HostProcess, name: string, entrant: Entrant = {}): Promise<WireGuest> {
    const guest = await WireGuest.connect(host, entrant);
    const told = await guest.ask('join', {
      name,
      ...(entrant.token !== undefined && { token: entrant.token }),
    });
    if (told.type === 'welcome') return guest;
    guest.socket.terminate();
    const { code, type } = told;
    throw new Error(typeof code === 'string' ? code : type);
  }

  /** The answer to `join` is the first word of the host; all else is answered by `ref`. */
  async ask(type: string, fields: object = {}): Promise<Told> {
    const ref = randomBytes(6).toString('hex');
    const answer = new Promise<Told>((resolve) => {
      if (type === 'join') this.#first = resolve;
      else this.#waiting.set(ref, resolve);
      const patience = setTimeout(() => resolve({ type: 'silence' }), ANSWER_MS_MAX);
      patience.unref();
    });
    this.send({ type, ...(type !== 'join' && { ref }), ...fields });
    return answer;
  }

  /** Says something in the lobby. */
  say(text: string, more: object = {}): Promise<Told> {
    return this.ask('message', { room: LOBBY, text, ...more });
  }

  /** Everything of a room, page by page. */
  async readAll(room = LOBBY): Promise<Told[]> {
    const entries: Told[] = [];
    for (;;) {
      const after = Number(entries.at(-1)?.['seq'] ?? 0);
      const page = await this.ask('read', { room, place: { after } });
      if (page.type === 'error' && page['code'] === 'too-fast') {
        await sleep(AGAIN_MS);
        continue;
      }
      if (page.type !== 'page') throw new Error(`read: ${JSON.stringify(page)}`);
      const more = page['entries'] as Told[];
      entries.push(...more);
      if (page['last'] === true || more.length === 0) return entries;
    }
  }

  send(message: object): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  leave(): void {
    this.socket.terminate();
  }

  #receive(text: string): void {
    if (!text.startsWith('{')) return;
    const told = JSON.parse(text) as Told;
    if (told.type === 'welcome') {
      this.id = (told['you'] as { id: string }).id;
      this.token = String(told['token']);
    }
    if (this.id === '' || told.type === 'welcome') this.#first(told);
    const ref = String(told['ref']);
    const waits = this.#waiting.get(ref);
    this.#waiting.delete(ref);
    if (waits === undefined) this.hear(told);
    else waits(told);
  }

  #over(code: number): void {
    this.code = code;
    const closed = { type: 'closed', code };
    this.#first(closed);
    for (const waits of this.#waiting.values()) waits(closed);
    this.#waiting.clear();
  }
}

/** An address on this machine for each number: 127.1.0.1, 127.1.0.2, … @param number from 0 to 64,515 */
export function loopback(number: number): string {
  return `127.1.${Math.floor(number / 254)}.${(number % 254) + 1}`;
}
