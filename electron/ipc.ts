/**
 * The typed door between the window and the main process. Every call is checked to come from the console itself,
 * and every argument is parsed by the command that gets it.
 */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import {
  COMMAND_NAMES,
  type CommandName,
  type EventName,
  type HostCommands,
  type HostEvents,
} from '../contract/ipc.ts';
import type { Entry } from '../contract/wire.ts';
import { isConsole } from './app-protocol.ts';

/** The commands as the main process carries them out: the argument is whatever the window sent. */
export type Serve = {
  readonly [C in CommandName]: (
    argument: unknown,
  ) => ReturnType<HostCommands[C]> | Promise<ReturnType<HostCommands[C]>>;
};

/** Several messages of one burst reach the window as one. */
const BATCH_MS = 50;

/** Answers the commands of `window`, and of nothing else. */
export function serve(window: BrowserWindow, commands: Serve): void {
  for (const name of COMMAND_NAMES) {
    ipcMain.handle(`command:${name}`, (event, argument: unknown) => {
      if (!isFrom(event, window)) throw new Error(`refused: ${name}`);
      return commands[name](argument);
    });
  }
}

function isFrom({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return (
    senderFrame !== null &&
    sender === window.webContents &&
    senderFrame === sender.mainFrame &&
    isConsole(senderFrame.url)
  );
}

/** Sends events to the window: snapshots as the latest of a batch, entries as all of it. */
export class Outlet {
  #window: BrowserWindow | undefined;
  readonly #snapshots = new Map<EventName, unknown>();
  #entries: Entry[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** From now on events go to this window; before, there is nobody to tell. */
  open(window: BrowserWindow): void {
    this.#window = window;
  }

  publish<E extends EventName>(event: E, value: HostEvents[E]): void {
    if (event === 'entries') this.#entries.push(...(value as readonly Entry[]));
    else this.#snapshots.set(event, value);
    // A state is what a person waits for; a stream can wait until it is worth a message.
    if (event === 'state') this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const window = this.#window;
    const entries = this.#entries;
    this.#entries = [];
    if (window !== undefined && !window.isDestroyed()) {
      for (const [event, value] of this.#snapshots) window.webContents.send(`event:${event}`, value);
      if (entries.length > 0) window.webContents.send('event:entries', entries);
    }
    this.#snapshots.clear();
  }
}
