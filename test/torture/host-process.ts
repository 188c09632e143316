/** The built host as a process of its own, to be starved, damaged and killed. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sleep } from './sleep.ts';

const CLI = fileURLToPath(new URL('../../dist/cli/cli.js', import.meta.url));
/** USER_HZ, the unit of /proc/PID/stat on Linux. */
const TICKS_PER_SECOND = 100;
const START_MS_MAX = 120_000;
const STOP_MS_MAX = 120_000;

/** None of them outlives the scenario. */
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export interface HostOptions {
  /** Left out, it keeps nothing. */
  readonly data?: string;
  readonly args?: readonly string[];
  /** For Node itself. */
  readonly node?: readonly string[];
  /** A program that runs it. */
  readonly before?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** 127.0.0.1 if left out. */
  readonly address?: string;
}

export class HostProcess {
  out = '';
  err = '';
  /** Resolves with its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  readonly #child: ChildProcess;
  readonly #address: string;
  #exit: number | string | undefined;

  private constructor({
    data,
    args = [],
    node = [],
    before = [],
    environment = {},
    address = '127.0.0.1',
  }: HostOptions) {
    const where = ['--address', address, '--port', '0', ...(data === undefined ? [] : ['--data', data])];
    const [command = '', ...rest] = [...before, process.execPath, ...node, CLI, ...where, ...args];
    this.#address = address;
    this.#child = spawn(command, rest, {
      env: { ...process.env, LANG: 'en_US.UTF-8', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.out += chunk.toString()));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.err += chunk.toString()));
    running.add(this.#child);
    this.ended = once(this.#child, 'close').then((end: (number | string | null)[]) => {
      running.delete(this.#child);
      this.#exit = end[0] ?? end[1] ?? 'gone';
      return this.#exit;
    });
  }

  /** Resolves once it is on, or has ended instead: see {@link on}. */
  static async start(options: HostOptions = {}): Promise<HostProcess> {
    const host = new HostProcess(options);
    const deadline = performance.now() + START_MS_MAX;
    while (!host.on && host.#exit === undefined && performance.now() < deadline) await sleep(5);
    return host;
  }

  get on(): boolean {
    return this.#exit === undefined && this.#link !== undefined;
  }

  get address(): string {
    return this.#address;
  }

  /** Throws with its own words if it is not on. */
  get port(): number {
    if (this.#link === undefined) throw new Error(`the host is not on: ${this.out}${this.err}`);
    return Number(new URL(this.#link).port);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Seconds of user and system time so far. */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  /** Resident bytes. */
  residentBytes(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.pid}/status`, 'utf8'))?.[1]) * 1024;
  }

  /** Asks it to end, as an administrator would; one that does not is killed. */
  async stop(): Promise<number | string> {
    this.#child.kill('SIGTERM');
    const patience = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS_MAX);
    const end = await this.ended;
    clearTimeout(patience);
    return end;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  get #link(): string | undefined {
    return / is on: (\S+)\n/.exec(this.out)?.[1];
  }
}
