/** The app as it is developed: Electron, this folder, and a data folder of the test's own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from 'playwright-core';
import { sandboxFlags } from '../browsers/browser.ts';
import { ConsoleWindow } from './console-window.ts';
import { PATIENCE_MS } from '../patience.ts';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export class DesktopApp {
  readonly electron: ElectronApplication;
  readonly window: ConsoleWindow;

  readonly #args: readonly string[];

  private constructor(electron: ElectronApplication, window: ConsoleWindow, args: readonly string[]) {
    this.#args = args;
    this.electron = electron;
    this.window = window;
  }

  /** @param parameters as its user would add them */
  static async open(
    dataFolder: string,
    parameters: readonly string[] = [],
    more: Readonly<Record<string, string>> = {},
  ): Promise<DesktopApp> {
    const args = [...appArguments(dataFolder), ...parameters];
    const electron = await _electron.launch({
      executablePath: await electronExecutable(),
      args,
      env: { ...environment(), ...more },
      timeout: PATIENCE_MS,
    });
    const window = new ConsoleWindow(await electron.firstWindow({ timeout: PATIENCE_MS }));
    await window.startButton.waitFor();
    return new DesktopApp(electron, window, args);
  }

  /** As its user does who does not find it. Resolves when the second one has ended. */
  async startOnceMore(): Promise<void> {
    const args = this.#args.filter((each) => each !== '--hidden');
    const second = spawn(await electronExecutable(), args, { stdio: 'ignore' });
    await once(second, 'exit');
  }

  /** As its user does: closes the window. Resolves when the app has ended. */
  async close(): Promise<void> {
    await this.electron.close();
  }
}

/** As Playwright would pass it on, if nothing were added. */
function environment(): Record<string, string> {
  const all = Object.entries(process.env);
  return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** What a start of the app by hand would pass. */
export function appArguments(dataFolder: string): string[] {
  return [...sandboxFlags(), ROOT, `--user-data-dir=${dataFolder}`];
}

export async function electronExecutable(): Promise<string> {
  const { PORCHLIGHT_ELECTRON } = process.env;
  if (PORCHLIGHT_ELECTRON !== undefined) return PORCHLIGHT_ELECTRON;
  // What can download and unpack one takes long to load, and most tests open no app.
  const { electronRuntime } = await import('../../../build/electron/electron-runtime.mjs');
  return (await electronRuntime({ log: () => undefined })).executable;
}
