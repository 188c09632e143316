/** The host without a window, for a whole file of tests: it can be killed, and started again on the same folder and port. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ROOT } from '../app/desktop-app.ts';
import { findFreePort } from '../clients/free-port.ts';
import { PATIENCE_MS } from '../patience.ts';
import { makeTemporaryFolder, removeFolder } from './temporary-folder.ts';

export class House {
  readonly port: number;
  readonly link: string;
  readonly folder = makeTemporaryFolder();
  readonly #options: readonly string[];
  #program: ChildProcess | undefined;

  private constructor(port: number, options: readonly string[]) {
    this.port = port;
    this.link = `http://127.0.0.1:${port}`;
    this.#options = options;
  }

  /** Its history is on the disk. @param options of the command line */
  static async open(...options: string[]): Promise<House> {
    const house = new House(await findFreePort(), options);
    await house.start();
    return house;
  }

  /** Resolves when it is on. */
  async start(): Promise<void> {
    const place = ['--address', '127.0.0.1', '--port', String(this.port), '--data', this.folder];
    const program = spawn(process.execPath, [join(ROOT, 'dist/cli/cli.js'), ...place, ...this.#options]);
    this.#program = program;
    await printed(program, this.link);
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Its machine goes to sleep, and connections stay open. */
  freeze(): void {
    this.#program?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#program?.kill('SIGCONT');
  }

  async close(): Promise<void> {
    await this.#end('SIGTERM');
    removeFolder(this.folder);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const program = this.#program;
    this.#program = undefined;
    if (program === undefined || program.exitCode !== null) return;
    program.kill(signal);
    await once(program, 'exit');
  }
}

/** Resolves when the program has printed `text`; rejects with all that it printed instead. */
export function printed(program: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let all = '';
    const giveUp = () => reject(new Error(`no ${text} in: ${all}`));
    const timer = setTimeout(giveUp, PATIENCE_MS);
    const read = (chunk: Buffer) => {
      all += chunk.toString();
      if (!all.includes(text)) return;
      clearTimeout(timer);
      resolve();
    };
    program.stdout?.on('data', read);
    program.stderr?.on('data', read);
    program.once('exit', giveUp);
  });
}
