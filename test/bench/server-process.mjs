/** A server under measurement: a process of its own, pinned to the first core, whose CPU time the kernel tells. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const bun = here('node_modules/bun/bin/bun.exe');

/** Where a host keeps its history while it is measured. */
const DATA = join(tmpdir(), `porchlight-bench-${process.pid}`);
/** The same without a disk, whose slow moments would be taken for the server's. */
const DATA_IN_MEMORY = `/dev/shm/porchlight-bench-${process.pid}`;

const ON_LOOPBACK = ['--address', '127.0.0.1', '--port', '0', '--lift-limits'];
const host = (...options) => [process.execPath, here('../../dist/cli/cli.js'), ...ON_LOOPBACK, ...options];
/** The same program either way. */
const both = (...command) => ({ broadcast: command, echo: [...command, 'echo'] });

/** What can be measured: how each is started for broadcasting and for echoing. */
export const contenders = {
  porchlight: {
    broadcast: host(),
    echo: [process.execPath, here('../../dist/echo/echo.js'), '--port', '0'],
  },
  'porchlight, history on': { broadcast: host('--data', DATA) },
  'porchlight, large files': {
    broadcast: host('--data', DATA, '--limit', 'file-bytes=1073741824').filter(
      (each) => each !== '--lift-limits',
    ),
  },
  'porchlight, history in memory': { broadcast: host('--data', DATA_IN_MEMORY) },
  ws: { ...both(process.execPath, here('servers/ws.mjs')), environment: { WS_NO_BUFFER_UTIL: '1' } },
  'ws + bufferutil': both(process.execPath, here('servers/ws.mjs')),
  bun: both(bun, here('servers/bun.mjs')),
};

export const SERVER_CORE = '0';
/** USER_HZ, the unit of /proc/PID/stat on Linux. */
const TICKS_PER_SECOND = 100;

export class ServerProcess {
  #child;
  port = 0;

  /** @param {keyof typeof contenders} name @param {'broadcast' | 'echo'} kind */
  static async start(name, kind) {
    const { environment = {}, [kind]: command } = contenders[name];
    const server = new ServerProcess();
    forget();
    server.#child = spawn('taskset', ['-c', SERVER_CORE, ...command], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: server.#child.stdout })) {
      const port = /(?:ready |127\.0\.0\.1:)(\d+)/.exec(line)?.[1];
      if (port === undefined) continue;
      server.port = Number(port);
      break;
    }
    return server;
  }

  /** Seconds of user and system time so far. */
  cpuSeconds() {
    return cpuSecondsOf(this.#child.pid);
  }

  /** Resident bytes. */
  residentBytes() {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
  }

  async stop() {
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
    forget();
  }
}

/** Seconds of user and system time of a process so far. @param {number} pid */
export function cpuSecondsOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Each begins with no history. */
function forget() {
  for (const folder of [DATA, DATA_IN_MEMORY]) rmSync(folder, { recursive: true, force: true });
}
