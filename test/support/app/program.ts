/** One of our built programs as a process of its own; it is gone when the test ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { buildStale } from '../../../build/bundle/build-stale.mjs';
import { PATIENCE_MS } from '../patience.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Longer than any build takes. */
const LOCK_MAX_MS = 10 * 60_000;

/**
 * Builds what is missing or out of date. Test files run side by side: one builds while the others wait, since a part
 * is away for a moment while it is built.
 */
export async function build(...parts: string[]): Promise<void> {
  const lock = `${root}.cache/building`;
  mkdirSync(dirname(lock), { recursive: true });
  while (!take(lock)) await new Promise((resolve) => setTimeout(resolve, 50));
  try {
    await buildStale(parts);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const { mtimeMs = Infinity } = statSync(lock, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > LOCK_MAX_MS) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

export class Program {
  readonly child: ChildProcess;
  out = '';
  err = '';
  /** The exit code, once all that it wrote was read. */
  readonly ended: Promise<number | null>;

  /** @param before a command that runs it, such as one that drops its rights */
  constructor(name: 'cli' | 'echo', args: readonly string[], before: readonly string[] = []) {
    const [command = '', ...rest] = [...before, process.execPath, `${root}dist/${name}/${name}.js`, ...args];
    this.child = spawn(command, rest, { cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] });
    // It may have ended before it read all.
    this.child.stdin!.on('error', () => undefined);
    this.child.stdout!.on('data', (chunk: Buffer) => (this.out += chunk.toString()));
    this.child.stderr!.on('data', (chunk: Buffer) => (this.err += chunk.toString()));
    this.ended = once(this.child, 'close').then(([code]) => code as number | null);
    onTestFinished(async () => {
      this.child.kill('SIGKILL');
      await this.ended;
    });
  }

  /** Types a line at its terminal. */
  type(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  /** The link that it says it is on. */
  async link(): Promise<URL> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = / is on: (\S+)\n/.exec(this.out);
      if (found !== null) return new URL(found[1]!);
      if (performance.now() > deadline || this.child.exitCode !== null)
        throw new Error(`${this.out}\n${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
