/** The app as it is developed: Electron, this folder, and a data folder of the test's own. */
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication } from 'playwright-core';
import { electronRuntime } from '../../build/electron-runtime.mjs';
import { sandboxFlags } from './browser.ts';
import { ConsoleWindow } from './console-window.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export class DesktopApp {
  readonly electron: ElectronApplication;
  readonly window: ConsoleWindow;

  private constructor(electron: ElectronApplication, window: ConsoleWindow) {
    this.electron = electron;
    this.window = window;
  }

  static async open(dataFolder: string): Promise<DesktopApp> {
    const electron = await _electron.launch({
      executablePath: await electronExecutable(),
      args: appArguments(dataFolder),
    });
    const window = new ConsoleWindow(await electron.firstWindow());
    await window.startButton.waitFor();
    return new DesktopApp(electron, window);
  }

  /** As its user does: closes the window. Resolves when the app has ended. */
  async close(): Promise<void> {
    await this.electron.close();
  }
}

/** What a start of the app by hand would pass. */
export function appArguments(dataFolder: string): string[] {
  return [...sandboxFlags(), ROOT, `--user-data-dir=${dataFolder}`];
}

export async function electronExecutable(): Promise<string> {
  return process.env.PORCHLIGHT_ELECTRON ?? (await electronRuntime({ log: () => undefined })).executable;
}
