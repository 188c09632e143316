/** nginx as Debian has it, to measure beside: one process that takes files by PUT and gives them back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { installPackages } from '../../build/machine/debian.mjs';
import { cpuSecondsOf, SERVER_CORE } from './server-process.mjs';

const PROGRAM = '/usr/sbin/nginx';

/** Installs it if need be and if we may. @returns {Promise<string | undefined>} why there is none, in one line */
export async function whyNoNginx() {
  if (existsSync(PROGRAM)) return undefined;
  try {
    await installPackages(['nginx-light'], 'the row of files', (line) => process.stderr.write(`${line}\n`));
    return existsSync(PROGRAM) ? undefined : `There is no ${PROGRAM}.`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export class NginxProcess {
  #child;
  #folder = mkdtempSync(join(tmpdir(), 'porchlight-bench-nginx-'));
  port = 0;

  static async start() {
    const nginx = new NginxProcess();
    nginx.port = await freePort();
    const file = join(nginx.#folder, 'nginx.conf');
    writeFileSync(file, configuration(nginx.#folder, nginx.port));
    nginx.#child = spawn('taskset', ['-c', SERVER_CORE, PROGRAM, '-p', nginx.#folder, '-c', file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    while (!(await answers(nginx.port))) await pause(20);
    return nginx;
  }

  /** Seconds of user and system time so far. */
  cpuSeconds() {
    return cpuSecondsOf(this.#child.pid);
  }

  async stop() {
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** As it comes, but for what makes it one process in a folder of its own. */
function configuration(folder, port) {
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(' ');
  return `${user} daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http {
  ${places}
  access_log off; sendfile on; tcp_nopush on; client_max_body_size 0;
  server { listen 127.0.0.1:${port}; root ${folder}; location / { dav_methods PUT; } }
}
`;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port) {
  const socket = connect({ port, host: '127.0.0.1' });
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  }).finally(() => socket.destroy());
}
