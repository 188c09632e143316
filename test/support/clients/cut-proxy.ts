/**
 * A way to the host that can be cut: a TCP proxy that rewrites only the head of each request, so that the host's
 * own guard sees the address it gave out. What it carries after that it does not know.
 */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { findFreePort } from './free-port.ts';

export type Direction = 'to-host' | 'to-guest';

interface Carried {
  readonly guest: Socket;
  readonly host: Socket;
  readonly lost: Set<Direction>;
}

export class CutProxy {
  /** The host's link, by way of this proxy. */
  readonly link: string;
  readonly #server: Server;
  readonly #port: number;
  readonly #carried = new Set<Carried>();
  /** How many bytes have come from guests. */
  carried = 0;
  #cutAt = Infinity;
  #holding = false;
  #upgrades: 'carried' | 'refused' | 'swallowed' = 'carried';
  /** New connections that wait, and what lets each of them through. */
  readonly #held = new Map<Socket, () => void>();

  private constructor(server: Server, host: URL, port: number) {
    this.#server = server;
    this.#port = port;
    this.link = `http://${host.hostname}:${port}`;
    server.on('connection', (guest) => {
      if (this.#holding) this.#hold(guest, () => this.#carry(guest, host));
      else this.#carry(guest, host);
    });
  }

  static async before(link: string): Promise<CutProxy> {
    const host = new URL(link);
    // One that nobody is given while the line is cut.
    const port = await findFreePort(host.hostname);
    const server = createServer().listen(port, host.hostname);
    await once(server, 'listening');
    return new CutProxy(server, host, port);
  }

  /** Resets every connection; until {@link mend} new ones are refused. */
  cut(): void {
    this.#cutAt = Infinity;
    this.#server.close();
    for (const guest of this.#held.keys()) guest.resetAndDestroy();
    for (const { guest, host } of this.#carried) {
      guest.resetAndDestroy();
      host.resetAndDestroy();
    }
  }

  /** Cuts as soon as so many more bytes have come from guests. */
  cutAfter(bytes: number): void {
    this.#cutAt = this.carried + bytes;
  }

  async mend(): Promise<void> {
    this.#server.listen(this.#port, new URL(this.link).hostname);
    await once(this.#server, 'listening');
  }

  /** From now on what the present connections send that way is lost, and neither end can tell. */
  swallow(direction: Direction): void {
    for (const { lost } of this.#carried) lost.add(direction);
  }

  /** Until {@link flow} nothing comes through to the guests, though nothing is lost. */
  stall(): void {
    for (const { host } of this.#carried) host.pause();
  }

  /** What {@link stall} held back comes through; what {@link holdNew} holds does not. */
  flow(): void {
    for (const { host } of this.#carried) host.resume();
  }

  /** New connections are taken, and nothing of them comes through until {@link letThrough}. */
  holdNew(): void {
    this.#holding = true;
  }

  letThrough(): void {
    this.#holding = false;
    for (const carry of this.#held.values()) carry();
    this.#held.clear();
  }

  /** From now on new WebSockets are refused, or come to nothing, as behind some proxies; all else is carried. */
  blockUpgrades(how: 'refused' | 'swallowed'): void {
    this.#upgrades = how;
  }

  /** What {@link blockUpgrades} began ends. */
  carryUpgrades(): void {
    this.#upgrades = 'carried';
  }

  /** How many new connections wait that their guests have not given up. */
  get held(): number {
    return this.#held.size;
  }

  close(): void {
    this.cut();
  }

  #hold(guest: Socket, carry: () => void): void {
    const chunks: Buffer[] = [];
    const keep = (chunk: Buffer) => void chunks.push(chunk);
    // Only what is read tells of its end.
    guest.on('data', keep);
    guest.on('error', () => this.#held.delete(guest));
    guest.on('close', () => this.#held.delete(guest));
    this.#held.set(guest, () => {
      guest.off('data', keep);
      guest.pause();
      guest.unshift(Buffer.concat(chunks));
      carry();
    });
  }

  #carry(guest: Socket, { hostname, port, host: hostName }: URL): void {
    const host = connect(Number(port), hostname);
    const carried: Carried = { guest, host, lost: new Set() };
    this.#carried.add(carried);
    const end = () => {
      this.#carried.delete(carried);
      guest.destroy();
      host.destroy();
    };
    for (const socket of [guest, host]) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
    const toHost = this.#rewriteHeads(hostName, () => {
      if (this.#upgrades === 'refused') guest.end(REFUSAL);
      return this.#upgrades === 'carried';
    });
    guest.pipe(this.#count()).pipe(toHost).pipe(unlessLost(carried.lost, 'to-host')).pipe(host);
    host.pipe(unlessLost(carried.lost, 'to-guest')).pipe(guest);
  }

  /** Requests one behind the other, each with as much body as it says, until one asks for an upgrade: the rest is none of ours. */
  #rewriteHeads(hostName: string, upgrades: () => boolean): Transform {
    const proxyName = new URL(this.link).host;
    let unread: Buffer = Buffer.alloc(0);
    let bodyLeft = 0;
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        unread = Buffer.concat([unread, chunk]);
        for (;;) {
          const body = unread.subarray(0, bodyLeft);
          if (body.length > 0) this.push(body);
          bodyLeft -= body.length;
          unread = unread.subarray(body.length);
          const end = bodyLeft > 0 ? -1 : unread.indexOf('\r\n\r\n');
          if (end === -1) break;
          const head = unread.toString('latin1', 0, end + 4);
          unread = unread.subarray(end + 4);
          const isUpgrade = /^upgrade: websocket\r$/im.test(head);
          if (isUpgrade && !upgrades()) {
            done();
            return;
          }
          this.push(Buffer.from(head.replaceAll(proxyName, hostName), 'latin1'));
          const length = /^content-length: (\d+)\r$/im.exec(head)?.[1] ?? '0';
          bodyLeft = isUpgrade ? Infinity : Number(length);
        }
        done();
      },
    });
  }

  /** Cuts when so many bytes have come from guests. */
  #count(): Transform {
    const carried = (bytes: number) => {
      this.carried += bytes;
      if (this.carried >= this.#cutAt) this.cut();
    };
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        done(null, chunk);
        carried(chunk.length);
      },
    });
  }
}

const REFUSAL = 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

function unlessLost(lost: ReadonlySet<Direction>, direction: Direction): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (lost.has(direction)) done();
      else done(null, chunk);
    },
  });
}
