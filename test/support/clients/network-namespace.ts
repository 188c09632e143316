/**
 * A machine of its own on a network of its own, as far as the kernel is concerned (ip-netns(8)). Needs root, and
 * takes away everything that it made.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { makeTemporaryFolder, removeFolder } from '../host/temporary-folder.ts';

export const CAN_MAKE_NAMESPACES = process.platform === 'linux' && process.getuid?.() === 0;

/** One end of a cable. */
export interface Plug {
  readonly namespace: NetworkNamespace;
  /** What the interface is called there. */
  readonly name: string;
  /** With the length of the prefix, e.g. `10.66.1.1/24`; none for the port of a bridge. */
  readonly address?: string;
}

let made = 0;

export class NetworkNamespace {
  readonly name = `porchlight-${process.pid}-${(made += 1)}`;
  readonly #folder = makeTemporaryFolder();
  readonly #tunnels = new Set<Server>();
  readonly #children = new Set<ChildProcess>();
  readonly #removeAtExit = () => this.remove();

  constructor() {
    ip('netns', 'add', this.name);
    // However this process ends.
    process.once('exit', this.#removeAtExit);
    this.ip('link', 'set', 'lo', 'up');
  }

  /** A cable between two of them. */
  static connect(one: Plug, other: Plug): void {
    const [a, b] = [`pl${process.pid}a`, `pl${process.pid}b`];
    ip('link', 'add', a, 'type', 'veth', 'peer', 'name', b);
    for (const [temporary, { namespace, name, address }] of [
      [a, one],
      [b, other],
    ] as const) {
      ip('link', 'set', temporary, 'netns', namespace.name);
      namespace.ip('link', 'set', temporary, 'name', name);
      if (address !== undefined) namespace.ip('address', 'add', address, 'dev', name);
      namespace.ip('link', 'set', name, 'up');
    }
  }

  /** `ip` inside. */
  ip(...parameters: string[]): void {
    ip('-n', this.name, ...parameters);
  }

  /** A program that runs `program` inside. */
  executable(program: string): string {
    const file = join(this.#folder, `${program.replaceAll('/', '-')}.sh`);
    writeFileSync(file, `#!/bin/sh\nexec ip netns exec ${this.name} '${program}' "$@"\n`);
    chmodSync(file, 0o700);
    return file;
  }

  spawn(program: string, parameters: readonly string[], environment = process.env): ChildProcess {
    const child = spawn('ip', ['netns', 'exec', this.name, program, ...parameters], { env: environment });
    this.#children.add(child);
    child.once('exit', () => this.#children.delete(child));
    return child;
  }

  /** Runs JavaScript in a Node inside and resolves with what it printed. */
  async run(script: string): Promise<string> {
    const child = this.spawn(process.execPath, ['--input-type=module', '-e', script]);
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await once(child, 'close');
    return printed.trim();
  }

  /** A port of 127.0.0.1 outside; whoever connects to it is connected, from inside, to `host:port`. */
  async tunnel(host: string, port: number): Promise<{ readonly host: string; readonly port: number }> {
    const script =
      "import { connect } from 'node:net'; const s = connect({ host: process.argv[1], port: Number(process.argv[2]) });" +
      "s.on('error', () => process.exit(1)); s.on('close', () => process.exit(0)); process.stdin.pipe(s).pipe(process.stdout);";
    const server = createServer((socket) => {
      const inside = this.spawn(process.execPath, ['--input-type=module', '-e', script, host, String(port)]);
      socket.on('error', () => inside.kill());
      socket.on('close', () => inside.kill());
      inside.on('exit', () => socket.destroy());
      inside.stdin?.on('error', () => socket.destroy());
      if (inside.stdin !== null && inside.stdout !== null) socket.pipe(inside.stdin, { end: false });
      inside.stdout?.pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#tunnels.add(server);
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('the tunnel has no port');
    return { host: '127.0.0.1', port: bound.port };
  }

  /** Ends what runs inside and takes the namespace, and with it its cables, away. Doing it twice does no harm. */
  remove(): void {
    if (!process.listeners('exit').includes(this.#removeAtExit)) return;
    process.off('exit', this.#removeAtExit);
    for (const tunnel of this.#tunnels) tunnel.close();
    for (const child of this.#children) child.kill('SIGKILL');
    ip('netns', 'del', this.name);
    removeFolder(this.#folder);
  }
}

function ip(...parameters: string[]): void {
  execFileSync('ip', parameters, { stdio: ['ignore', 'ignore', 'inherit'] });
}
