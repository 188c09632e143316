/**
 * The app under any executable, driven by its debugging port: a package has no other way in, and an app in a
 * namespace has that port there.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Browser } from 'playwright-core';
import { sandboxFlags } from '../browsers/browser.ts';
import { ConsoleWindow } from './console-window.ts';
import type { NetworkNamespace } from '../clients/network-namespace.ts';
import { PATIENCE_MS } from '../patience.ts';

export interface Start {
  readonly executable: string;
  readonly parameters?: readonly string[];
  readonly dataFolder: string;
  /** Where it runs; outside if absent. */
  readonly namespace?: NetworkNamespace;
}

export class DebuggedApp {
  readonly window: ConsoleWindow;
  readonly #process: ChildProcess;
  readonly #browser: Browser;

  private constructor(process: ChildProcess, browser: Browser, window: ConsoleWindow) {
    this.#process = process;
    this.#browser = browser;
    this.window = window;
  }

  static async open({ executable, parameters = [], dataFolder, namespace }: Start): Promise<DebuggedApp> {
    const all = [
      ...sandboxFlags(),
      ...parameters,
      `--user-data-dir=${dataFolder}`,
      '--remote-debugging-port=0',
    ];
    const app = namespace ? namespace.spawn(executable, all) : spawn(executable, all);
    try {
      const inside = new URL(await debuggingUrl(app));
      const { host, port } = namespace
        ? await namespace.tunnel(inside.hostname, Number(inside.port))
        : { host: inside.hostname, port: inside.port };
      const browser = await chromium.connectOverCDP(`http://${host}:${port}`, { timeout: PATIENCE_MS });
      const [context] = browser.contexts();
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page', { timeout: PATIENCE_MS }));
      if (page === undefined) throw new Error('the app has no window');
      const window = new ConsoleWindow(page);
      await window.startButton.waitFor();
      return new DebuggedApp(app, browser, window);
    } catch (error) {
      app.kill('SIGKILL');
      throw error;
    }
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Closes the window, as its user does. Resolves with the exit code. */
  async close(): Promise<number | null> {
    const { exitCode } = this.#process;
    if (exitCode !== null) return exitCode;
    const ended = once(this.#process, 'exit') as Promise<[number | null]>;
    // The page may be gone before it can answer.
    await Promise.race([this.window.page.evaluate(() => window.close()), ended]).catch(() => undefined);
    const [code] = await ended;
    await this.#browser.close();
    return code;
  }
}

/** Resolves when Chromium, or what is made of it, says where it can be driven. */
export function debuggingUrl(app: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = '';
    const giveUp = () => reject(new Error(`no debugging port in: ${all}`));
    const timer = setTimeout(giveUp, PATIENCE_MS);
    app.stderr?.on('data', (chunk: Buffer) => {
      all += chunk.toString();
      const url = /DevTools listening on (ws:\S+)/.exec(all)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    app.stdout?.resume();
    app.once('exit', giveUp);
  });
}
