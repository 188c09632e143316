/**
 * The typed door between the window and the main process. Every call is checked to come from the console itself,
 * and every argument is parsed by the command that gets it.
 */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import {
  DESK_COMMAND_NAMES,
  HOST_COMMAND_NAMES,
  type CommandName,
  type DeskCommandName,
  type EventName,
  type HostCommandName,
} from '../contract/ipc.ts';
import { isConsole } from './app-protocol.ts';
import type { Serve } from './host-line.ts';

/** Carries out what the main process does itself, and passes the rest to the host. */
export interface Served {
  readonly desk: Serve<DeskCommandName>;
  readonly host: (command: HostCommandName, argument: unknown) => Promise<unknown>;
}

/** Answers the commands of `window`, and of nothing else. */
export function serve(window: BrowserWindow, { desk, host }: Served): void {
  for (const name of DESK_COMMAND_NAMES) answer(window, name, (argument) => desk[name](argument));
  for (const name of HOST_COMMAND_NAMES) answer(window, name, (argument) => host(name, argument));
}

/** @param json what happened, as `window.host.on` hands it out */
export function publish(window: BrowserWindow, event: EventName, json: string): void {
  if (!window.isDestroyed()) window.webContents.send(`event:${event}`, json);
}

function answer(window: BrowserWindow, name: CommandName, act: (argument: unknown) => unknown): void {
  ipcMain.handle(`command:${name}`, (event, argument: unknown) => {
    if (!isFrom(event, window)) throw new Error(`refused: ${name}`);
    return act(argument);
  });
}

function isFrom({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return (
    senderFrame !== null &&
    sender === window.webContents &&
    senderFrame === sender.mainFrame &&
    isConsole(senderFrame.url)
  );
}
